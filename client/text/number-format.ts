/** A whole number: "2,000". */
export function formatCount(value: number): string {
  return formatFixed(value, 0);
}

/** "1 pull", "2,000 pulls". */
export function formatPulls(count: number): string {
  return `${formatCount(count)} ${count === 1 ? "pull" : "pulls"}`;
}

/** By hand: making an Intl.NumberFormat takes a hundred times as long as writing a number. */
function formatFixed(value: number, digits: number): string {
  const [whole, fraction] = value.toFixed(digits).split(".");
  const grouped = whole.replace("-", "−").replaceAll(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Four significant digits, or all digits of the whole part: "0.1234", "12.35", "12,346". */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size >= 1e9 || (size > 0 && size < 1e-4)) return formatPower(value);
  return size >= 1000 ? formatFixed(value, 0) : String(Number(value.toPrecision(4))).replace("-", "−");
}

/** "1.25·10¹¹". */
function formatPower(value: number): string {
  const [factor, exponent] = Math.abs(value).toExponential(2).split("e").map(Number);
  const sign = value < 0 ? "−" : "";
  return `${sign}${factor === 1 ? "" : `${factor}·`}${powerOfTen(exponent)}`;
}

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** "10⁻⁷". */
export function powerOfTen(exponent: number): string {
  const digits = String(Math.abs(exponent)).replaceAll(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)]);
  return `10${exponent < 0 ? "⁻" : ""}${digits}`;
}

/** "0.8%": a bound, so rounded up. */
export function percent(share: number): string {
  return `${trim(Math.ceil(share * 1000) / 10)}%`;
}

/** An estimate to two digits of its standard error: "12.35 ± 0.21". */
export function formatEstimate(value: number, standardError: number | null): string {
  if (standardError === null || !(standardError > 0)) return formatNumber(value);
  const digits = Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(standardError))));
  return `${formatFixed(value, digits)} ± ${formatFixed(standardError, digits)}`;
}

/** A tick of an axis: "1", "1,000", "20k". */
export function formatTick(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return `${trim(value / 1e6)}M`;
  if (size >= 1e4) return `${trim(value / 1e3)}k`;
  return size >= 1000 ? trim(value).replace(/(?=\d{3}(\.|$))/, ",") : trim(value);
}

function trim(value: number): string {
  return String(Number(value.toPrecision(6))).replace("-", "−");
}

/** The ticks of a linear axis, with as many decimals as their step needs: "0.25", "0.50", "0.75". */
export function formatTicks(values: readonly number[]): string[] {
  const largest = Math.max(...values.map(Math.abs));
  if (largest >= 1e-3 && largest < 1e6) {
    const digits = decimalsOf(values);
    return values.map((value) => formatFixed(value, digits));
  }
  const exponent = Math.floor(Math.log10(largest));
  const mantissas = values.map((value) => value / 10 ** exponent);
  const digits = decimalsOf(mantissas);
  return mantissas.map((mantissa) =>
    mantissa === 0 ? "0" : `${formatFixed(mantissa, digits)}·${powerOfTen(exponent)}`,
  );
}

const MOST_DECIMALS = 15;

/** How many decimals write evenly spaced values exactly. */
function decimalsOf(values: readonly number[]): number {
  if (values.length < 2) return Math.min(MOST_DECIMALS, String(values[0] ?? 0).split(".")[1]?.length ?? 0);
  const step = Math.abs(values[1] - values[0]);
  for (let decimals = 0; decimals < MOST_DECIMALS; decimals++) {
    const steps = step * 10 ** decimals;
    if (Math.abs(steps - Math.round(steps)) < 1e-6 * steps) return decimals;
  }
  return MOST_DECIMALS;
}

/** Thin spaces between thousands, as the API's own texts have them: "2 000". */
export function formatCount(value: number): string {
  return new Intl.NumberFormat("en", { maximumFractionDigits: 0 }).format(value).replaceAll(",", "\u202f");
}

/** Four significant digits, or all digits of the whole part: "0.1234", "12.35", "12 346". */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size >= 1e9 || (size > 0 && size < 1e-4)) return value.toExponential(2).replace("-", "−");
  const options = size >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 };
  return new Intl.NumberFormat("en", options).format(value).replaceAll(",", "\u202f").replace("-", "−");
}

/** An estimate to the digits that its standard error leaves it: "12.35 ± 0.21". */
export function formatEstimate(value: number, standardError: number | null): string {
  if (standardError === null || !(standardError > 0)) return formatNumber(value);
  const digits = Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(standardError))));
  const fixed = (number: number) =>
    new Intl.NumberFormat("en", { minimumFractionDigits: digits, maximumFractionDigits: digits })
      .format(number)
      .replaceAll(",", "\u202f")
      .replace("-", "−");
  return `${fixed(value)} ± ${fixed(standardError)}`;
}

/** "1", "10", "100k": a tick of an axis. */
export function formatTick(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return `${trim(value / 1e6)}M`;
  if (size >= 1e4) return `${trim(value / 1e3)}k`;
  return trim(value);
}

function trim(value: number): string {
  return String(Number(value.toPrecision(6))).replace("-", "−");
}

import type { TraceStep } from "./answer.ts";

/** A step before its sentence. */
export type Shown = Pick<TraceStep, "arm" | "arms" | "probabilities" | "method" | "tie">;

/** A step's data in the forms that sentences need. */
export class Facts {
  readonly arm: number;
  readonly armCount: number;
  readonly method: Shown["method"];
  readonly isNear: boolean;
  readonly chances: readonly Shown["probabilities"][number][];
  /** ∞ for an arm that comes before all others; absent if the rule has no index. */
  readonly indices: readonly number[] | undefined;
  /** −∞ for an arm that is lost. */
  readonly preferences: readonly number[] | undefined;
  readonly draws: readonly (number | undefined)[];
  readonly #names: readonly string[] | undefined;

  constructor({ arm, arms, probabilities, method, tie }: Shown, names?: readonly string[]) {
    this.arm = arm;
    this.armCount = arms.length;
    this.method = method;
    this.isNear = tie !== undefined;
    this.chances = probabilities;
    this.indices = arms[0].index === undefined ? undefined : arms.map(({ index }) => index ?? Infinity);
    this.preferences =
      arms[0].preference === undefined ? undefined : arms.map(({ preference }) => preference ?? -Infinity);
    this.draws = arms.map(({ draw }) => draw);
    this.#names = names;
  }

  name(arm: number): string {
    return `arm ${this.#names?.[arm] ?? arm}`;
  }
  /** "arms a, b and c". */
  list(arms: readonly number[]): string {
    const names = arms.map((arm) => this.#names?.[arm] ?? String(arm));
    const shown = names.length > 8 ? [...names.slice(0, 7), `${names.length - 7} others`] : names;
    return `arms ${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
  }
  /** The other arm with the highest value. */
  rival(values: readonly (number | undefined)[]): number {
    const valueOf = (arm: number) => (arm === this.arm ? -Infinity : (values[arm] ?? -Infinity));
    return values.reduce<number>(
      (best, _, arm) => (arm !== this.arm && (best === this.arm || valueOf(arm) > valueOf(best)) ? arm : best),
      this.arm === 0 ? 1 : 0,
    );
  }
  leadersOf(values: readonly number[]): number[] {
    const highest = values.reduce((most, value) => Math.max(most, value));
    return values.flatMap((value, arm) => (value === highest ? [arm] : []));
  }
  /** The arms that may be pulled. */
  get possible(): number[] {
    return this.chances.flatMap(({ value }, arm) => (value > 0 ? [arm] : []));
  }
  get isCertain(): boolean {
    const { value, fraction } = this.chances[this.arm];
    return fraction === undefined ? value === 1 && this.possible.length === 1 : fraction === "1";
  }
  /** "1 − ε/2 = 0.95", "1/3" or "0.273". */
  chance(arm = this.arm): string {
    const { value, fraction, formula } = this.chances[arm];
    if (formula !== undefined && !/^[\d/]+$/.test(formula)) return `${formula} = ${digits(value, 4)}`;
    if (fraction !== undefined && fraction.length <= 9) return fraction;
    const rounded = digits(value, 3);
    return rounded === "1" && !this.isCertain ? "above 0.999" : rounded;
  }
}

/** A number in so many significant digits, without trailing zeros. */
export function digits(value: number, count: number): string {
  return String(Number(value.toPrecision(count))).replace("-", "−");
}

/** Two numbers in as many digits as tell them apart. */
export function apart(one: number, other: number): [string, string] {
  for (let count = 3; count < 17; count++) {
    const [first, second] = [digits(one, count), digits(other, count)];
    if (first !== second) return [first, second];
  }
  return [digits(one, 17), digits(other, 17)];
}

import type { TieBreak } from "../tied-arms.ts";
import type { Seen } from "../seen.ts";
import type { ArmStatistics } from "../statistics/arm-statistics.ts";
import { type Comparison, TiedArms } from "../tied-arms.ts";
import { compareExactly, type ExactValue, KnownParts } from "./formula/exact-value.ts";
import type { IndexFormula } from "./formula/index-formula.ts";
import { indexValues } from "./formula/index-values.ts";

/** Indices closer than this (relative), or closer than the errors of their doubles, are compared exactly. */
export const DOUBTFUL = 1e-12;

/**
 * Decides which of the arms that doubles cannot tell apart have the highest index: exactly, by fractions and 115
 * decimals. Indices closer than 2⁻²⁶⁰ tie by tolerance.
 */
export class IndexTies {
  readonly leaders: TiedArms;
  readonly #formula: IndexFormula;
  readonly #statistics: ArmStatistics;
  readonly #seen: Seen;
  /** Whether the bonuses of two arms are equal, so that their means decide. */
  readonly #goByMean: (i: number, j: number) => boolean;

  constructor(formula: IndexFormula, tieBreak: TieBreak, seen: Seen, goByMean: (i: number, j: number) => boolean) {
    this.#formula = formula;
    this.#statistics = seen.statistics;
    this.#seen = seen;
    this.#goByMean = goByMean;
    this.leaders = new TiedArms(seen.statistics.armCount, tieBreak);
  }

  law() {
    return this.leaders.law((i, j) => this.#statistics.areAlike(i, j));
  }

  /** The index of every arm in doubles, ∞ for an untried arm. */
  armValues() {
    return { kind: "index" as const, values: indexValues(this.#formula, this.#statistics) };
  }

  /** Keeps the leaders with the highest index; their doubles are about equal. */
  settle(): void {
    const leaders = this.leaders;
    leaders.sort();
    const { arms, count } = leaders;
    for (let i = 1; i < count; i++) {
      if (this.#statistics.areAlike(arms[0], arms[i])) continue;
      this.#settleUnlike(i);
      return;
    }
  }

  /** Compares candidates that are not alike, from a place on. */
  #settleUnlike(from: number): void {
    const { arms, count } = this.leaders;
    for (let i = from; i < count; i++) {
      if (this.#haveEqualIndices(arms[0], arms[i])) continue;
      this.leaders.keepBest(this.#comparison());
      return;
    }
  }

  /** Whether two indices are equal by a test that takes nanoseconds. */
  #haveEqualIndices(i: number, j: number): boolean {
    return this.#statistics.areAlike(i, j) || (this.#goByMean(i, j) && this.#statistics.compareMeans(i, j, 0) === 0);
  }

  #comparison(): (i: number, j: number) => Comparison {
    const exact = new Map<number, ExactValue>();
    const parts = new KnownParts(this.#seen.meter);
    const indexOf = (arm: number) => {
      const known = exact.get(arm) ?? this.#formula.exactIndex(arm, this.#statistics, parts);
      exact.set(arm, known);
      return known;
    };
    return (i, j) => {
      // Sums of doubles are then read as decimals.
      if (this.#goByMean(i, j)) return this.#statistics.compareMeans(i, j, 0);
      return compareExactly(indexOf(i), indexOf(j));
    };
  }
}

import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { exactCurveKey } from "../../experiments/simulation/exact-curves.ts";
import type { SimulationSpec } from "../../experiments/spec/spec.ts";

/** Characters of curves that are kept: one has at most some 40,000. */
const KEPT_CHARACTERS = 16 * 1024 * 1024;

/** Computes the curve of one policy of a simulation, as JSON; undefined if the asker has left. */
export type ComputeCurve = (policyIndex: number) => Promise<string | undefined>;

/**
 * Exact curves by what they depend on (`exactCurveKey`): simulations that differ in seed, replications or other policies
 * share them. The first asker computes a curve, and others wait for it. If that one leaves or fails, the next asker
 * computes: no failure is kept, and no curve is computed without an asker, which is why this is not lru-cache's `fetch`.
 */
export class ExactCurveCache {
  readonly #kept: LRUCache<string, string>;
  /** Each settles, and never rejects, when its curve is kept or its asker has left or failed. */
  readonly #pending = new Map<string, Promise<void>>();

  /** @param kept the most characters to keep, or the curves of another cache */
  constructor(kept: number | LRUCache<string, string> = KEPT_CHARACTERS) {
    const sizeCalculation = (json: string) => json.length;
    this.#kept = typeof kept === "number" ? new LRUCache({ maxSize: kept, sizeCalculation }) : kept;
  }

  /** A cache of the same curves whose askers do not wait for those of this one. */
  apart(): ExactCurveCache {
    return new ExactCurveCache(this.#kept);
  }

  /**
   * JSON of the exact curves of a simulation's policies, computed one after another.
   *
   * @param spec JSON of a specification that has been parsed
   * @param left aborts when the asker leaves
   * @returns undefined if the asker has left
   * @throws what `compute` throws
   */
  async curves(spec: string, left: AbortSignal, compute: ComputeCurve): Promise<string | undefined> {
    const parsed = JSON.parse(spec) as SimulationSpec;
    let leave = () => {};
    const leaving = new Promise<void>((resolve) => {
      leave = resolve;
    });
    left.addEventListener("abort", leave);
    try {
      const curves: string[] = [];
      for (let index = 0; index < parsed.policies.length; index++) {
        const curve = await this.#curve(keyOf(parsed, index), left, leaving, async () => await compute(index));
        if (curve === undefined) return undefined;
        curves.push(curve);
      }
      return `[${curves.join(",")}]`;
    } finally {
      left.removeEventListener("abort", leave);
    }
  }

  async #curve(key: string, left: AbortSignal, leaving: Promise<void>, compute: () => Promise<string | undefined>) {
    while (!left.aborted) {
      const known = this.#kept.get(key);
      if (known !== undefined) return known;
      const pending = this.#pending.get(key);
      if (!pending) return await this.#compute(key, compute);
      await Promise.race([pending, leaving]);
    }
    return undefined;
  }

  async #compute(key: string, compute: () => Promise<string | undefined>): Promise<string | undefined> {
    const computing = compute();
    const settled = computing
      .then((curve) => curve !== undefined && void this.#kept.set(key, curve))
      .catch(() => {})
      .then(() => void this.#pending.delete(key));
    this.#pending.set(key, settled);
    const curve = await computing;
    // The curve is kept before it is returned, so that the next asker finds it.
    await settled;
    return curve;
  }
}

/** A digest: the key of a thousand arms is longer than most curves. */
function keyOf(spec: SimulationSpec, policyIndex: number): string {
  return createHash("sha256").update(exactCurveKey(spec, policyIndex)).digest("base64url");
}

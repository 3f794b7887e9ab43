import { createHash } from "node:crypto";
import { exactCurveKey } from "../../experiments/simulation/exact-curves.ts";
import type { SimulationSpec } from "../../experiments/spec/spec.ts";
import { ByteCache } from "../byte-cache.ts";

/** Bytes of curves that are kept: one has at most some 40 kB. */
const KEPT_BYTES = 16 * 1024 * 1024;

/** Computes the curve of one policy of a simulation, as JSON; undefined where its asker has left. */
export type ComputeCurve = (policyIndex: number) => Promise<string | undefined>;

/**
 * Exact curves by what they depend on (`exactCurveKey`), so that simulations that differ in seed, replications or other
 * policies have each of them computed once. Equal curves that are asked for at the same time are computed by the first
 * asker. Where that one leaves or fails, the next one computes: no failure is kept, and nothing goes on for nobody.
 */
export class ExactCurveCache {
  readonly #kept: ByteCache;
  /** Settle, never rejecting, when a curve is kept or its asker has left or failed. */
  readonly #pending = new Map<string, Promise<void>>();

  constructor(kept = new ByteCache(KEPT_BYTES)) {
    this.#kept = kept;
  }

  /** A cache that keeps the same curves, for askers who had better not wait for those of this one. */
  apart(): ExactCurveCache {
    return new ExactCurveCache(this.#kept);
  }

  /**
   * JSON of the exact curves of a simulation's policies, one computed after the other.
   *
   * @param spec JSON of a specification that has been parsed
   * @param left aborts when the asker leaves
   * @returns undefined where the asker has left
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
      const known = this.#kept.find(key);
      if (known) return Buffer.from(known).toString();
      const pending = this.#pending.get(key);
      if (!pending) return await this.#compute(key, compute);
      await Promise.race([pending, leaving]);
    }
    return undefined;
  }

  async #compute(key: string, compute: () => Promise<string | undefined>): Promise<string | undefined> {
    const computing = compute();
    const settled = computing
      .then((curve) => curve !== undefined && void this.#kept.keep(key, Buffer.from(curve)))
      .catch(() => {})
      .then(() => void this.#pending.delete(key));
    this.#pending.set(key, settled);
    const curve = await computing;
    // Kept before it is handed on, so that who asks next finds it.
    await settled;
    return curve;
  }
}

/** A digest, for a key of a thousand arms is longer than most curves. */
function keyOf(spec: SimulationSpec, policyIndex: number): string {
  return createHash("sha256").update(exactCurveKey(spec, policyIndex)).digest("base64url");
}

import { type PolicySpec } from "../../policies/registry.ts";
import { type Bench, milliseconds } from "../../policies/testing/bench.ts";
import { referenceCases, relativeError } from "../../policies/testing/reference.ts";
import { expectedRegret } from "./expected-regret.ts";
import { countBasedKinds, needsOfKind } from "../../policies/testing/needs.ts";

interface RegretCase {
  policy: string;
  means: number[];
  at: Record<string, { regret: string }>;
}

const thompson: PolicySpec = { kind: "thompson-beta", alpha: 1, beta: 1 };
/** A plan is cached, so only the first run measures planning. */
const runsOf = (kind: string) => (needsOfKind(kind).horizon === "known" ? 1 : 3);

/** A goal in milliseconds for one policy, arms and a horizon. */
function timed(policy: PolicySpec, means: number[], horizon: number, most: number, times: number): Bench {
  const ask = () => expectedRegret({ bandit: { kind: "bernoulli", means }, policy, horizon }, { budget: Infinity });
  return {
    name: `expected regret of ${policy.kind}, K = ${means.length}, T = ${horizon}`,
    goal: `≤ ${most} ms`,
    run: () => {
      const value = milliseconds(ask, times);
      return { value, unit: "ms", met: value <= most };
    },
  };
}

export const benches: Bench[] = [
  ...countBasedKinds.map((kind) => timed({ kind } as PolicySpec, [0.45, 0.55], 100, 300, runsOf(kind))),
  ...countBasedKinds.map((kind) => timed({ kind } as PolicySpec, [0.45, 0.55], 200, 3000, 1)),
  timed(thompson, [0.45, 0.55], 300, 15_000, 1),
  timed(thompson, [0.5, 0.6, 0.7], 30, 500, 3),
  timed(thompson, [0.5, 0.6, 0.7], 40, 3000, 2),
  {
    name: "expected regret of Thompson on the reference, largest relative error",
    goal: "≤ 10⁻¹²",
    run: () => {
      const errors = referenceCases<RegretCase>("dp_regret")
        .filter(({ policy }) => policy === "thompson")
        .flatMap(({ means, at }) => {
          const { regret } = expectedRegret({ bandit: { kind: "bernoulli", means }, policy: thompson, horizon: 100 });
          return Object.entries(at).map(([t, exact]) => relativeError(regret[Number(t) - 1], Number(exact.regret)));
        });
      const value = Math.max(...errors);
      return { value, unit: "", met: value <= 1e-12 };
    },
  },
];

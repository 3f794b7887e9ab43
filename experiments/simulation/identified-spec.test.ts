import { expect, test } from "vitest";
import { policyVariants } from "../../policies/testing/policy-variants.ts";
import { exampleBandits } from "../testing/example-bandits.ts";
import { SimulationSpec } from "../spec/spec.ts";
import { specHash } from "../spec/version.ts";
import { identified } from "./identified-spec.ts";

const base = { replications: 3, seed: 1 };
/** Every policy on every bandit that it can play, for as long as it can plan. */
const specs = policyVariants.flatMap((policy) =>
  exampleBandits.flatMap(
    (bandit) =>
      [24, 4].flatMap(
        (horizon) => SimulationSpec.safeParse({ ...base, bandit, policies: [policy], horizon }).data ?? [],
      )[0] ?? [],
  ),
);

test("an identified specification is what parsing its text gives, byte for byte, and has its hash", () => {
  expect(new Set(specs.map(({ policies: [{ kind }] }) => kind)).size).toBeGreaterThan(10);
  for (const { text, spec, hash } of specs.map(identified)) {
    const parsed = SimulationSpec.parse(JSON.parse(text));
    expect(parsed).toStrictEqual(spec);
    expect([JSON.stringify(parsed), specHash(parsed)]).toEqual([JSON.stringify(spec), hash]);
  }
});

test("a mean of −0 is 0, as in its text", () => {
  const one = { ...base, policies: [{ kind: "ucb1" }], horizon: 10 };
  const [negative, positive] = [-0, 0].map((mean) =>
    identified(SimulationSpec.parse({ ...one, bandit: { kind: "gaussian", means: [mean, 1] } })),
  );
  expect(negative.spec).toStrictEqual(positive.spec);
  expect([negative.text, negative.hash]).toEqual([positive.text, positive.hash]);
});

test("a plan is made once, and is that of the specification", () => {
  const spec = identified(specs[0]);
  expect(spec.plan).toBe(spec.plan);
  expect(spec.plan.spec).toBe(spec.spec);
});

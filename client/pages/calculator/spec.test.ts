import fc from "fast-check";
import { expect, test } from "vitest";
import { bestArm } from "../../../policies/posteriors/best-arm/best-arm.ts";
import { Posteriors } from "../../../policies/posteriors/family.ts";
import { entries, type Numbers } from "./entries.ts";
import { presets } from "./presets.ts";
import {
  armName,
  type CalculatorSpec,
  checkDraft,
  draftOf,
  parseSpec,
  posteriorsOf,
  withArmAdded,
  withArmRemoved,
  withEntry,
} from "./spec.ts";
import { draftFromSearch, specToSearch } from "./spec-url.ts";

const real = (min: number, max = 1e8) => fc.double({ min, max, noNaN: true });
const whole = fc.integer({ min: 0, max: 1e8 });
const armsOf: Record<string, fc.Arbitrary<Numbers>> = {
  beta: fc.record({ alpha: real(1e-3), beta: real(1e-3) }),
  "beta-counts": fc.record({ successes: whole, failures: whole }),
  normal: fc.record({ mean: real(-1e9), standardDeviation: real(1e-9) }),
  gamma: fc.record({ shape: real(1e-3), rate: real(1e-9) }),
  "gamma-counts": fc.record({ events: whole, exposure: real(0) }),
  "student-t": fc.record({ location: real(-1e9), scale: real(1e-9), degreesOfFreedom: real(0.1) }),
};
const priorsOf: Record<string, fc.Arbitrary<Numbers>> = {
  "beta-counts": armsOf.beta,
  "gamma-counts": armsOf.gamma,
};
const name = fc.string({ maxLength: 20 });
const described = fc.constantFrom(...entries.map(({ kind }) => kind)).chain((family) =>
  fc.record(
    {
      family: fc.constant(family),
      prior: priorsOf[family] ?? fc.constant(undefined),
      arms: fc.array(armsOf[family], { minLength: 1, maxLength: 20 }),
      names: fc.array(name, { minLength: 1, maxLength: 20 }).filter((names) => names.some((one) => one !== "")),
    },
    { requiredKeys: priorsOf[family] ? ["family", "arms", "prior"] : ["family", "arms"] },
  ),
) as fc.Arbitrary<CalculatorSpec>;
const isTaken = (spec: CalculatorSpec) => Posteriors.safeParse(posteriorsOf(spec)).success;
const specs = described.filter(isTaken);

/** JSON knows no −0, and no address does. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test("an address gives back its specification, without surplus names", () => {
  fc.assert(
    fc.property(specs, (spec) => {
      const { draft, mistakes } = draftFromSearch(specToSearch(parseSpec(plain(spec))));
      expect(mistakes).toEqual([]);
      const { spec: again } = checkDraft(draft);
      expect(again?.arms).toEqual(plain(spec.arms));
      expect(again?.prior).toEqual(spec.prior && plain(spec.prior));
      spec.arms.forEach((_, arm) => expect(armName(again?.names, arm)).toBe(armName(spec.names, arm)));
    }),
    { seed: 20_211_104, numRuns: 300 },
  );
});

test("the form takes what the API takes, and nothing else", () => {
  fc.assert(
    fc.property(described, (spec) => {
      expect(checkDraft(draftOf(spec)).spec !== undefined).toBe(isTaken(spec));
    }),
    { seed: 20_211_105, numRuns: 300 },
  );
});

test("the page without an address is the lecture's example, whose answer is 1/6 and 5/6", () => {
  const { spec } = checkDraft(draftFromSearch("").draft);
  expect(specToSearch(spec!)).toBe("");
  expect(bestArm(posteriorsOf(spec!)).arms.map(({ fraction }) => fraction)).toEqual(["1/6", "5/6"]);
});

test("a faulty link keeps its fields and names the wrong one", () => {
  const { draft, mistakes } = draftFromSearch('?spec={"family":"beta","arms":[{"alpha":-1,"beta":2},{"beta":1}]}');
  expect(draft.arms).toEqual([
    { alpha: -1, beta: 2 },
    { alpha: undefined, beta: 1 },
  ]);
  expect(checkDraft(draft).mistakes).toEqual(mistakes);
  expect(mistakes.map(({ pointer }) => pointer)).toEqual(["/arms/0/alpha", "/arms/1/alpha"]);
  expect(mistakes[0].detail).toBe("must be in [0.001, 1000000000000000], got -1");
});

test.each(["?spec={", '?spec={"family":"cauchy","arms":[]}', "?spec=5", '?spec={"family":"beta","arms":[1]}'])(
  "of %s nothing can be kept, so the example is shown with what is wrong",
  (search) => {
    const { draft, mistakes } = draftFromSearch(search);
    expect(draft).toEqual(draftFromSearch("").draft);
    expect(mistakes).not.toEqual([]);
  },
);

test("every preset is valid, and posteriors from counts are prior plus counts", () => {
  for (const { spec } of presets) expect(parseSpec(spec)).toEqual(spec);
  const { spec } = presets.find(({ label }) => label === "A/B test")!;
  expect(posteriorsOf(spec)).toEqual({
    family: "beta",
    arms: [
      { alpha: 101, beta: 901 },
      { alpha: 121, beta: 881 },
    ],
  });
});

test("another entry keeps the posteriors if it can express them", () => {
  const given = draftOf({ family: "beta", arms: [{ alpha: 3, beta: 5 }], names: ["x"] });
  const counted = withEntry(given, "beta-counts");
  expect(counted).toMatchObject({ prior: { alpha: 1, beta: 1 }, arms: [{ successes: 2, failures: 4 }], names: ["x"] });
  expect(withEntry(counted, "beta")).toEqual(given);
  const fractional = draftOf({ family: "beta", arms: [{ alpha: 0.5, beta: 5 }] });
  expect(withEntry(fractional, "beta-counts").arms).toEqual([{ successes: 0, failures: 0 }]);
  expect(checkDraft(withEntry(given, "student-t")).spec).toBeDefined();
});

test("an added arm is like the last, and a removed arm takes its name along", () => {
  const two = withArmAdded(draftOf({ family: "gamma", arms: [{ shape: 2, rate: 3 }], names: ["first"] }));
  expect(two.arms[1]).toEqual({ shape: 2, rate: 3 });
  expect(withArmRemoved(two, 0)).toMatchObject({ arms: [{ shape: 2, rate: 3 }], names: [""] });
});

test("a name that is too long and a missing number have their own mistakes", () => {
  const { mistakes } = checkDraft({
    family: "beta",
    prior: {},
    arms: [{ alpha: "", beta: 2 }],
    names: ["x".repeat(21)],
  });
  expect(mistakes.map(({ pointer, detail }) => `${pointer} ${detail}`)).toEqual([
    "/arms/0/alpha is empty: it must be in [0.001, 1000000000000000]",
    "/names/0 is too long: at most 20 characters, has 21",
  ]);
});

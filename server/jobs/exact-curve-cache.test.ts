import { expect, test, vi } from "vitest";
import { exactCurves } from "../../experiments/simulation/exact-curves.ts";
import { SimulationSpec } from "../../experiments/spec/spec.ts";
import { type ComputeCurve, ExactCurveCache } from "./exact-curve-cache.ts";
import { ThreadCrew } from "./thread-crew.ts";
import { ThreadTime } from "../threads/thread-time.ts";

const specOf = (change: object = {}) =>
  SimulationSpec.parse({
    bandit: { kind: "bernoulli", means: [0.4, 0.6] },
    policies: [{ kind: "ucb1" }, { kind: "exp3" }],
    horizon: 20,
    replications: 10,
    seed: "cache",
    ...change,
  });
const jsonOf = (change: object = {}) => JSON.stringify(specOf(change));
const stays = () => new AbortController().signal;

/** Computes the curves of a simulation, and counts. */
function counting(change: object = {}) {
  const curves = exactCurves(specOf(change));
  return vi.fn<ComputeCurve>(async (policyIndex) => JSON.stringify(curves[policyIndex]));
}

/** A computation that ends when the test says so. */
function held() {
  let resolve!: (curve: string | undefined) => void;
  let reject!: (reason: Error) => void;
  const promise = new Promise<string | undefined>((...settle) => ([resolve, reject] = settle));
  return { compute: vi.fn<ComputeCurve>(() => promise), resolve, reject };
}

test("a class of 300 seeds has each curve computed once, at the same time and one after another", async () => {
  const cache = new ExactCurveCache();
  const compute = counting();
  const seeds = Array.from({ length: 300 }, (_, seed) => jsonOf({ seed }));
  const early = await Promise.all(seeds.slice(0, 150).map((spec) => cache.curves(spec, stays(), compute)));
  const late = [];
  for (const spec of seeds.slice(150)) late.push(await cache.curves(spec, stays(), compute));
  expect(compute.mock.calls).toEqual([[0], [1]]);
  // The same bytes for everybody.
  expect(new Set([...early, ...late])).toEqual(new Set([JSON.stringify(exactCurves(specOf()))]));
});

test("other policies beside, in another order, share the curves of the same ones", async () => {
  const cache = new ExactCurveCache();
  await cache.curves(jsonOf(), stays(), counting());
  const change = { policies: [{ kind: "exp3" }, { kind: "greedy" }, { kind: "ucb1" }], replications: 77 };
  const compute = counting(change);
  expect(await cache.curves(jsonOf(change), stays(), compute)).toBe(JSON.stringify(exactCurves(specOf(change))));
  expect(compute.mock.calls).toEqual([[1]]);
});

test.each([
  ["horizon", { horizon: 21 }],
  ["bandit", { bandit: { kind: "beta-bernoulli" } }],
  ["number of checkpoints", { checkpoints: { kind: "log", count: 7 } }],
  [
    "parameter",
    {
      policies: [
        { kind: "ucb1", tieBreak: "first" },
        { kind: "exp3", gamma: 0.5 },
      ],
    },
  ],
])("another %s shares no curve", async (_, change) => {
  const cache = new ExactCurveCache();
  await cache.curves(jsonOf(), stays(), counting());
  const compute = counting(change);
  expect(await cache.curves(jsonOf(change), stays(), compute)).toBe(JSON.stringify(exactCurves(specOf(change))));
  expect(compute).toHaveBeenCalledTimes(2);
});

test("where the one that computes leaves, one that waits computes, and the others wait for that", async () => {
  const cache = new ExactCurveCache();
  const [first, second] = [held(), counting()];
  const left = cache.curves(jsonOf({ seed: 1 }), stays(), first.compute);
  const waiting = [2, 3, 4].map((seed) => cache.curves(jsonOf({ seed }), stays(), second));
  await Promise.resolve();
  expect(second).not.toHaveBeenCalled();
  first.resolve(undefined);
  expect(await left).toBeUndefined();
  expect(await Promise.all(waiting)).toEqual(Array(3).fill(JSON.stringify(exactCurves(specOf()))));
  expect(second.mock.calls).toEqual([[0], [1]]);
});

test("one that waits and leaves is let go at once, and computes nothing", async () => {
  const cache = new ExactCurveCache();
  const [first, second] = [held(), counting()];
  void cache.curves(jsonOf({ seed: 1 }), stays(), first.compute);
  const leaving = new AbortController();
  const waiting = cache.curves(jsonOf({ seed: 2 }), leaving.signal, second);
  leaving.abort();
  expect(await waiting).toBeUndefined();
  expect(second).not.toHaveBeenCalled();
});

test("a computation that fails fails its own asker alone, and is tried again", async () => {
  const cache = new ExactCurveCache();
  const [first, second, third] = [held(), counting(), counting()];
  const failing = cache.curves(jsonOf({ seed: 1 }), stays(), first.compute);
  const waiting = cache.curves(jsonOf({ seed: 2 }), stays(), second);
  first.reject(new Error("out of memory"));
  await expect(failing).rejects.toThrow("out of memory");
  expect(await waiting).toBe(JSON.stringify(exactCurves(specOf())));
  expect(second).toHaveBeenCalledTimes(2);
  await cache.curves(jsonOf({ seed: 3 }), stays(), third);
  expect(third).not.toHaveBeenCalled();
});

test("a cache apart keeps the same curves, but does not wait for those that are being computed elsewhere", async () => {
  const cache = new ExactCurveCache();
  const [queued, compute] = [held(), counting()];
  void cache.curves(jsonOf({ seed: 1 }), stays(), queued.compute);
  const apart = cache.apart();
  await apart.curves(jsonOf({ seed: 2 }), stays(), compute);
  await apart.curves(jsonOf({ seed: 3 }), stays(), compute);
  await cache.curves(jsonOf({ seed: 4 }), stays(), compute);
  expect(compute).toHaveBeenCalledTimes(2);
});

test("curves that were not used for longest make room", async () => {
  const [one, other] = [{ policies: [{ kind: "ucb1" }] }, { policies: [{ kind: "greedy" }] }];
  const lengths = [one, other].map((change) => JSON.stringify(exactCurves(specOf(change))[0]).length);
  // For one of them, but not for both.
  const cache = new ExactCurveCache(Math.max(...lengths));
  const compute = counting(one);
  await cache.curves(jsonOf(one), stays(), compute);
  await cache.curves(jsonOf(one), stays(), compute);
  expect(compute).toHaveBeenCalledOnce();
  await cache.curves(jsonOf(other), stays(), counting(other));
  await cache.curves(jsonOf(one), stays(), compute);
  expect(compute).toHaveBeenCalledTimes(2);
});

test("on threads, a job that is cancelled leaves its curves to one that waits for the same", async () => {
  const crew = new ThreadCrew(1);
  const change = { bandit: { kind: "beta-bernoulli" }, policies: [{ kind: "thompson-beta" }], horizon: 1000 };
  const cancelled = crew.assign({ hash: "1", spec: jsonOf({ ...change, seed: 1 }), time: new ThreadTime() });
  const waiting = crew.assign({ hash: "2", spec: jsonOf({ ...change, seed: 2 }), time: new ThreadTime() });
  const [nothing, curves] = [cancelled.exact(), waiting.exact()];
  cancelled.end();
  expect(await nothing).toBeUndefined();
  const json = Buffer.from(await (await curves)!.load()).toString();
  expect(json).toBe(JSON.stringify(exactCurves(specOf(change))));
  await crew.stop();
});

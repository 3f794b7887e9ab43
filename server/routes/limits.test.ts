// Slow: asks the largest question of every kind.
import request from "supertest";
import { describe, expect, test } from "vitest";
import { limits } from "../../experiments/limits.ts";
import type { Problem } from "../../experiments/mistakes/problem.ts";
import { BODY_BYTES } from "../http/json-body.ts";
import { JSON_DEPTH } from "../read-json.ts";
import { eventually, startApp } from "../testing/server.ts";
import {
  largestCounts,
  largestHistory,
  largestPosteriors,
  largestSimulation,
} from "../testing/questions/largest-bodies.ts";

const { app } = await startApp();
const SELECTION = "/api/v1/selection-probabilities";
const BEST_ARM = "/api/v1/best-arm-probabilities";
const REGRET = "/api/v1/expected-regret";
const SIMULATIONS = "/api/v1/simulations";

const post = async (path: string, body: object) => await request(app).post(path).send(body);
const repeated = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value);
const arms = (count: number) => Array.from({ length: count }, (_, arm) => `arm ${arm}`);
const greedy = { kind: "greedy" };
const simulation = {
  bandit: { kind: "bernoulli", means: [0.4, 0.6] },
  policies: [greedy],
  horizon: 2,
  replications: 1,
  seed: 1,
};
const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

interface Limit {
  limit: keyof typeof limits;
  what: string;
  path: string;
  body: (value: number) => object;
  pointer: string;
  /** What is shown of a value above the limit. */
  got?: (value: number) => string;
}

const entries = (value: number) => `got ${value} entries`;
const ofText = () => 'got "';
const table: Limit[] = [
  {
    limit: "arms",
    what: "a number of arms",
    path: SELECTION,
    body: (count) => ({ policy: greedy, arms: count }),
    pointer: "/arms",
  },
  {
    limit: "arms",
    what: "named arms",
    path: SELECTION,
    body: (count) => ({ policy: greedy, arms: arms(count) }),
    pointer: "/arms",
    got: entries,
  },
  {
    limit: "arms",
    what: "named arms with counts",
    path: SELECTION,
    body: (count) => ({
      policy: greedy,
      arms: arms(1000),
      counts: Array.from({ length: count }, (_, arm) => ({ arm: `arm ${arm}`, pulls: 1, rewardSum: 1 })),
    }),
    pointer: "/counts",
    got: entries,
  },
  {
    limit: "arms",
    what: "posteriors",
    path: BEST_ARM,
    body: (count) => ({ family: "normal", arms: repeated(count, { mean: 0.1, standardDeviation: 1 }) }),
    pointer: "/arms",
    got: entries,
  },
  {
    limit: "arms",
    what: "means",
    path: SIMULATIONS,
    body: (count) => ({ ...simulation, bandit: { kind: "bernoulli", means: repeated(count, 0.5) } }),
    pointer: "/bandit/means",
    got: entries,
  },
  {
    limit: "horizon",
    what: "pulls of a simulation",
    path: `${SIMULATIONS}?validateOnly=true`,
    body: (horizon) => ({ ...simulation, horizon }),
    pointer: "/horizon",
  },
  {
    limit: "horizon",
    what: "planned pulls",
    path: SELECTION,
    body: (horizon) => ({ policy: greedy, arms: 2, horizon }),
    pointer: "/horizon",
  },
  {
    limit: "replications",
    what: "replications",
    path: `${SIMULATIONS}?validateOnly=true`,
    body: (replications) => ({ ...simulation, replications }),
    pointer: "/replications",
  },
  {
    limit: "policies",
    what: "policies",
    path: SIMULATIONS,
    body: (count) => ({ ...simulation, policies: repeated(count, greedy) }),
    pointer: "/policies",
    got: entries,
  },
  {
    limit: "policies",
    what: "labels",
    path: SIMULATIONS,
    body: (count) => ({ ...simulation, policies: repeated(16, greedy), labels: arms(count) }),
    pointer: "/labels",
    got: entries,
  },
  {
    limit: "historyLength",
    what: "pulls of a history",
    path: SELECTION,
    body: (length) => ({
      policy: { kind: "exp3" },
      arms: 2,
      history: repeated(length, { arm: 1, reward: 0.123_456_789_012_345_6 }),
    }),
    pointer: "/history",
    got: entries,
  },
  {
    limit: "countedPulls",
    what: "counted pulls",
    path: SELECTION,
    body: (pulls) => ({ policy: greedy, arms: 2, counts: [{ arm: 1, pulls, rewardSum: 5 }] }),
    pointer: "/counts/0/pulls",
  },
  {
    limit: "monteCarloDraws",
    what: "draws",
    path: SELECTION,
    body: (draws) => ({ policy: greedy, arms: 2, monteCarlo: { draws } }),
    pointer: "/monteCarlo/draws",
  },
  {
    limit: "checkpoints",
    what: "checkpoints",
    path: SIMULATIONS,
    body: (count) => ({ ...simulation, checkpoints: { kind: "log", count } }),
    pointer: "/checkpoints/count",
  },
  {
    limit: "nameLength",
    what: "a name",
    path: SELECTION,
    body: (length) => ({ policy: greedy, arms: ["é".repeat(length)] }),
    pointer: "/arms/0",
    got: ofText,
  },
  {
    limit: "nameLength",
    what: "a label",
    path: SIMULATIONS,
    body: (length) => ({ ...simulation, labels: ["名".repeat(length)] }),
    pointer: "/labels/0",
    got: ofText,
  },
  {
    limit: "seedLength",
    what: "a seed",
    path: SIMULATIONS,
    body: (length) => ({ ...simulation, seed: "é".repeat(length) }),
    pointer: "/seed",
    got: ofText,
  },
];

describe.each(table)("$limit: $what", ({ limit, path, body, pointer, got = (value) => `got ${value}` }) => {
  const most = limits[limit];

  test(`${most} is accepted`, async () => {
    const { status, body: answer } = await post(path, body(most));
    expect([status, (answer as Problem).errors]).toEqual([path === SIMULATIONS ? 202 : 200, undefined]);
  });

  test("one more is refused, with the field, the value and what is allowed", async () => {
    const { status, body: problem } = await post(path, body(most + 1));
    expect(status).toBe(422);
    const mistake = (problem as Problem).errors!.find((each) => each.pointer === pointer)!;
    expect(mistake.detail).toContain(got(most + 1));
    expect(mistake.allowed).toContain(String(most));
  });
});

describe("bytes and levels of a body", () => {
  const named = (bytes: number) => {
    const text = JSON.stringify({ policy: greedy, arms: 2 });
    return text + " ".repeat(bytes - text.length);
  };
  const send = async (path: string, text: string) =>
    await request(app).post(path).set("Content-Type", "application/json").send(text);

  test.each([SELECTION, BEST_ARM, REGRET, SIMULATIONS])(
    "2 MB are read at %s, and a byte more is refused",
    async (path) => {
      const statuses = [BODY_BYTES, BODY_BYTES + 1].map(async (bytes) => (await send(path, named(bytes))).status);
      expect(await Promise.all(statuses)).toEqual([path === SELECTION ? 200 : 422, 413]);
    },
  );

  test("16 levels are read, and 17 are refused with their place, in small bodies and in large ones", async () => {
    for (const spaces of [0, 100_000]) {
      const bodies = [JSON_DEPTH, JSON_DEPTH + 1].map((levels) => deep(levels) + " ".repeat(spaces));
      const [read, refused] = await Promise.all(bodies.map(async (text) => await send(SELECTION, text)));
      expect([read.status, refused.status]).toEqual([422, 400]);
      expect(refused.body.detail).toBe("The JSON is more than 16 levels deep at line 1, column 17.");
    }
  });
});

test("every limit of the service has its test here or elsewhere", async () => {
  const elsewhere = {
    "server/routes/limits.test.ts": ["bodyBytes", "jsonDepth", "pullEntries"],
    "server/http/problems.test.ts": ["work", "questionWork"],
    "server/routes/questions.test.ts": ["costlyQuestionsPerClient"],
    "server/http/security.test.ts": ["waitingQuestions", "runningSimulations", "waitingSimulations"],
    "server/jobs/block-engine.test.ts": ["runningSimulationsPerClient"],
    "experiments/trace/request.test.ts": ["traceSteps", "traceEntries"],
    "experiments/sweep/expand.test.ts": ["sweepAxes", "sweepPoints", "sweepCharacters"],
    "server/routes/simulations.test.ts": ["waitingSimulationsPerClient"],
    "server/simulations/simulations.test.ts": ["retentionDays"],
  };
  const { body } = await request(app).get("/api/v1");
  const known = [...table.map(({ limit }) => limit), ...Object.values(elsewhere).flat()];
  expect(new Set(Object.keys(body.limits))).toEqual(new Set(known));
});

test.each([
  [500, 500, true],
  [501, 1, false],
])("pulls of 1000 arms at %i checkpoints are reported at %i of them", async (horizon, reported, isEverywhere) => {
  const means = repeated(1000, 0.5);
  const checkpoints = { kind: "log", count: 1000 };
  const spec = { ...simulation, bandit: { kind: "bernoulli", means }, horizon, checkpoints };
  expect(isEverywhere).toBe(1000 * horizon <= limits.pullEntries);
  const { body } = await request(app).post(SIMULATIONS).set("Prefer", "wait=60").send(spec);
  const { body: result } = await request(app).get(body.links.result);
  expect(result.policies[0].pulls[0]).toHaveLength(reported);
});

describe("the largest of each kind has a real answer", () => {
  test("10⁴ pulls of 1000 arms with long names", async () => {
    const question = largestHistory();
    const { status, body } = await post(SELECTION, question);
    expect([status, body.decision]).toEqual([200, 10_001]);
    // UCB1 plays one arm, or several that tie.
    const sum = (body.probabilities as { value: number }[]).reduce((total, { value }) => total + value, 0);
    expect(sum).toBeCloseTo(1, 12);
    expect(body.arms.map(({ arm }: { arm: string }) => arm)).toEqual(question.arms);
  });

  test("counts of 1000 named arms", async () => {
    const { status, body } = await post(SELECTION, largestCounts());
    expect([status, body.probabilities.length]).toEqual([200, 1000]);
  });

  test("1000 Normal posteriors of sixteen digits", async () => {
    const { status, body } = await post(BEST_ARM, largestPosteriors());
    expect([status, body.probabilities.length]).toEqual([200, 1000]);
    expect(Math.abs(body.defect)).toBeLessThan(1e-10);
  });

  test("sixteen policies with 1000 priors each: POST, check, events, result and CSV", async () => {
    const spec = largestSimulation();
    const checked = await post(`${SIMULATIONS}?validateOnly=true`, spec);
    expect([checked.status, checked.body.spec.policies[15].priors.length]).toEqual([200, 1000]);
    const started = await post(SIMULATIONS, spec);
    expect([started.status, started.body.specHash]).toEqual([202, checked.body.specHash]);
    const { links } = started.body as { links: Record<"self" | "events" | "result", string> };
    const { body: finished } = await eventually(
      async () => await request(app).get(links.self),
      ({ body }) => body.state !== "queued" && body.state !== "running",
    );
    expect(finished.state).toBe("succeeded");
    const { text: events } = await request(app).get(links.events).buffer();
    expect(events).toContain('"state":"succeeded"');
    const { body: result } = await request(app).get(links.result);
    expect([result.complete, result.spec]).toEqual([true, checked.body.spec]);
    const { text: csv } = await request(app).get(links.result).set("Accept", "text/csv").buffer();
    for (const label of spec.labels) expect(csv).toContain(label);
  });
});

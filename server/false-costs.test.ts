// Slow: waits for simulations and questions that take far longer than planned.
import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import request from "supertest";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { Mistake } from "../experiments/mistakes/mistakes.ts";
import type { SimulationResult } from "../experiments/result/result.ts";
import type { Simulation } from "../experiments/result/simulation-handle.ts";
import { regret } from "./commands/regret.ts";
import { projectFolder } from "./engine.ts";
import { answerOnThread } from "./questions/answer-on-thread.ts";
import { questionKinds } from "./questions/question-kinds.ts";
import { endlessLaw, endlessTable, slowLaw, slowPull } from "./testing/false-costs/falsify.ts";
import { eventually, startApp, temporaryDirectory } from "./testing/server.ts";

/** Threads on which the declared costs of the same policies are false. Built, since each that is ended is replaced. */
vi.mock("./threads/thread-pool.ts", async (importOriginal) => {
  const { threadPool } = await importOriginal<typeof import("./threads/thread-pool.ts")>();
  const programs = new Set(["block-worker", "request-worker"]);
  const falsifiedPool = (options: Parameters<typeof threadPool>[0]) => {
    const name = basename(options.program.href);
    const built = `dist/server/${programs.has(name) ? "false-" : ""}${name}.js`;
    return threadPool({ ...options, program: new URL(built, projectFolder) });
  };
  return { threadPool: falsifiedPool };
});

const { app, services } = await startApp({ threads: 2 });
const SIMULATIONS = "/api/v1/simulations";
const bandit = { kind: "bernoulli", means: [0.4, 0.6] };
const small = { bandit, policies: [{ kind: "gradient" }], horizon: 100, replications: 100, seed: "small" };
const ask = async (path: string, body: object) => await request(app).post(`/api/v1/${path}`).send(body);
const find = async ({ id }: Simulation): Promise<Simulation> => (await request(app).get(`${SIMULATIONS}/${id}`)).body;
const isOver = ({ state }: Simulation) => state !== "queued" && state !== "running";

async function overBudget(path: string, body: object): Promise<Mistake> {
  const { status, body: problem } = await ask(path, body);
  expect([status, problem.errors?.[0]?.code]).toEqual([422, "over-budget"]);
  return problem.errors[0];
}

// Threads are there from now on: what they load is no part of what is measured.
beforeAll(async () => {
  const question = { policy: { kind: "thompson-beta" }, arms: 2, monteCarlo: { draws: 200_000 } };
  await Promise.all([1, 2].map(() => ask("selection-probabilities", question)));
  await request(app)
    .post(SIMULATIONS)
    .set("Prefer", "wait=30")
    .send({ ...small, seed: "first" });
}, 60_000);

describe("a simulation whose pulls take a million times what they are declared to", () => {
  test("is kept, holds up no small one, and can be cancelled, an hour before its end", async () => {
    // An hour of one replication; two million pulls were between two looks, by what they are declared to take.
    const long = { ...small, policies: [{ kind: slowPull }], horizon: 3_600_000 };
    const { status, body: simulation } = await ask("simulations", long);
    expect(status).toBe(202);
    await eventually(
      async () => await find(simulation),
      ({ state }) => state === "running",
    );
    const other = await request(app).post(SIMULATIONS).set("Prefer", "wait=30").send(small);
    expect([other.status, other.body.state]).toEqual([201, "succeeded"]);
    expect((await find(simulation)).state).toBe("running");
    await request(app).delete(`${SIMULATIONS}/${simulation.id}`);
    const { state } = await eventually(async () => await find(simulation), isOver);
    expect(state).toBe("cancelled");
  }, 60_000);
});

describe("an exact curve that takes far longer than it is declared to", () => {
  test.each([
    ["looks up from its work", slowLaw],
    ["does not look up from its work", endlessTable],
  ])(
    "is null, and the result says why, where the policy %s",
    async (_, kind) => {
      const spec = { ...small, policies: [{ kind }, { kind: "kl-ucb" }], seed: kind };
      const done = await request(app).post(SIMULATIONS).set("Prefer", "wait=60").send(spec);
      expect([done.status, done.body.state]).toEqual([201, "succeeded"]);
      const { exact, exactReasons } = (await request(app).get(done.body.links.result)).body as SimulationResult;
      expect(exact[0]).toBeNull();
      expect(exactReasons[0]).toEqual({
        code: "over-budget",
        detail: expect.stringMatching(/^took more than ten times its plan: ended after [\d.]+ s$/),
      });
      expect([exact[1]!.regret.length > 0, exactReasons[1]]).toEqual([true, null]);
    },
    90_000,
  );
});

describe("a question that takes far longer than it is declared to", () => {
  const cheap = { policy: { kind: endlessLaw }, arms: 3 };

  test("ends with 422, though it is declared cheap, and no other client waits for it", async () => {
    let ended = 0;
    // Two run and one waits.
    const endless = [1, 2, 3].map(
      async () => await overBudget("selection-probabilities", cheap).finally(() => ended++),
    );
    for (let i = 0; i < 20; i++) expect((await request(app).get("/healthz")).status).toBe(200);
    expect(ended).toBe(0);
    for (const { detail } of await Promise.all(endless)) {
      expect(detail).toMatch(/^took [\d.]+ s where [\de.-]+ s were planned, and was ended: ask a smaller question$/);
    }
    const other = await ask("selection-probabilities", { policy: { kind: "kl-ucb" }, arms: 3 });
    expect(other.status).toBe(200);
    expect(services.questions.census).toEqual({ running: 0, waiting: 0 });
  }, 60_000);

  test("says which horizon fits by the speed that was measured, and that one does", async () => {
    const question = { bandit, policy: { kind: slowLaw }, horizon: 60 };
    const { pointer, allowed } = await overBudget("expected-regret", question);
    const longest = Number(/^an integer in \[1, (\d+)\]$/.exec(allowed!)![1]);
    expect(pointer).toBe("/horizon");
    expect(longest).toBeGreaterThan(3);
    expect(longest).toBeLessThan(60);
    expect((await ask("expected-regret", { ...question, horizon: longest })).status).toBe(200);
  }, 60_000);

  test("is ended on the command line, too", async () => {
    const { expectedRegret: kind } = questionKinds;
    const asked = kind.schema.parse({ bandit, policy: { kind: slowLaw }, horizon: 60 });
    const options = { signal: new AbortController().signal, onProgress: () => {} };
    await expect(answerOnThread("expectedRegret", asked, options)).rejects.toMatchObject({
      mistakes: [{ pointer: "/horizon", code: "over-budget", allowed: expect.stringMatching(/^an integer in/) }],
    });
    // A short one is computed by the process itself.
    const file = join(temporaryDirectory(), "question.json");
    writeFileSync(file, JSON.stringify({ bandit, policy: { kind: slowLaw }, horizon: 60 }));
    await expect(regret(file, {})).rejects.toMatchObject({ mistakes: [{ pointer: "/horizon", code: "over-budget" }] });
  }, 60_000);

  test("says how many draws fit by the speed that was measured", async () => {
    const question = { policy: { kind: slowPull }, arms: 2, monteCarlo: { draws: 10_000_000 } };
    const { pointer, allowed } = await overBudget("selection-probabilities", question);
    expect(pointer).toBe("/monteCarlo/draws");
    // A second is a thousand draws of a millisecond, and half of that is sure to fit.
    const most = Number(/^at most (\d+)/.exec(allowed!)![1]);
    expect(most).toBeGreaterThan(100);
    expect(most).toBeLessThan(1000);
    expect((await ask("selection-probabilities", { ...question, monteCarlo: { draws: most } })).status).toBe(200);
  }, 60_000);
});

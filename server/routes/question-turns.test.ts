// Slow: waits for costly questions of three clients.
import request from "supertest";
import { expect, test } from "vitest";
import { questionKinds } from "../questions/question-kinds.ts";
import { eventually, startApp } from "../testing/server.ts";

const { app, services } = await startApp({ threads: 1, trustProxy: 1 });

/** On a thread for a tenth of a second. */
const short = { policy: { kind: "thompson-beta" }, arms: 2, monteCarlo: { draws: 200_000 } };
/** Planned to take more than two seconds, and less long in truth. */
const long = (horizon: number) => ({
  bandit: { kind: "bernoulli", means: [0.45, 0.55] },
  policy: { kind: "greedy" },
  horizon,
});

const ask = async (client: string, path: string, body: object) =>
  await request(app).post(`/api/v1/${path}`).set("X-Forwarded-For", client).send(body);

test("three clients: a short question is answered while all costly ones wait or run, and each client has a turn before any has its second", async () => {
  const [a, b, c] = ["192.0.2.1", "192.0.2.2", "192.0.2.3"];
  const { expectedRegret: kind } = questionKinds;
  expect(kind.cost(kind.schema.parse(long(220))) * 75e-6).toBeGreaterThan(2000);
  // Both threads are there from now on.
  await Promise.all([1, 2].map(() => ask(c, "selection-probabilities", short)));
  const ends: string[] = [];
  const costly = [
    { name: "a1", client: a, horizon: 270 },
    { name: "a2", client: a, horizon: 220 },
    { name: "a3", client: a, horizon: 221 },
    { name: "b1", client: b, horizon: 222 },
  ].map(async ({ name, client, horizon }) => {
    const answer = ask(client, "expected-regret", long(horizon));
    const { status } = await answer;
    ends.push(name);
    return status;
  });
  await eventually(
    async () => services.questions.longCensus,
    ({ running, waiting }) => running === 1 && waiting === 3,
  );
  expect((await ask(c, "selection-probabilities", short)).status).toBe(200);
  expect(ends).toEqual([]);
  expect(services.questions.longCensus).toEqual({ running: 1, waiting: 3 });
  expect(await Promise.all(costly)).toEqual([200, 200, 200, 200]);
  expect(ends).toEqual(["a1", "b1", "a2", "a3"]);
});

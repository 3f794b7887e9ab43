// Slow: computes on threads.
import { afterAll, describe, expect, test } from "vitest";
import { InvalidInput } from "../../experiments/mistakes/mistakes.ts";
import { eventually } from "../testing/server.ts";
import { Questions } from "./questions.ts";
import { RequestThreads } from "./request-threads.ts";

const threads = new RequestThreads(1, false);
afterAll(async () => await threads.stop());
const limits = { questionBudget: 1e9, waitingQuestions: 10, questionsPerClient: 8 };
const never = { client: "a", gone: () => new AbortController().signal };
const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

async function mistakesOf(answer: Promise<unknown>) {
  const error = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return (error as InvalidInput | undefined)?.mistakes;
}

test("questions have two threads even beside one simulation thread, so a long question leaves one", () => {
  expect(threads.count).toBe(2);
});

describe("a question that exceeds its time limit", () => {
  /** It may take a thousandth of what was planned. */
  const questions = new Questions(threads, { ...limits, patience: { timesItsPlan: 1e-3, leastMilliseconds: 1 } });
  const took = /^took [\d.]+ s where [\d.]+ s were planned, and was ended/;

  /** Seconds that the question had taken when it was ended. */
  const takenBy = ({ detail }: { detail: string }) => Number(/^took ([\d.]+) s/.exec(detail)![1]);

  test("is over budget, and as many draws are suggested as take half of the least time", async () => {
    const question = { policy: { kind: "thompson-beta" }, arms: 4, monteCarlo: { draws: 10_000_000 } };
    const [mistake] = (await mistakesOf(questions.ask("selectionProbabilities", bytesOf(question), never)))!;
    expect(mistake).toMatchObject({ pointer: "/monteCarlo/draws", code: "over-budget" });
    expect(mistake.detail).toMatch(took);
    const most = Number(/^at most (\d+)$/.exec(mistake.allowed!)![1]);
    // No more than all of them were drawn in that time, and the least is a millisecond.
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual((0.5 * 1e7 * 0.001) / (0.9 * takenBy(mistake)));
  });

  test("is over budget, and a smaller horizon is suggested", async () => {
    const question = { bandit: { kind: "bernoulli", means: [0.4, 0.6] }, policy: { kind: "greedy" }, horizon: 400 };
    const [mistake] = (await mistakesOf(questions.ask("expectedRegret", bytesOf(question), never)))!;
    expect(mistake).toMatchObject({ pointer: "/horizon", code: "over-budget" });
    expect(mistake.detail).toMatch(took);
    const longest = Number(/^an integer in \[1, (\d+)\]$/.exec(mistake.allowed!)![1]);
    expect(longest).toBeGreaterThan(0);
    // States grow with T⁴: no more than all of them were met in that time, and the least is a millisecond.
    expect(longest / 400).toBeLessThanOrEqual(1.1 * (0.0005 / takenBy(mistake)) ** 0.25);
  });

  test("is over budget where its body was read on a thread, and fewer arms are suggested", async () => {
    const arms = Array.from({ length: 1000 }, (_, arm) => ({ alpha: 1 + arm / 7, beta: 1 + ((arm * 7) % 1000) / 3 }));
    const [mistake] = (await mistakesOf(
      questions.ask("bestArmProbabilities", bytesOf({ family: "beta", arms }), never),
    ))!;
    expect(mistake).toMatchObject({ pointer: "/arms", code: "over-budget" });
    expect(Number(/^at most (\d+)$/.exec(mistake.allowed!)![1])).toBeLessThan(1000);
  });

  test("is over budget without a suggestion, where no field says how much there is to do", async () => {
    // Seconds of work that does not look up, so that its thread is ended 0.4 s after it was asked to stop.
    const history = Array.from({ length: 9000 }, (_, index) => ({ arm: index % 1000, reward: (index % 17) / 17 }));
    const question = { policy: { kind: "gradient" }, arms: 1000, history };
    const [mistake] = (await mistakesOf(questions.ask("selectionProbabilities", bytesOf(question), never)))!;
    expect(mistake).toMatchObject({ code: "over-budget" });
    expect(mistake.detail).toMatch(took);
  });

  test("leaves its thread to others at once", async () => {
    await eventually(
      async () => questions.census,
      ({ running, waiting }) => running + waiting === 0,
    );
    const patient = new Questions(threads, limits);
    const question = { policy: { kind: "thompson-beta" }, arms: 2, monteCarlo: { draws: 200_000 } };
    const answer = await patient.ask("selectionProbabilities", bytesOf(question), never);
    expect(JSON.parse(new TextDecoder().decode(answer as Uint8Array))).toMatchObject({ decision: 1 });
  });
});

test("a client that leaves frees the thread of its long question at once", async () => {
  const questions = new Questions(threads, limits);
  const gone = new AbortController();
  const long = { bandit: { kind: "bernoulli", means: [0.4, 0.6] }, policy: { kind: "greedy" }, horizon: 400 };
  const asked = questions.ask("expectedRegret", bytesOf(long), { client: "a", gone: () => gone.signal });
  await eventually(
    async () => questions.longCensus,
    ({ running }) => running === 1,
  );
  gone.abort(new Error("gone"));
  await expect(asked).rejects.toThrow("gone");
  expect(questions.census).toEqual({ running: 0, waiting: 0 });
  expect(questions.longCensus).toEqual({ running: 0, waiting: 0 });
});

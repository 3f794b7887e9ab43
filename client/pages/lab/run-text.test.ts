import { expect, test } from "vitest";
import type { Simulation, SimulationState } from "../../../experiments/result/simulation-handle.ts";
import { nextRun, shownRun } from "../../sources/simulation-run.ts";
import { exampleResult } from "./example.ts";
import { durationText, exactText, placeText, progressText, runName, stateOf } from "./run-text.ts";

const example = shownRun(exampleResult);
const submitted = nextRun(example, { type: "submitted", ticket: 1, spec: exampleResult.spec });
const runIn = (state: SimulationState, completedReplications: number, etaSeconds: number | null = null) =>
  nextRun(submitted, {
    type: "accepted",
    ticket: 1,
    simulation: {
      state,
      progress: { completedReplications, replications: 2000, fraction: completedReplications / 2000, etaSeconds },
    } as Simulation,
  });

test("every state has its words", () => {
  expect(stateOf(example).text).toBe("Example run, finished");
  expect(stateOf(submitted).text).toBe("Sending");
  expect(stateOf(runIn("running", 0)).text).toBe("Running");
  expect(stateOf(nextRun(runIn("running", 0), { type: "disconnected", ticket: 1 })).text).toContain("results are kept");
  expect(stateOf(nextRun(runIn("running", 0), { type: "cancelling", ticket: 1 })).text).toBe("Cancelling");
  expect(
    (["queued", "succeeded", "cancelled", "failed"] as const).map((state) => stateOf(runIn(state, 0)).text),
  ).toEqual(["Queued", "Finished", "Cancelled", "Failed"]);
});

test("a cancellation that has not reached the server is shown as pending", () => {
  const cancelling = nextRun(runIn("running", 0), { type: "cancelling", ticket: 1 });
  const lost = nextRun(cancelling, { type: "disconnected", ticket: 1 });
  expect(stateOf(lost).text).toBe("Connection lost; cancels when it is back");
});

test("a cancelled run shows its progress and that its results are valid", () => {
  expect(progressText(runIn("cancelled", 640))).toBe("640 of 2,000 replications; results are valid");
});

test("a running one shows the time left", () => {
  expect(progressText(runIn("running", 640, 12))).toBe("640 of 2,000 replications, about 12 s left");
  expect(progressText(example)).toBe("500 of 500 replications");
  expect([0.2, 89, 200, 8000].map(durationText)).toEqual(["less than 1 s", "about 89 s", "about 3 min", "about 2 h"]);
});

test("a running one that takes longer than estimated says so, even without a known time left", () => {
  const running = (etaSeconds: number | null, estimatedSeconds: number) => {
    const run = runIn("running", 640, etaSeconds);
    return { ...run, simulation: { ...run.simulation!, cost: { estimatedSeconds, threadSeconds: 1 } } };
  };
  const counted = "640 of 2,000 replications";
  // The example is estimated at a second or so.
  expect(progressText(running(240, 500))).toBe(`${counted}, takes longer than estimated: about 4 min left`);
  expect(progressText(running(null, 500))).toBe(`${counted}, takes longer than estimated`);
  expect(progressText(running(5, 9))).toBe(`${counted}, about 5 s left`);
  expect(progressText(running(null, 9))).toBe(counted);
});

test("an unreachable server is reported until it answers again", () => {
  const problem = { type: "about:blank", title: "", status: 0 };
  const away = nextRun(submitted, { type: "failed", ticket: 1, trouble: { kind: "unreachable", problem } });
  expect(stateOf(away).text).toBe("Cannot reach the server. Run again.");
  const back = nextRun(away, { type: "reachable", ticket: 1 });
  expect(stateOf(back).text).toBe("The server is back. Run again.");
  expect(progressText(back)).toBe("0 of 500 replications");
});

test("a run is named by its size", () => {
  expect(runName(exampleResult)).toMatch(/^10 arms, \d policies, T = [\d,]+, N = 500$/);
});

test("a run in the browser is explained, with an estimate for the number of cores", () => {
  expect(placeText(submitted, 3)).toBeUndefined();
  // 5 policies × 1 000 pulls × 500 replications at 500 ns.
  const moved = nextRun(submitted, { type: "moved", ticket: 1, place: "browser" });
  expect(stateOf(moved).text).toBe("Starting");
  expect(placeText(moved, 1)).toMatch(
    /cannot be reached, so this runs in your browser.* Estimated time: less than 1 s on one core/,
  );
  expect(placeText(moved, 3)).toMatch(/less than 1 s on 3 cores/);
  const inBrowser = (state: SimulationState) =>
    nextRun(moved, { type: "accepted", ticket: 1, simulation: { state } as Simulation });
  expect(stateOf(inBrowser("running")).text).toBe("Running in this browser");
  expect(placeText(inBrowser("succeeded"), 3)).toMatch(/could not be reached, so this ran in your browser/);
  expect(placeText(inBrowser("failed"), 3)).toBe(
    "The server could not be reached, so this tried to run in your browser.",
  );
  const problem = { type: "about:blank", title: "", status: 0 };
  const broken = nextRun(moved, { type: "failed", ticket: 1, trouble: { kind: "failed", problem } });
  expect(stateOf(broken)).toEqual({ text: "Failed", tone: "bad" });
  expect(placeText(broken, 3)).toBe(placeText(inBrowser("failed"), 3));
  expect(placeText(inBrowser("cancelled"), 3)).toMatch(/could not be reached, so this started in your browser/);
});

test.each([
  [0.6, 3, ", 20% of it for exact curves"],
  [2, 2, ", 100% of it for exact curves"],
  [0.2, 3, ""],
  [0.5, 0.9, ""],
  [0, 100, ""],
])("%d s of %d s for exact curves are said as %j: where one notices them", (exactSeconds, seconds, text) => {
  expect(exactText(exactSeconds, seconds)).toBe(text);
});

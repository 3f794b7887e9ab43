import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { testFiles } from "./.ci/tests/kinds.ts";
import { KindReporter } from "./.ci/tests/kind-reporter.ts";
import { MixedSequence } from "./.ci/tests/mixed-sequence.ts";

const CORES = availableParallelism();
const timeouts = { testTimeout: 120_000, hookTimeout: 120_000 };

/** Unit tests, first and quickly, with the modules loaded once in every thread. */
const quick = { pool: "threads", isolate: false, maxWorkers: CORES, sequence: { groupOrder: 1 } } as const;
const isolated = { ...quick, isolate: true } as const;
/** Tests that compute long, beside tests that often wait for browsers and servers: two more at a time than cores. */
const long = { pool: "forks", isolate: false, maxWorkers: CORES + 2, sequence: { groupOrder: 2 } } as const;
/** Their threads load the built programs. */
const slow = {
  globalSetup: ["./server/testing/build.ts"],
  setupFiles: ["./server/testing/built-threads.ts"],
  ...timeouts,
  ...long,
};

// A file that is new while tests are watched is a quick one.
const others = (["isolated", "slow", "slow-isolated", "e2e"] as const).flatMap(testFiles);

export default defineConfig({
  test: {
    reporters: ["default", new KindReporter()],
    sequence: { sequencer: MixedSequence },
    projects: [
      {
        test: {
          name: "quick",
          include: ["{policies,experiments,server,client,.ci}/**/*.test.ts"],
          exclude: ["**/node_modules/**", "**/dist/**", ...others],
          ...timeouts,
          ...quick,
        },
      },
      { test: { name: "isolated", include: testFiles("isolated"), ...timeouts, ...isolated } },
      { test: { name: "slow", include: testFiles("slow"), ...slow } },
      { test: { name: "slow-isolated", include: testFiles("slow-isolated"), ...slow, isolate: true } },
      {
        test: {
          name: "e2e",
          include: testFiles("e2e"),
          globalSetup: ["./client/testing/build.ts"],
          ...timeouts,
          ...long,
        },
      },
    ],
  },
});

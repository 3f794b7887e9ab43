import { availableParallelism } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { testFiles } from "./.ci/tests/kinds.ts";
import { KindReporter } from "./.ci/tests/kind-reporter.ts";
import { MixedSequence } from "./.ci/tests/mixed-sequence.ts";

const CORES = availableParallelism();

// Programs that tests start again and again are compiled once, by every Node that can keep what it compiled (since 22.1).
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, "node_modules/.cache/node-compile");
const timeouts = { testTimeout: 120_000, hookTimeout: 120_000 };

/** Unit tests, first and quickly, with the modules loaded once in every thread. */
const quick = { pool: "threads", isolate: false, maxWorkers: CORES, sequence: { groupOrder: 1 } } as const;
const isolated = { ...quick, isolate: true } as const;
/**
 * Tests that compute long, beside tests that often wait for browsers and servers: two more at a time than cores. The threads
 * of all load the built programs.
 */
const long = {
  pool: "forks",
  isolate: false,
  maxWorkers: CORES + 2,
  // Fewer collections of what lives shortly.
  execArgv: ["--min-semi-space-size=32", "--max-semi-space-size=64"] as string[],
  sequence: { groupOrder: 2 },
  setupFiles: "./server/testing/built-threads.ts",
} as const;

// A file that is new while tests are watched is a quick one.
const others = (["isolated", "long", "long-isolated"] as const).flatMap(testFiles);

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
      {
        test: {
          name: "long",
          include: testFiles("long"),
          globalSetup: ["./client/testing/build.ts"],
          ...timeouts,
          ...long,
        },
      },
      {
        test: {
          name: "long-isolated",
          include: testFiles("long-isolated"),
          globalSetup: ["./server/testing/build.ts"],
          ...timeouts,
          ...long,
          isolate: true,
        },
      },
    ],
  },
});

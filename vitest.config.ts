import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "node",
          include: ["{policies,experiments,server,client,.ci}/**/*.test.ts"],
          exclude: ["**/*.e2e.test.ts"],
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["{experiments,server,client}/**/*.e2e.test.ts"],
          globalSetup: ["./client/testing/build.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});

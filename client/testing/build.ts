import { execFileSync } from "node:child_process";
import buildServer from "../../server/testing/build.ts";

const BUILT = "BANDIT_LAB_CLIENT_IS_BUILT";

/**
 * Builds the server, and the client that it sends to browsers. NODE_ENV is production, because the test runner's own value
 * would include React's development build. Tests that need no page say that it is built.
 */
export default function setup(): void {
  buildServer();
  if (process.env[BUILT]) return;
  execFileSync("npm", ["run", "--silent", "build:client"], {
    stdio: "pipe",
    env: { ...process.env, NODE_ENV: "production" },
  });
  process.env[BUILT] = "yes";
}

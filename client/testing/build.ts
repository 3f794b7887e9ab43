import { execFileSync } from "node:child_process";
import buildServer from "../../server/testing/build.ts";

/**
 * Builds the server, and the client that it sends to browsers. NODE_ENV is production, because the test runner's own value
 * would include React's development build.
 */
export default function setup(): void {
  buildServer();
  execFileSync("npm", ["run", "--silent", "build:client"], {
    stdio: "pipe",
    env: { ...process.env, NODE_ENV: "production" },
  });
}

import { execFileSync } from "node:child_process";

/**
 * Builds the client that the tests open in a browser. NODE_ENV is production, because the test runner's own value would
 * include React's development build.
 */
export default function setup(): void {
  execFileSync("npm", ["run", "build"], { stdio: "pipe", env: { ...process.env, NODE_ENV: "production" } });
}

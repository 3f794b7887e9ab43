import { execFileSync } from "node:child_process";

/**
 * The browser walks what is served, so it is built from the sources as they stand: for production, whatever the test
 * runner says of its own environment, or React would be that of development.
 */
export default function setup(): void {
  execFileSync("npm", ["run", "build"], { stdio: "pipe", env: { ...process.env, NODE_ENV: "production" } });
}

import { execFileSync } from "node:child_process";

const BUILT = "BANDIT_LAB_IS_BUILT";

/** Builds the server, which end-to-end tests start and whose programs the threads of slow tests load: once for both. */
export default function setup(): void {
  if (process.env[BUILT]) return;
  execFileSync("npm", ["run", "--silent", "build:server"], { stdio: ["ignore", "ignore", "inherit"] });
  process.env[BUILT] = "yes";
}

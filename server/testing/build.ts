import { execFileSync } from "node:child_process";

/** Builds the server, whose programs the threads of slow tests load. */
export default function setup(): void {
  execFileSync("npm", ["run", "--silent", "build:server"], { stdio: "inherit" });
}

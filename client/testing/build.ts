import { execFileSync } from "node:child_process";

/** The browser walks what is served, so it is built from the sources as they stand. */
export default function setup(): void {
  execFileSync("npm", ["run", "build"], { stdio: "pipe" });
}

import { rmSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

// A test's server ends with the process that started it, however that ends, and leaves no data behind.
if (isMainThread) {
  process.stdin.on("end", () => process.kill(process.pid, "SIGTERM"));
  process.stdin.resume();
  process.stdin.unref();
  process.on("exit", () => rmSync(process.env.BANDIT_LAB_DATA, { recursive: true, force: true }));
}

import { describe, InvalidInput } from "../experiments/mistakes.ts";
import { serveUntilSignal } from "./serve.ts";

try {
  await serveUntilSignal();
  process.exit(0);
} catch (error) {
  const reason = error instanceof InvalidInput ? error.mistakes.map(describe).join("\n") : error;
  process.stderr.write(`${reason instanceof Error ? reason.message : String(reason)}\n`);
  process.exit(1);
}

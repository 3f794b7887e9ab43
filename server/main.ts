import { describe, InvalidInput } from "../experiments/mistakes/mistakes.ts";
import { serveUntilSignal } from "./serve.ts";
import { printErrorLine } from "./terminal.ts";

try {
  await serveUntilSignal();
  process.exit(0);
} catch (error) {
  const reasons = error instanceof InvalidInput ? error.mistakes.map(describe) : [error];
  for (const reason of reasons) printErrorLine(reason instanceof Error ? reason.message : String(reason));
  process.exit(1);
}

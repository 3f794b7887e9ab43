import { destination, pino } from "pino";
import { visible } from "./terminal.ts";

/** Lines are written together, so that a busy server does not call the system for each. */
const WRITTEN_TOGETHER_BYTES = 4096;
/** A line is written after so long at the latest. */
const WRITTEN_AFTER_MILLISECONDS = 100;
/** Lines that wait for a reader of the log; beyond them, lines are lost rather than memory. */
const KEPT_BYTES = 1 << 24;

/**
 * The logger of this process. Logs go to standard error; standard output has the server's address alone. A slow reader of
 * the log does not hold up the server.
 */
export function createLogger({ logLevel }: { logLevel: string }) {
  const standardError = destination({
    dest: 2,
    sync: false,
    minLength: WRITTEN_TOGETHER_BYTES,
    maxLength: KEPT_BYTES,
    periodicFlush: WRITTEN_AFTER_MILLISECONDS,
  });
  // A path or an error text may hold what a terminal obeys; JSON escapes only a part of that.
  const streamWrite = (line: string) => `${visible(line.trimEnd())}\n`;
  return pino({ level: logLevel, hooks: { streamWrite } }, standardError);
}

export type Logger = ReturnType<typeof createLogger>;

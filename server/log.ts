import { destination, pino } from "pino";
import { visible } from "./terminal.ts";

/** Lines are written in batches, so that a busy server does not make a system call for each. */
const WRITTEN_TOGETHER_BYTES = 4096;
/** Longest delay of a line. */
const WRITTEN_AFTER_MILLISECONDS = 100;
/** Bytes of lines that wait for the reader of the log; beyond them lines are dropped to save memory. */
const KEPT_BYTES = 1 << 24;

/**
 * Creates the logger of this process. It writes to standard error; standard output has only the address of the server. A slow
 * reader of the log does not block the server.
 */
export function createLogger({ logLevel }: { logLevel: string }) {
  const standardError = destination({
    dest: 2,
    sync: false,
    minLength: WRITTEN_TOGETHER_BYTES,
    maxLength: KEPT_BYTES,
    periodicFlush: WRITTEN_AFTER_MILLISECONDS,
  });
  // Paths and error texts may hold terminal control characters; JSON escapes only some of them.
  const streamWrite = (line: string) => `${visible(line.trimEnd())}\n`;
  return pino({ level: logLevel, hooks: { streamWrite } }, standardError);
}

export type Logger = ReturnType<typeof createLogger>;

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchServer } from "./server-process.ts";
import type { Victim } from "./victim.ts";

/** What is killed, and started again on what the last one left. */
export interface Target {
  /** Whether the server goes on answering while the victim is dead. */
  answersThroughout: boolean;
  /** Starts a victim: only one lives at a time. */
  launch(): Victim;
  /** Ends what stands around the victim, and removes all data. */
  stop(): Promise<void>;
}

/** The kinds of processes that can be killed, by the name on the command line. */
export const targets: Record<string, () => Promise<Target>> = {
  server: async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "bandit-lab-chaos-"));
    return {
      answersThroughout: false,
      launch: () => launchServer({ dataDir }),
      stop: async () => rmSync(dataDir, { recursive: true, force: true }),
    };
  },
};

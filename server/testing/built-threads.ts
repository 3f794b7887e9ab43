// Setup of long tests: their threads load the built programs, which start in a tenth of the time of those from source.
import { basename } from "node:path";
import { vi } from "vitest";
import { projectFolder } from "../engine.ts";

vi.mock("../threads/thread-pool.ts", async (importOriginal) => {
  const { threadPool } = await importOriginal<typeof import("../threads/thread-pool.ts")>();
  const built = ({ href }: URL) => new URL(`dist/server/${basename(href)}.js`, projectFolder);
  return {
    threadPool: (options: Parameters<typeof threadPool>[0]) =>
      threadPool({ ...options, program: built(options.program) }),
  };
});

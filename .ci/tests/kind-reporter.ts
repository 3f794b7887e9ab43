import { relative } from "node:path";
import type { Reporter, TestModule } from "vitest/node";
import type { Kind } from "./kinds.ts";

/** Milliseconds that the tests of a quick file take at most, on an idle machine. */
const QUICK_MILLISECONDS = 1500;

/** Names the files that `npm run test:quick` should not have to wait for. It fails nothing: machines differ. */
export class KindReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const slow = modules.filter(({ project }) => quickKinds.has(project.name)).filter(isSlow);
    if (slow.length === 0) return;
    console.log(`\nQuick test files that took over ${QUICK_MILLISECONDS} ms (make them faster, or begin them with`);
    console.log("`// Slow: reason`, if the machine was not busy):");
    for (const module of slow) {
      console.log(`  ${relative(process.cwd(), module.moduleId)}: ${Math.round(module.diagnostic().duration)} ms`);
    }
  }
}

const quickKinds: ReadonlySet<string> = new Set<Kind>(["quick", "isolated"]);
const isSlow = (module: TestModule) => module.diagnostic().duration > QUICK_MILLISECONDS;

import { fileURLToPath } from "node:url";
import { projectFolder } from "../../engine.ts";
import { launch, type Victim } from "./victim.ts";

const cli = fileURLToPath(new URL("dist/server/cli.js", projectFolder));

/** A worker of the cluster of a database; `url` is where its server answers. */
export function launchWorker(databaseUrl: string, url: string): Victim {
  return launch({
    arguments: [cli, "worker"],
    environment: { DATABASE_URL: databaseUrl },
    announcement: /A worker .*(?=\n)/,
    whenStarted: async () => url,
  });
}

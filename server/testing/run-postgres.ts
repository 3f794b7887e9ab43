import { untilSignal } from "../until-signal.ts";
import { startPostgres } from "./postgres.ts";

/** `npm run database`: a PostgreSQL to try a cluster with. What is in it is gone when it ends. */
const postgres = await startPostgres(5433);
if (!postgres) throw new Error("npm has no PostgreSQL for this platform: name another one in DATABASE_URL.");
process.stdout.write(`DATABASE_URL=${postgres.url}\n`);
await untilSignal();
await postgres.stop();

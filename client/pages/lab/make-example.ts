/**
 * Prints the result of the example run, which the repository stores:
 *
 *   npx tsx client/pages/lab/make-example.ts > client/pages/lab/presets/example-result.json
 */
import { runExample } from "./example-run.ts";

console.log(JSON.stringify(runExample()));

/**
 * Prints the result of the example run. It is kept in the repository so that the Lab shows it at once:
 *
 *   npx tsx client/pages/lab/make-example.ts > client/pages/lab/presets/example-result.json
 */
import { runExample } from "./example-run.ts";

console.log(JSON.stringify(runExample()));

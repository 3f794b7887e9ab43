/**
 * Prints the digests of this process and the name of its engine as JSON. Run it in Node by `node --import tsx`, and in bun, which runs
 * TypeScript by itself.
 *
 *   run-digests.ts [listed | reversed | shuffled | NAME]    all cases in an order, or one alone
 */
import { digestCases, type DigestReport, digestsOf, type Order, orders } from "./digest-cases.ts";

const [, , asked = "listed"] = process.argv;
const order = orders.find((known): known is Order => known === asked);
const cases = order ? digestCases : digestCases.filter(({ name }) => name === asked);
const { node, v8, bun, webkit } = process.versions;
const version = bun === undefined ? `Node ${node}, V8 ${v8}` : `bun ${bun}, WebKit ${webkit?.slice(0, 10)}`;
const report: DigestReport = { version, digests: await digestsOf(cases, order) };
console.log(JSON.stringify(report));

/**
 * Prints the digests of this process, and what runs it, as JSON: in Node by `node --import tsx`, and in bun, which runs
 * TypeScript by itself.
 *
 *   run-digests.ts [listed | reversed | shuffled]
 */
import { digestCases, type DigestReport, digestsOf, type Order, orders } from "./digest-cases.ts";

const order = orders.find((known): known is Order => known === process.argv[2]) ?? "listed";
const { node, v8, bun, webkit } = process.versions;
const version = bun === undefined ? `Node ${node}, V8 ${v8}` : `bun ${bun}, WebKit ${webkit?.slice(0, 10)}`;
const report: DigestReport = { version, digests: await digestsOf(digestCases, order) };
console.log(JSON.stringify(report));

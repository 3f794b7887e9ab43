import fc, { type Arbitrary } from "fast-check";
import type { Documented } from "../conformance.ts";
import { meaningfulBodies } from "./meaningful-bodies.ts";
import { type JsonSchema, mutated, type Schemas, valuesOf } from "./schema-arbitrary.ts";

/** A request as it is sent; its target may hold `{id}`, which stands for a simulation that there is, or `{sweep}`. */
export interface GeneratedRequest {
  method: string;
  target: string;
  headers: Record<string, string>;
  body?: string;
}

type Parameter = { $ref: string };
interface Operation {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
}
export type OpenApi = Documented & Schemas & { paths: Record<string, Record<string, Operation>> };

const METHODS = ["GET", "HEAD", "POST", "DELETE", "PUT", "PATCH", "OPTIONS", "TRACE", "PROPFIND"];

/** What stands for a parameter of a path, by the part of the path before it: what there is, mostly. */
const KNOWN: Record<string, string[]> = {
  simulations: ["{id}"],
  sweeps: ["{sweep}"],
  policies: ["greedy", "thompson-beta", "Greedy"],
  bandits: ["bernoulli", "gaussian-testbed"],
  gallery: ["ucl-lecture-2"],
};

/** Parts that break what reads paths. */
const oddParts = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1 }).map(encodeURIComponent),
  fc.constantFrom(
    "%00",
    "%",
    "%ff",
    "%2e%2e",
    "..",
    "__proto__",
    "constructor",
    "%2f",
    ";",
    "a".repeat(300),
    "%F0%9F%8E%B0",
    "00000000-0000-4000-8000-000000000000",
  ),
);

const oddQueries = fc.oneof(
  fc.constantFrom("validateOnly=true", "validateOnly=false"),
  fc.constantFrom(
    "validateOnly",
    "validateOnly=1",
    "validateOnly=true&validateOnly=false",
    "__proto__=1",
    "a[b]=c",
    "%",
    "&&==",
    "validateonly=true",
  ),
  fc.webQueryParameters(),
);

const oddText = fc.string({ maxLength: 40 }).map((text) => text.replaceAll(/[^\t\x20-\x7e]/g, "").trim());

/** Values of headers that something is read from, mostly as they should be. */
const HEADERS: Record<string, Arbitrary<string>> = {
  accept: fc.oneof(
    fc.constantFrom(
      "*/*",
      "application/json",
      "text/csv",
      "text/event-stream",
      "text/html",
      "application/problem+json",
      "application/json;q=0, text/csv;q=0.1",
    ),
    oddText,
  ),
  "accept-encoding": fc.oneof(fc.constantFrom("gzip", "identity", "br, gzip", "*"), oddText),
  "if-none-match": fc.oneof(fc.constantFrom("*", '"x"', 'W/"x", "y"'), oddText),
  range: fc.constantFrom("bytes=0-1", "bytes=-1", "bytes=5-1", "lines=1"),
  "x-forwarded-for": oddText,
  origin: fc.constantFrom("null", "https://elsewhere.example"),
  "x-http-method-override": fc.constantFrom("DELETE", "GET"),
  cookie: oddText,
};
const headers = fc
  .subarray(Object.keys(HEADERS))
  .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, HEADERS[name]]))));
/** Most requests have no header that is out of the ordinary. */
const someHeaders: Arbitrary<Record<string, string>> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: headers },
);

const contentTypes = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom("application/json", "application/json; charset=utf-8") },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "text/plain",
      "application/xml",
      "application/json; charset=latin1",
      "multipart/form-data",
      ";",
    ),
  },
);
/** Requests do not wait for a simulation, because the time limit of an answer would then not apply. */
const preferences = fc.constantFrom("wait=0", "wait=0, respond-async", "wait=x", "return=minimal", "wait=-5", ",;=");

const rawBodies = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(...Array.from('{}[]",:0129.eE+-truefalsn\\u')) }),
  fc.constantFrom("", " ", "{", "\ufeff{}", "[".repeat(40), '{"a":1,"a":2}', "1e400", '{"arms":1e400}'),
);

/** Requests as the document has them, at its bounds, and beside it. */
export function generatedRequests(document: OpenApi): Arbitrary<GeneratedRequest> {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      // There is more to be said by a body than by a path, and by a path that has a parameter than by one that has none.
      weight: operation.requestBody ? 6 : path.includes("{") ? 2 : 1,
      arbitrary: requestsOf(document, path, method.toUpperCase(), operation),
    })),
  );
  return fc.oneof(...operations);
}

function requestsOf(document: OpenApi, path: string, documented: string, { requestBody }: Operation) {
  const method = fc.oneof(
    { weight: 12, arbitrary: fc.constant(documented) },
    { weight: 1, arbitrary: fc.constantFrom(...METHODS) },
  );
  const query = fc.oneof(
    { weight: 6, arbitrary: fc.constant("") },
    { weight: 1, arbitrary: oddQueries.map((text) => `?${text}`) },
  );
  const target = fc.tuple(targetsOf(path), query).map((parts) => parts.join(""));
  const schema = requestBody?.content["application/json"].schema;
  if (!schema) return fc.record({ method, target, headers: someHeaders });
  const typed = fc
    .tuple(someHeaders, contentTypes, preferences)
    .map(([some, type, prefer]) => ({ ...some, "content-type": type, prefer }));
  return fc.record({ method, target, headers: typed, body: bodiesOf(path, schema, document) });
}

function targetsOf(path: string): Arbitrary<string> {
  const [before, after] = path.split(/\{\w+\}/);
  if (after === undefined) return fc.constantFrom(path, path, path, path, `${path}/`, path.toUpperCase());
  const known = fc.constantFrom(...KNOWN[before.split("/").at(-2)!]);
  const part = fc.oneof({ weight: 5, arbitrary: known }, { weight: 1, arbitrary: oddParts });
  return part.map((text) => before + text + after);
}

function bodiesOf(path: string, schema: JsonSchema, document: OpenApi): Arbitrary<string> {
  const allowed = valuesOf(schema, document);
  const meaningful = meaningfulBodies[path] ?? allowed;
  const values = fc.oneof(
    { weight: 4, arbitrary: meaningful },
    { weight: 3, arbitrary: allowed },
    { weight: 3, arbitrary: mutated(meaningful) },
    { weight: 2, arbitrary: mutated(allowed) },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
  return fc.oneof(
    { weight: 12, arbitrary: values.map((value) => JSON.stringify(value) ?? "") },
    { weight: 1, arbitrary: rawBodies },
  );
}

import { expect, test } from "vitest";
import { openApiDocument } from "../openapi/document.ts";
import { Conformance, type Documented, type Exchange } from "./conformance.ts";

const conformance = new Conformance(JSON.parse(JSON.stringify(openApiDocument())) as Documented);

const JSON_TYPE = { "content-type": "application/json; charset=utf-8" };
const PROBLEM = { "content-type": "application/problem+json" };
const problem = (status: number) => JSON.stringify({ type: "about:blank", title: "Some", status });
const alive: Exchange = { method: "GET", target: "/healthz", status: 200, headers: JSON_TYPE, body: '{"status":"ok"}' };

const foreseen: [string, Partial<Exchange>][] = [
  ["an answer as documented", {}],
  ["a query, a slash and another case", { target: "/Healthz/?now" }],
  ["HEAD without a body", { method: "HEAD", body: "" }],
  ["OPTIONS with Allow", { method: "OPTIONS", status: 204, headers: { allow: "GET" }, body: "" }],
  [
    "a method that is refused",
    { method: "PUT", status: 405, headers: { ...PROBLEM, allow: "GET" }, body: problem(405) },
  ],
  ["nothing there", { target: "/api/v1/none", status: 404, headers: PROBLEM, body: problem(404) }],
  ["a page", { target: "/lab", headers: { "content-type": "text/html" }, body: "<!doctype html>" }],
];

test.each(foreseen)("%s is foreseen", (_, change) => {
  expect(conformance.complaints({ ...alive, ...change })).toEqual([]);
});

const snapshot = { target: "/api/v1/simulations/x/events", headers: { "content-type": "text/event-stream" } };
const unforeseen: [string, Partial<Exchange>, RegExp][] = [
  ["a status that is not documented", { status: 201 }, /201 is not documented/],
  ["a 500", { status: 500, headers: PROBLEM, body: problem(500) }, /500 is not documented/],
  ["another media type", { headers: { "content-type": "text/html" } }, /text\/html is not documented/],
  ["a field that is missing", { body: "{}" }, /required property 'status'/],
  ["a body that is no JSON", { body: "{" }, /cannot be read/],
  ["HEAD with a body", { method: "HEAD" }, /HEAD has a body/],
  ["a problem as plain JSON", { status: 400, body: problem(400) }, /application\/json is not documented for 400/],
  ["a problem of another status", { status: 400, headers: PROBLEM, body: problem(404) }, /another status/],
  ["405 without Allow", { method: "PUT", status: 405, headers: PROBLEM, body: problem(405) }, /Allow is missing/],
  ["a method that works without a word of it", { method: "PUT" }, /200 is not documented/],
  ["an answer of a resource that there is not", { target: "/api/v1/none" }, /200 is not documented/],
  ["an event that is no snapshot", { ...snapshot, body: 'event: snapshot\ndata: {"result":null}\n\n' }, /'simulation'/],
  ["a stream without an event", { ...snapshot, body: ": still here\n\n" }, /there is no event/],
];

test.each(unforeseen)("%s is complained of", (_, change, words) => {
  expect(conformance.complaints({ ...alive, ...change }).join()).toMatch(words);
});

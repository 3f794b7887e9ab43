// Slow: sends every operation of the OpenAPI document drawn requests.
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import request from "supertest";
import { expect, test } from "vitest";
import type { Simulation } from "../../experiments/result/simulation-handle.ts";
import type { Sweep } from "../../experiments/sweep/sweep-handle.ts";
import { Conformance, type Documented } from "../testing/conformance.ts";
import { startApp } from "../testing/server.ts";

const { app } = await startApp();
type Document = Documented & {
  paths: Record<string, Record<string, { requestBody?: Content; responses: Record<string, Content> }>>;
  components: { schemas: Record<string, object> };
};
const document = (await request(app).get("/api/v1/openapi.json")).body as Document;
const conformance = new Conformance(document);

interface Content {
  content: Record<string, { examples?: Record<string, { value: object }> }>;
}
const examplesOf = (body: Content | undefined) => body?.content["application/json"].examples ?? {};

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method, path, ...operation })),
);
const posts = operations.flatMap(({ method, path, requestBody, responses }) =>
  Object.entries(examplesOf(requestBody)).map(([name, { value }]) => ({
    name,
    method,
    path,
    body: value,
    answer: examplesOf(responses[200])[name]?.value,
  })),
);

/** Sends a request and checks the answer against the document. */
async function send(
  method: string,
  target: string,
  { body, headers = {} }: { body?: object; headers?: Record<string, string> } = {},
) {
  const call = request(app)[method as "get"](target).set(headers);
  const response = await (body ? call.send(body) : call);
  const { status, headers: sent, text } = response;
  const complaints = conformance.complaints({
    method: method.toUpperCase(),
    target,
    status,
    headers: sent,
    body: text,
  });
  expect(complaints).toEqual([]);
  return response;
}

const example = posts.find(({ path }) => path === "/api/v1/simulations")!;
const start = async (seed: string) => {
  const answer = await send("post", example.path, { body: { ...example.body, seed }, headers: { Prefer: "wait=60" } });
  return answer.body as Simulation;
};
const simulation = await start("conformance");

const sweepExample = posts.find(({ path }) => path === "/api/v1/sweeps")!;
const swept = await send("post", sweepExample.path, { body: sweepExample.body, headers: { Prefer: "wait=60" } });

/** Values of path parameters, by the part of the path before them. */
const known: Record<string, string> = {
  policies: "thompson-beta",
  bandits: "bernoulli",
  gallery: "ucl-lecture-2",
  simulations: simulation.id,
  sweeps: (swept.body as Sweep).id,
};
const filled = (path: string) => path.replaceAll(/(\w+)\/\{\w+\}/g, (_, part: string) => `${part}/${known[part]}`);

test("the document is a valid OpenAPI 3.1 document", async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate({ ...structuredClone(document) });
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  expect(validator.version).toBe("3.1");
});

test.each(Object.entries(document.components.schemas))("%s is a JSON Schema of 2020-12", async (_, schema) => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  expect(await ajv.validateSchema(schema)).toBe(true);
});

test.each(operations.filter(({ requestBody }) => !requestBody))(
  "$method $path answers as documented",
  async ({ method, path }) => {
    const { status } = await send(method, filled(path));
    expect(status).toBe(200);
  },
);

test.each(posts)("$method $path answers its example $name as documented", async ({ method, path, body, answer }) => {
  const response = await send(method, path, { body });
  expect(response.ok).toBe(true);
  if (answer) expect(response.body).toEqual(answer);
  const checked = await send(method, `${path}?validateOnly=true`, { body });
  expect([checked.status, checked.body.valid]).toEqual([200, true]);
});

test("a finished simulation or sweep, its result as CSV, its events and what the client has already are as documented", async () => {
  const again = await start("conformance");
  expect(again.state).toBe("succeeded");
  const { result, events } = again.links;
  const csv = await send("get", result, { headers: { Accept: "text/csv" } });
  expect(csv.type).toBe("text/csv");
  const tagged = await send("get", result);
  expect((await send("get", result, { headers: { "If-None-Match": tagged.headers.etag } })).status).toBe(304);
  expect((await send("get", events)).text).toContain('"complete":true');
  const ofSweep = (swept.body as Sweep).links;
  expect((await send("get", ofSweep.result, { headers: { Accept: "text/csv" } })).type).toBe("text/csv");
  expect((await send("get", ofSweep.events)).text).toContain('"complete":true');
});

test("every example of a request has one of its answer, where the answer is always the same", () => {
  expect(posts.filter(({ answer }) => !answer).map(({ path }) => path)).toEqual([
    "/api/v1/simulations",
    "/api/v1/sweeps",
  ]);
});

test("every operation has been answered by 2xx, within its schema", () => {
  expect([...conformance.succeeded].toSorted()).toEqual(conformance.operations.toSorted());
});

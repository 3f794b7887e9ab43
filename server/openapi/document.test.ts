import { expect, test } from "vitest";
import { apiResources } from "../app.ts";
import { openApiDocument } from "./document.ts";
import { startApp } from "../testing/server.ts";

const { services } = await startApp();
// As clients read it, without undefined fields.
const document = JSON.parse(JSON.stringify(openApiDocument()));

test("every method of every resource is documented, and nothing else", () => {
  const served = apiResources(services).flatMap(({ path, ...methods }) =>
    Object.keys(methods).map((method) => `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`),
  );
  const documented = Object.entries<object>(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect(documented.toSorted()).toEqual(served.toSorted());
});

test("every reference has a target", () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path);
  expect(references.length).toBeGreaterThan(20);
  const missing = references.filter(
    (path) =>
      path.split("/").reduce<unknown>((place, key) => (place as Record<string, unknown>)?.[key], document) ===
      undefined,
  );
  expect(missing).toEqual([]);
});

test("operation ids are distinct, and every operation documents its problems", () => {
  const operations = Object.values<Record<string, { operationId: string; responses: object }>>(document.paths).flatMap(
    (methods) => Object.values(methods),
  );
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  for (const { responses } of operations) expect(responses).toHaveProperty("405");
});

test.each(["policies", "policies/{kind}", "bandits", "gallery", "openapi.json", "simulations/{id}/result"])(
  "%s may be answered by 304, with its tag",
  (path) => {
    const { parameters, responses } = document.paths[`/api/v1/${path}`].get;
    expect(parameters).toContainEqual({ $ref: "#/components/parameters/ifNoneMatch" });
    for (const status of [200, 304]) expect(responses[status].headers).toHaveProperty("ETag");
  },
);

test.each(["selection-probabilities", "best-arm-probabilities"])("the example of %s has its real answer", (path) => {
  const { responses } = document.paths[`/api/v1/${path}`].post;
  const answer = responses[200].content["application/json"].examples.lecture.value;
  expect(answer.probabilities[0].fraction).toBe("1/6");
});

test("the example of exact regret begins with half the gap", () => {
  const { responses } = document.paths["/api/v1/expected-regret"].post;
  const answer = responses[200].content["application/json"].examples.thompson.value;
  expect(answer.regret).toHaveLength(5);
  expect(answer.regret[0]).toBeCloseTo(0.05, 15);
});

test("the example of a trace begins with every arm as likely as the other", () => {
  const { responses } = document.paths["/api/v1/trace"].post;
  const { steps } = responses[200].content["application/json"].examples.thompson.value;
  expect(steps.map(({ t }: { t: number }) => t)).toEqual([1, 2, 3]);
  expect(steps[0].probabilities.map(({ fraction }: { fraction: string }) => fraction)).toEqual(["1/2", "1/2"]);
});

// Slow: starts a service, whose threads load their programs from source.
import request from "supertest";
import { expect, test } from "vitest";
import type { Simulation } from "../../experiments/result/simulation-handle.ts";
import { eventually, startApp } from "../testing/server.ts";

const { app } = await startApp({ threads: 1 });

const specification = {
  bandit: { kind: "bernoulli", means: [0.4, 0.6] },
  policies: [{ kind: "ucb1" }],
  horizon: 100,
  replications: 10,
  seed: "tag",
};
const STRONG = /^"[\w-]{43}"$/;
const OTHER = '"other", W/"another"';
const { body: simulation } = await request(app)
  .post("/api/v1/simulations")
  .set("Prefer", "wait=30")
  .send(specification);
const result = (simulation as Simulation).links.result;

const tagged: [string, string][] = [
  ["/api/v1/openapi.json", "no-cache"],
  ["/api/v1/policies", "no-cache"],
  ["/api/v1/policies/thompson-beta", "no-cache"],
  ["/api/v1/bandits", "no-cache"],
  ["/api/v1/bandits/bernoulli", "no-cache"],
  ["/api/v1/gallery", "no-cache"],
  ["/api/v1/gallery/ucl-lecture-2", "no-cache"],
  [result, "private, max-age=3600, must-revalidate"],
];

test.each(tagged)("%s has a strong tag, and is not sent again to a client that has it", async (path, cacheControl) => {
  const first = await request(app).get(path).set("Accept-Encoding", "gzip, deflate");
  const { etag } = first.headers;
  expect([first.status, first.headers["cache-control"]]).toEqual([200, cacheControl]);
  expect(etag).toMatch(STRONG);
  for (const known of [etag, `W/${etag}`, `${OTHER}, ${etag}`, "*"]) {
    const { status, headers, text } = await request(app).get(path).set("If-None-Match", known);
    expect([status, headers.etag, headers["cache-control"], text]).toEqual([304, etag, cacheControl, ""]);
    expect(headers).not.toHaveProperty("content-type");
    expect(headers.vary).toBe("Accept, Accept-Encoding");
  }
  const headers = { "If-None-Match": etag, "Accept-Encoding": "gzip, deflate" };
  expect((await request(app).head(path).set(headers)).status).toBe(304);
  const changed = await request(app).get(path).set("If-None-Match", OTHER);
  expect([changed.status, changed.text]).toEqual([200, first.text]);
});

test("JSON, CSV and their compressed bytes have tags of their own", async () => {
  const tagOf = async (accept: string, encoding: string) =>
    (await request(app).get(result).set({ Accept: accept, "Accept-Encoding": encoding })).headers.etag;
  const tags = await Promise.all([
    tagOf("application/json", "identity"),
    tagOf("application/json", "gzip"),
    tagOf("text/csv", "identity"),
    tagOf("text/csv", "gzip"),
  ]);
  expect(new Set(tags).size).toBe(4);
  const csv = await request(app)
    .get(result)
    .set({ Accept: "text/csv", "Accept-Encoding": "gzip", "If-None-Match": tags[3] });
  expect(csv.status).toBe(304);
});

test("handles of one simulation have equal tags", async () => {
  const { body } = await request(app).post("/api/v1/simulations").send(specification);
  const [one, other] = [await request(app).get(result), await request(app).get((body as Simulation).links.result)];
  expect(other.headers.etag).toBe(one.headers.etag);
});

test("a partial result is not cached, and its tag changes as it grows", async () => {
  const spec = { ...specification, horizon: 20_000, replications: 100_000 };
  const { links } = (await request(app).post("/api/v1/simulations").send(spec)).body as Simulation;
  const ask = async (known = "") => await request(app).get(links.result).set("If-None-Match", known);
  const first = await eventually(ask, ({ status }) => status === 200);
  expect(first.headers["cache-control"]).toBe("no-store");
  await eventually(
    () => ask(first.headers.etag),
    ({ status }) => status === 200,
  );
  await request(app).delete(links.self);
  const partial = await ask();
  expect(partial.headers["cache-control"]).toBe("private, max-age=3600, must-revalidate");
  expect((await ask(partial.headers.etag)).status).toBe(304);
});

// Slow: starts services, whose threads load their programs from source.
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import request from "supertest";
import { expect, test } from "vitest";
import type { Simulation } from "../../experiments/result/simulation-handle.ts";
import type { SimulationSpecInput } from "../../experiments/spec/spec.ts";
import { ENGINE_VERSION } from "../../experiments/spec/version.ts";
import { packageVersion } from "../engine.ts";
import { eventually, startApp } from "../testing/server.ts";

const { app, services } = await startApp({ threads: 1, running: 1 });

const short: SimulationSpecInput = {
  bandit: { kind: "bernoulli", means: [0.4, 0.6] },
  policies: [{ kind: "ucb1" }],
  horizon: 10,
  replications: 7,
  seed: 1,
};
const endless: SimulationSpecInput = { ...short, horizon: 10_000_000, replications: 2 };

const textOf = async (target: typeof app) => (await request(target).get("/metrics")).text;
const read = async () => await textOf(app);
const post = async (spec: object, wait = 0) =>
  (await request(app).post("/api/v1/simulations").set("Prefer", `wait=${wait}`).send(spec)).body as Simulation;

test("requests are counted by the pattern of their route, and never by an id or an unknown path", async () => {
  const { id } = await post(short, 30);
  await request(app).get(`/api/v1/simulations/${id}`);
  await request(app).get("/api/v1/simulations/not-an-id");
  await request(app).get("/api/v1/policies/greedy");
  await request(app).get("/api/v1/policies/ucb1");
  await request(app).get("/nowhere");
  await request(app).put("/api/v1/somewhere");
  await request(app).get("/%");
  const text = await read();
  const counts = [
    'method="GET",route="/api/v1/simulations/:id",status="2xx"} 1',
    'method="GET",route="/api/v1/simulations/:id",status="4xx"} 1',
    'method="GET",route="/api/v1/policies/:kind",status="2xx"} 2',
    'method="GET",route="other",status="4xx"} 2',
    'method="other",route="other",status="4xx"} 1',
  ];
  for (const count of counts) expect(text).toContain(`http_request_duration_seconds_count{${count}\n`);
  expect(text).not.toMatch(new RegExp(`${id}|not-an-id|nowhere|greedy`));
});

test("simulations, replications and streams are counted when metrics are requested", async () => {
  await post({ ...short, seed: "seven more" }, 30);
  const total = async () => Number(/^bandit_lab_replications_total (\d+)$/m.exec(await read())![1]);
  const before = await total();
  // A second handle on the same simulation completes no replications.
  await post({ ...short, seed: "seven more" }, 30);
  expect(await total()).toBe(before);
  await post({ ...short, seed: "and seven again" }, 30);
  expect(await total()).toBe(before + 7);

  const handles = [await post(endless), await post({ ...endless, seed: 2 }), await post({ ...endless, seed: 3 })];
  await eventually(read, (text) => text.includes('bandit_lab_simulations{state="running"} 1\n'));
  expect(await read()).toContain('bandit_lab_simulations{state="queued"} 2\n');
  const server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  const gone = new AbortController();
  const { port } = server.address() as AddressInfo;
  await fetch(`http://127.0.0.1:${port}${handles[0].links.events}`, { signal: gone.signal });
  expect(await read()).toContain('bandit_lab_event_streams{state="open"} 1\n');
  gone.abort();
  await eventually(read, (text) => text.includes('bandit_lab_event_streams{state="open"} 0\n'));
  server.close();
  for (const { links } of handles) await request(app).delete(links.self);
  expect(await read()).toContain('bandit_lab_simulations{state="running"} 0\n');
  expect(await read()).toContain('bandit_lab_simulations{state="queued"} 0\n');
});

test("costly questions are counted until their clients leave", async () => {
  const gone = new AbortController();
  // Planned to take 3.2 s: of two threads one stays free for shorter ones.
  const costly = { policy: { kind: "thompson-beta" }, arms: 4, monteCarlo: { draws: 10_000_000 } };
  const body = new TextEncoder().encode(JSON.stringify(costly));
  const asker = { client: "192.0.2.1", gone: () => gone.signal };
  const asked = [1, 2, 3].map(() => services.questions.ask("selectionProbabilities", body, asker));
  const text = await read();
  expect(text).toContain('bandit_lab_costly_questions{state="running"} 1\n');
  expect(text).toContain('bandit_lab_costly_questions{state="waiting"} 2\n');
  expect(text).toContain('bandit_lab_long_questions{state="running"} 1\n');
  expect(text).toContain('bandit_lab_long_questions{state="waiting"} 2\n');
  gone.abort();
  expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(await read()).toContain('bandit_lab_costly_questions{state="running"} 0\n');
});

test("metrics describe the process, its event loop and its build", async () => {
  const text = await read();
  expect(text).toMatch(/^process_resident_memory_bytes \d+/m);
  expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds [\d.e-]+/m);
  expect(text).toMatch(
    new RegExp(`^bandit_lab_build_info\\{version="${packageVersion}",engine="${ENGINE_VERSION}",.*\\} 1$`, "m"),
  );
});

test("each application has its own metrics", async () => {
  const { app: other } = await startApp();
  expect(await textOf(other)).not.toContain('route="/api/v1/policies/:kind"');
  expect(await textOf(other)).toContain("bandit_lab_replications_total 0\n");
});

test.each(["text/plain;version=0.0.4", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5", "*/*"])(
  "a client that accepts %s gets Prometheus text",
  async (accept) => {
    const { status, headers } = await request(app).get("/metrics").set("Accept", accept);
    expect([status, headers["content-type"], headers["cache-control"]]).toEqual([
      200,
      "text/plain; version=0.0.4; charset=utf-8",
      "no-store",
    ]);
  },
);

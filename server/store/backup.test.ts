// Slow: starts services, whose threads load their programs from source.
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import request from "supertest";
import { expect, test } from "vitest";
import { startApp, temporaryDirectory } from "../testing/server.ts";
import { backUp } from "./backup.ts";

const spec = {
  bandit: { kind: "bernoulli", means: [0.4, 0.6] },
  policies: [{ kind: "ucb1" }],
  horizon: 10,
  replications: 20,
  seed: "backup",
};

test("a copy that is made while the server runs has what it had", async () => {
  const dataDir = temporaryDirectory();
  const first = await startApp({ dataDir });
  const { body } = await request(first.app).post("/api/v1/simulations").set("Prefer", "wait=60").send(spec);
  expect(body.state).toBe("succeeded");
  const result = await request(first.app).get(body.links.result);
  const copy = join(temporaryDirectory(), "copy.sqlite");
  backUp(dataDir, copy);
  await first.stop();

  const other = temporaryDirectory();
  copyFileSync(copy, join(other, "bandit-lab.sqlite"));
  const second = await startApp({ dataDir: other });
  expect((await request(second.app).get(body.links.self)).body).toEqual(body);
  expect((await request(second.app).get(body.links.result)).text === result.text).toBe(true);
  await second.stop();
  expect(() => backUp(dataDir, copy)).toThrow("must not be there yet");
  expect(() => backUp(temporaryDirectory(), join(other, "new.sqlite"))).toThrow("has no bandit-lab.sqlite");
});

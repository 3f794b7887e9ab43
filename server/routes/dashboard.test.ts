import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import request from "supertest";
import { expect, test } from "vitest";
import { createApp } from "../app.ts";
import { startApp, temporaryDirectory } from "../testing/server.ts";

const { services } = await startApp();
const folder = temporaryDirectory();
mkdirSync(join(folder, "assets"));
writeFileSync(join(folder, "index.html"), "<!doctype html><title>dashboard</title>");
writeFileSync(join(folder, "icon.svg"), "<svg/>");
writeFileSync(join(folder, "assets/index-Ab12.js"), "export {};");
const app = createApp(services, folder);
const html = { Accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

test.each(["/", "/lecture", "/lab?spec=1", "/calculator", "/runs", "/runs/one", "/compare?runs=a,b"])(
  "GET %s is the single page",
  async (path) => {
    const response = await request(app).get(path).set(html);
    expect([response.status, response.headers["cache-control"]]).toEqual([200, "no-cache"]);
    expect(response.text).toContain("dashboard");
  },
);

test("a page that there is not says so, with its status", async () => {
  const response = await request(app).get("/no-such-page").set(html);
  expect([response.status, response.type]).toEqual([404, "text/html"]);
});

test("what is named after its content is kept for a year", async () => {
  const { headers } = await request(app).get("/assets/index-Ab12.js");
  expect(headers["cache-control"]).toContain("immutable");
  expect((await request(app).get("/icon.svg")).headers["cache-control"]).toBe("no-cache");
});

test.each(["/assets/index-Cd34.js", "/nothing.png", "/api/nothing", "/api/docs/nothing.css", "/..%2fpackage.json"])(
  "GET %s is nothing",
  async (path) => {
    const response = await request(app).get(path).set(html);
    expect([response.status, response.type]).toEqual([404, "application/problem+json"]);
  },
);

test.each(["/assets/lab-page-Old1.js", "/assets/style-Old1.css", "/assets/no-extension", "/assets/"])(
  "GET %s of another build is nothing, which no cache keeps",
  async (path) => {
    const response = await request(app).get(path).set(html);
    expect([response.status, response.type, response.headers["cache-control"]]).toEqual([
      404,
      "application/problem+json",
      "no-store",
    ]);
  },
);

test("a page is not sent to a client that does not accept HTML", async () => {
  expect((await request(app).get("/lecture").set("Accept", "application/json")).status).toBe(404);
});

test("the reference page loads what this server has, and nothing inline", async () => {
  const page = await request(app).get("/api/docs/").set(html);
  expect(page.status).toBe(200);
  expect(page.text).not.toMatch(/<script>|<style|https?:/);
  const files = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path);
  // Style sheet and scripts, and the way back to the dashboard.
  expect(files).toHaveLength(7);
  const statuses = await Promise.all(files.map(async (file) => (await request(app).get(file)).status));
  expect(statuses).toEqual(files.map(() => 200));
  expect((await request(app).get("/api/docs")).status).toBe(200);
});

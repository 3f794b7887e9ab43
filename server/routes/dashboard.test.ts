import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import request from "supertest";
import { expect, test } from "vitest";
import { createApp } from "../app.ts";
import { startApp, temporaryDirectory } from "../testing/server.ts";

const { services } = await startApp();
const folder = temporaryDirectory();
mkdirSync(join(folder, "assets"));
const pages = [
  { path: "/", file: "index.html" },
  { path: "/things/:id", file: "things-id.html" },
  { path: "/old", file: "things-id.html" },
];
writeFileSync(join(folder, "pages.json"), JSON.stringify(pages));
for (const title of ["index", "things-id", "not-found"]) {
  writeFileSync(
    join(folder, `${title}.html`),
    `<!doctype html><title>${title}</title><meta content="https://bandit-lab.invalid/${title}.png">`,
  );
}
writeFileSync(join(folder, "icon.svg"), "<svg/>");
writeFileSync(join(folder, "assets/index-Ab12.js"), "export {};");
const app = createApp(services, folder);
const html = { Accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

test.each([
  ["/", 200, "index"],
  ["/?utm_source=news", 200, "index"],
  ["/things/17?x=1", 200, "things-id"],
  ["/Things/17/", 200, "things-id"],
  ["/old?x=1", 200, "things-id"],
  ["/things", 404, "not-found"],
  ["/things/17/more", 404, "not-found"],
  ["/no-such-page", 404, "not-found"],
  ["/%", 404, "not-found"],
  ["/things/%E0%A4%A", 404, "not-found"],
  ["/things/100%25", 200, "things-id"],
])("GET %s has status %i and the HTML of its page, which is asked for again each time", async (path, status, title) => {
  const response = await request(app).get(path).set(html);
  const { "cache-control": cached, vary } = response.headers;
  expect([response.status, response.type, cached]).toEqual([status, "text/html", "no-cache"]);
  expect(response.text).toContain(`<title>${title}</title>`);
  expect(vary).toContain("Accept");
});

test.each([
  { host: "lab.example:8080", origin: "http://lab.example:8080" },
  { host: "[::1]:80", origin: "http://[::1]:80" },
  // What is no host would be HTML, or the address of someone else.
  { host: 'x"><script>', origin: "" },
  { host: "evil.example/path?", origin: "" },
  { host: "lab.example", publicUrl: "https://lab.example.org/", origin: "https://lab.example.org" },
])("the addresses in a page asked for at $host begin with '$origin'", async ({ host, publicUrl, origin }) => {
  const config = { ...services.config, publicUrl };
  const page = await request(createApp({ ...services, config }, folder))
    .get("/")
    .set({ ...html, Host: host });
  expect(page.text).toContain(`<meta content="${origin}/index.png">`);
});

test("a proxy that is trusted names the host and the protocol of the request", async () => {
  const asked = { ...html, "X-Forwarded-Host": "lab.example", "X-Forwarded-Proto": "https" };
  const trusting = createApp({ ...services, config: { ...services.config, trustProxy: 1 } }, folder);
  expect((await request(trusting).get("/").set(asked)).text).toContain('"https://lab.example/index.png"');
  expect((await request(app).get("/").set(asked)).text).not.toContain("lab.example");
});

test("HEAD of a page answers as GET does, and a page that has not changed is not sent again", async () => {
  const encoded = { ...html, Host: "lab.example", "Accept-Encoding": "gzip" };
  const page = await request(app).get("/things/17").set(encoded);
  const head = await request(app).head("/things/17").set(encoded);
  expect([head.status, head.headers.etag]).toEqual([200, page.headers.etag]);
  const again = await request(app)
    .get("/things/17")
    .set({ ...encoded, "If-None-Match": page.headers.etag });
  expect([again.status, again.text]).toEqual([304, ""]);
  const other = await request(app).get("/").set(encoded);
  expect(other.headers.etag).not.toBe(page.headers.etag);
});

test("a dashboard that is not built says how to build it", async () => {
  const { status, body } = await request(createApp(services, temporaryDirectory())).get("/").set(html);
  expect([status, (body as { detail: string }).detail]).toEqual([404, expect.stringContaining("npm run build:client")]);
});

test("what is named after its content is kept for a year", async () => {
  const { headers } = await request(app).get("/assets/index-Ab12.js");
  expect(headers["cache-control"]).toContain("immutable");
  expect((await request(app).get("/icon.svg")).headers["cache-control"]).toBe("no-cache");
});

test.each([
  "/assets/index-Cd34.js",
  "/nothing.png",
  "/index.html",
  "/not-found.html",
  "/api/nothing",
  "/api/docs/nothing.css",
  "/..%2fpackage.json",
])("GET %s is nothing", async (path) => {
  const response = await request(app).get(path).set(html);
  expect([response.status, response.type]).toEqual([404, "application/problem+json"]);
});

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
  expect((await request(app).get("/old").set("Accept", "application/json")).status).toBe(404);
});

test("the reference page loads what this server has, and nothing inline", async () => {
  const page = await request(app).get("/api/docs/").set(html);
  expect(page.status).toBe(200);
  expect(page.text).not.toMatch(/<script>|<style|https?:/);
  const linked = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path);
  // The ways back to the dashboard, and style sheets, scripts and the icon.
  expect(linked.filter((path) => !path.startsWith("/api/"))).toEqual(["/", "/learn", "/lab", "/decide"]);
  const files = linked.filter((path) => path.startsWith("/api/"));
  expect(files).toHaveLength(6);
  const statuses = await Promise.all(files.map(async (file) => (await request(app).get(file)).status));
  expect(statuses).toEqual(files.map(() => 200));
  expect((await request(app).get("/api/docs")).status).toBe(200);
});

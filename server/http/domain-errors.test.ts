import express from "express";
import request from "supertest";
import { afterEach, expect, test, vi } from "vitest";
import * as errors from "../domain-errors.ts";
import { MalformedJson } from "../read-json.ts";
import { answerErrors } from "./problems.ts";

const log = { error: vi.fn<() => void>() };
afterEach(() => void log.error.mockClear());

/** What every error is answered by: status, title, Retry-After in seconds, and whether the operator reads of it. */
const cases: [Error, number, string, retry?: number, isLogged?: true][] = [
  [new errors.Gone("The result was deleted after its retention time."), 404, "Not Found"],
  [new errors.OtherEngine("Engine version 4 began this simulation. Start it again."), 409, "Conflict"],
  [new errors.QuotaExceeded("Too many of yours.", 10), 429, "Too Many Requests", 10],
  [new errors.Busy("Too many.", 5), 503, "Service Unavailable", 5],
  [new errors.ShuttingDown(), 503, "Service Unavailable", 10],
  [new errors.NotReady("The store cannot be read or written.", 5), 503, "Service Unavailable", 5],
  [new errors.StoreUnavailable(new Error("disk full")), 503, "Service Unavailable", 60, true],
  [new errors.StoreDamaged(), 503, "Service Unavailable", 60, true],
];

async function answerTo(error: Error) {
  const app = express();
  app.get("/", () => {
    throw error;
  });
  app.use(answerErrors(log as unknown as Parameters<typeof answerErrors>[0]));
  return await request(app).get("/");
}

test.each(cases)("%s is answered by %i %s", async (error, status, title, retry, isLogged) => {
  const response = await answerTo(error);
  const problem = { type: "about:blank", title, status, detail: error.message };
  expect([response.status, response.text]).toEqual([status, JSON.stringify(problem)]);
  expect(response.headers["retry-after"]).toBe(retry === undefined ? undefined : String(retry));
  expect(log.error).toHaveBeenCalledTimes(isLogged ? 1 : 0);
});

test("every domain error that a request can meet has an answer", () => {
  const unanswered = new Set(["TemporaryError", "StoreUnusable"]);
  const answered = new Set(cases.map(([{ constructor }]) => constructor.name));
  expect(Object.keys(errors).filter((name) => !unanswered.has(name) && !answered.has(name))).toEqual([]);
});

test("malformed JSON is 400, and the place is a sentence", async () => {
  const response = await answerTo(new MalformedJson("The input is not JSON", { line: 0, column: 2 }));
  expect([response.status, response.body.detail]).toEqual([400, "The input is not JSON at line 1, column 3."]);
});

import { expect, test, vi } from "vitest";
import { exampleSpec } from "../pages/lab/example-run.ts";
import { firstReachable } from "./first-reachable.ts";
import type { RunNews, RunSource, Trouble } from "./run-source.ts";

const trouble = (kind: Trouble["kind"]): RunNews => ({
  type: "failed",
  trouble: { kind, problem: { type: "about:blank", title: kind, status: 0 } },
});

function begin() {
  const fake = () => {
    const run = { cancel: vi.fn<() => void>(), leave: vi.fn<() => void>() };
    return { run, source: vi.fn<RunSource>(() => run) };
  };
  const server = fake();
  const browser = fake();
  const heard: string[] = [];
  const run = firstReachable(server.source, browser.source)(exampleSpec, ({ type }) => heard.push(type));
  const tellOf = ({ source }: typeof server) => source.mock.calls[0][1];
  return { run, server, browser, heard, tellOf };
}

test("a run goes to the browser when the server cannot be reached, and its owner deals with the browser's", () => {
  const { run, server, browser, heard, tellOf } = begin();
  expect(browser.source).not.toHaveBeenCalled();
  tellOf(server)(trouble("unreachable"));
  tellOf(browser)({ type: "disconnected" });
  expect(heard).toEqual(["moved", "disconnected"]);
  run.cancel();
  run.leave();
  for (const call of [browser.run.cancel, browser.run.leave]) expect(call).toHaveBeenCalledOnce();
  expect(server.run.cancel).not.toHaveBeenCalled();
});

test("what the server refuses is refused", () => {
  const { server, browser, heard, tellOf } = begin();
  tellOf(server)(trouble("refused"));
  expect(heard).toEqual(["failed"]);
  expect(browser.source).not.toHaveBeenCalled();
});

test("what was cancelled before the server took it does not begin in the browser", () => {
  const { run, server, browser, heard, tellOf } = begin();
  run.cancel();
  tellOf(server)(trouble("unreachable"));
  expect(heard).toEqual(["failed"]);
  expect(browser.source).not.toHaveBeenCalled();
});

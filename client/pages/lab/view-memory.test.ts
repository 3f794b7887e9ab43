import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LabView } from "../../charts/lab-view.ts";
import { rememberedView, rememberView } from "./view-memory.ts";

const first: LabView = {
  measure: "regret",
  band: "mean",
  logX: null,
  logY: false,
  bounds: true,
  exact: true,
  hidden: new Set(),
};
let stored: Map<string, string>;

beforeEach(() => {
  stored = new Map();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test("a view is restored, without its hidden policies", () => {
  const view: LabView = {
    measure: "averageReward",
    band: "none",
    logX: true,
    logY: true,
    bounds: false,
    exact: false,
    hidden: new Set([1]),
  };
  rememberView(view);
  expect(rememberedView(first)).toEqual({ ...view, hidden: new Set() });
});

test.each([
  "not JSON",
  "null",
  '{"measure":"regret","band":"all","logX":true,"logY":true,"bounds":true,"exact":true}',
  '{"measure":"regret","band":"mean","logX":true,"logY":true,"bounds":true}',
  '{"measure":"fame","band":"mean","logX":true,"logY":true,"bounds":true,"exact":true}',
  '{"measure":"regret","band":"mean","logX":1,"logY":true,"bounds":true,"exact":true}',
  '{"measure":"regret","band":"mean","logX":true,"logY":true,"bounds":true,"exact":true,"hidden":[]}',
])("the stored text %s is not taken for a view", (text) => {
  rememberView(first);
  for (const key of stored.keys()) stored.set(key, text);
  expect(rememberedView(first)).toBe(first);
});

test("without storage the view is that of before", () => {
  vi.stubGlobal("sessionStorage", undefined);
  rememberView(first);
  expect(rememberedView(first)).toBe(first);
});

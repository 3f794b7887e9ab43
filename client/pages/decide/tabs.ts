import { canonicalJson } from "../../../experiments/spec/canonical-json.ts";
import { jsonFromSearch, jsonToSearch } from "../../sources/json-search.ts";
import { lectureExample } from "../calculator/presets.ts";
import { inBrief, language } from "./language.ts";
import { example } from "./spec.ts";

/** The tabs of the page, in their order, each with the rows that it opens with. */
export const tabs = [
  { id: "simple", label: "Simple", opensWith: example },
  { id: "posteriors", label: "Posteriors", opensWith: lectureExample },
  { id: "digits", label: "All digits", opensWith: example },
] as const;

export type Tab = (typeof tabs)[number]["id"];

/** The tab of an address; the first for any other name. */
export function tabOf(search: string): Tab {
  const id = new URLSearchParams(search).get("tab");
  return (tabs.find((tab) => tab.id === id) ?? tabs[0]).id;
}

/** The query of a tab with the query of its rows. */
export function withTab(tab: Tab, search: string): string {
  const query = [tab === "simple" ? "" : `tab=${tab}`, search.slice(1)].filter((part) => part !== "").join("&");
  return query && `?${query}`;
}

/** The query of another tab with the rows of this one: rows that only one tab opens with are written out. */
export function searchOfTab(tab: Tab, search: string): string {
  const written = rowsOf(search);
  if (written === undefined) return withTab(tab, jsonTextToSearch(search));
  const { opensWith } = tabs.find(({ id }) => id === tab)!;
  return withTab(tab, canonicalJson(written) === canonicalJson(opensWith) ? "" : jsonToSearch(written));
}

/** The rows of an address, as it writes them; undefined if it is not JSON. */
function rowsOf(search: string): unknown {
  const { opensWith } = tabs.find(({ id }) => id === tabOf(search))!;
  const pasted = new URLSearchParams(search).has("rows") && language.check(language.read(search).draft).spec;
  if (pasted) return inBrief(pasted);
  try {
    return jsonFromSearch(search) ?? opensWith;
  } catch {
    return undefined;
  }
}

function jsonTextToSearch(search: string): string {
  return `?spec=${encodeURIComponent(new URLSearchParams(search).get("spec") ?? "")}`;
}

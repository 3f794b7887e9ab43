import { useEffect, useState } from "react";
import { useSearch } from "wouter/use-browser-location";
import { keep, kept } from "./kept.ts";

/**
 * `useState` whose value, unless null, outlives a reload of the same address and a failure of the page.
 *
 * @param name unique on the page
 */
export function useKeptState<Value extends object>(name: string): [Value | null, (value: Value | null) => void] {
  const search = useSearch();
  const [value, setValue] = useState<Value | null>(() => (kept(name, search) as Value | undefined) ?? null);
  useEffect(() => {
    if (value !== null) keep(name, search, value);
  }, [name, search, value]);
  const set = (next: Value | null) => {
    keep(name, search, next ?? undefined);
    setValue(next);
  };
  return [value, set];
}

import { useCallback, useState } from "react";
import { keep, kept } from "./kept.ts";

/**
 * As `useState`, but a value other than null outlives a reload of the same address, and the loss of the page around it.
 *
 * @param name unique on the page
 */
export function useKeptState<Value extends object>(name: string): [Value | null, (value: Value | null) => void] {
  const [value, setValue] = useState<Value | null>(() => (kept(name, location.search) as Value | undefined) ?? null);
  const set = useCallback(
    (next: Value | null) => {
      keep(name, location.search, next ?? undefined);
      setValue(next);
    },
    [name],
  );
  return [value, set];
}

import { useMemo } from "react";

/** The drafts of the kinds that are not chosen. */
interface Typed<Draft> {
  /** Keeps the draft of the kind that is left, and returns the earlier draft of the new kind, if any. */
  change: (from: string, draft: Draft, to: string) => Draft | undefined;
}

/** Keeps the draft of each kind, so that switching kinds (by arrow keys, for example) loses nothing. */
export function useTyped<Draft>(): Typed<Draft> {
  return useMemo(() => {
    const drafts = new Map<string, Draft>();
    return {
      change: (from, draft, to) => {
        drafts.set(from, draft);
        return drafts.get(to);
      },
    };
  }, []);
}

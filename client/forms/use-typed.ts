import { useMemo } from "react";

/** What was typed for each kind of a form while another kind is chosen. */
interface Typed<Draft> {
  /** Keeps the draft of the kind that is left; what was typed for the kind that comes, if it was here before. */
  change: (from: string, draft: Draft, to: string) => Draft | undefined;
}

/** Keeps what was typed for a kind, so that trying another one (by an arrow key, say) loses nothing. */
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

import { useCallback, useMemo, useState } from "react";
import { navigate, useSearch } from "wouter/use-browser-location";
import type { Mistake } from "../../experiments/mistakes/mistakes.ts";
import { keep, kept } from "./kept.ts";

/** The specification of a draft, or its mistakes. */
export type Checked<Spec> = { spec: Spec; mistakes: [] } | { spec: undefined; mistakes: Mistake[] };

/** How a page reads, checks and writes the specification in its address; one constant per page. */
export interface AddressLanguage<Spec, Draft> {
  /** The draft of an address, with the mistakes of the address. */
  read: (search: string) => { draft: Draft; mistakes: readonly Mistake[] };
  check: (draft: Draft) => Checked<Spec>;
  /** The query of a specification, with its question mark. */
  write: (spec: Spec) => string;
}

export interface DraftInAddress<Spec, Draft> {
  draft: Draft;
  checked: Checked<Spec>;
  /** Mistakes of the address that opened the page. */
  addressMistakes: readonly Mistake[];
  /** How often a specification came from the address rather than from the form. */
  openings: number;
  /** The specification of the address when last opened; undefined if that was invalid. */
  opened: Spec | undefined;
  edit: (draft: Draft, more?: { committed: boolean }) => void;
  /** Ends the edit: the next one is a separate step for the Back button. */
  commit: () => void;
}

interface State<Spec, Draft> {
  search: string;
  opened: Spec | undefined;
  draft: Draft;
  addressMistakes: readonly Mistake[];
  openings: number;
  /** The current address is a finished step; the next edit begins a new one. */
  settled: boolean;
}

/** The key of a draft that no address can hold. */
const DRAFT = "draft";

/** The specification of a page. It lives in the address; the form edits a draft of it. */
export function useDraftInAddress<Spec, Draft>(language: AddressLanguage<Spec, Draft>): DraftInAddress<Spec, Draft> {
  const search = useSearch();
  const [state, setState] = useState(() => withKeptDraft(language, opened(language, search, 0)));
  if (search !== state.search) setState(opened(language, search, state.openings + 1));

  const edit = useCallback(
    (draft: Draft, { committed } = { committed: false }) => {
      const { spec } = language.check(draft);
      const next = spec ? language.write(spec) : state.search;
      // An address holds valid specifications only; an invalid draft must outlive a reload too.
      keep(DRAFT, next, spec ? undefined : draft);
      setState({ ...state, draft, search: next, addressMistakes: [], settled: committed || (!spec && state.settled) });
      if (next !== state.search) navigate(location.pathname + next, { replace: !state.settled });
    },
    [language, state],
  );
  const commit = useCallback(() => setState((current) => ({ ...current, settled: true })), []);
  const { draft, addressMistakes, openings } = state;
  const checked = useMemo(() => language.check(draft), [language, draft]);
  return { draft, checked, addressMistakes, openings, opened: state.opened, edit, commit };
}

function opened<Spec, Draft>(
  { read, check }: AddressLanguage<Spec, Draft>,
  search: string,
  openings: number,
): State<Spec, Draft> {
  const { draft, mistakes } = read(search);
  return { search, opened: check(draft).spec, draft, addressMistakes: mistakes, openings, settled: true };
}

/** With the invalid draft that was kept at this address. One of an earlier build may have any shape. */
function withKeptDraft<Spec, Draft>(
  { check }: AddressLanguage<Spec, Draft>,
  state: State<Spec, Draft>,
): State<Spec, Draft> {
  const draft = kept(DRAFT, state.search) as Draft | undefined;
  try {
    return draft === undefined || check(draft).spec ? state : { ...state, draft };
  } catch {
    return state;
  }
}

import { useCallback, useMemo, useState } from "react";
import { navigate, useSearch } from "wouter/use-browser-location";
import type { Mistake } from "../../experiments/mistakes.ts";

/** What a draft means: a specification, or what is wrong with it in the words of the API. */
export type Checked<Spec> = { spec: Spec; mistakes: [] } | { spec: undefined; mistakes: Mistake[] };

/** How a page's specification is edited and written in its address; one constant a page. */
export interface AddressLanguage<Spec, Draft> {
  /** What an address gives to edit, and what is wrong with the address. */
  read: (search: string) => { draft: Draft; mistakes: readonly Mistake[] };
  check: (draft: Draft) => Checked<Spec>;
  /** The query of a specification, with its question mark. */
  write: (spec: Spec) => string;
}

export interface DraftInAddress<Spec, Draft> {
  draft: Draft;
  checked: Checked<Spec>;
  /** What was wrong with the address that the page was opened with. */
  addressMistakes: readonly Mistake[];
  /** Counts the times that a specification came from the address, rather than from the form. */
  openings: number;
  edit: (draft: Draft, more?: { committed: boolean }) => void;
  /** The edit is at its end: the next one is a step of its own for the Back button. */
  commit: () => void;
}

interface State<Draft> {
  search: string;
  draft: Draft;
  addressMistakes: readonly Mistake[];
  openings: number;
  /** The address of now is a finished step; the next edit begins another. */
  settled: boolean;
}

/** The specification that drives a page. It lives in the address; the form edits a draft of it. */
export function useDraftInAddress<Spec, Draft>(language: AddressLanguage<Spec, Draft>): DraftInAddress<Spec, Draft> {
  const search = useSearch();
  const [state, setState] = useState(() => opened(language, search, 0));
  if (search !== state.search) setState(opened(language, search, state.openings + 1));

  const edit = useCallback(
    (draft: Draft, { committed } = { committed: false }) => {
      const { spec } = language.check(draft);
      const next = spec ? language.write(spec) : state.search;
      setState({ ...state, draft, search: next, addressMistakes: [], settled: committed || (!spec && state.settled) });
      if (next !== state.search) navigate(location.pathname + next, { replace: !state.settled });
    },
    [language, state],
  );
  const commit = useCallback(() => setState((current) => ({ ...current, settled: true })), []);
  const { draft, addressMistakes, openings } = state;
  const checked = useMemo(() => language.check(draft), [language, draft]);
  return { draft, checked, addressMistakes, openings, edit, commit };
}

function opened<Spec, Draft>({ read }: AddressLanguage<Spec, Draft>, search: string, openings: number): State<Draft> {
  const { draft, mistakes } = read(search);
  return { search, draft, addressMistakes: mistakes, openings, settled: true };
}

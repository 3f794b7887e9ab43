import { useCallback, useMemo, useState } from "react";
import { navigate, useSearch } from "wouter/use-browser-location";
import type { Mistake } from "../../experiments/mistakes/mistakes.ts";
import { keep, kept } from "./kept.ts";

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
  /** What the address said when it was last opened, whatever is typed since; undefined where that means nothing. */
  opened: Spec | undefined;
  edit: (draft: Draft, more?: { committed: boolean }) => void;
  /** The edit is at its end: the next one is a step of its own for the Back button. */
  commit: () => void;
}

interface State<Spec, Draft> {
  search: string;
  opened: Spec | undefined;
  draft: Draft;
  addressMistakes: readonly Mistake[];
  openings: number;
  /** The address of now is a finished step; the next edit begins another. */
  settled: boolean;
}

/** What a draft is kept by while no address can hold it. */
const DRAFT = "draft";

/** The specification that drives a page. It lives in the address; the form edits a draft of it. */
export function useDraftInAddress<Spec, Draft>(language: AddressLanguage<Spec, Draft>): DraftInAddress<Spec, Draft> {
  const search = useSearch();
  const [state, setState] = useState(() => withKeptDraft(language, opened(language, search, 0)));
  if (search !== state.search) setState(opened(language, search, state.openings + 1));

  const edit = useCallback(
    (draft: Draft, { committed } = { committed: false }) => {
      const { spec } = language.check(draft);
      const next = spec ? language.write(spec) : state.search;
      // An address holds what means something; what does not (yet) must outlive a reload all the same.
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

/** With the draft that was left at this address, if it still means nothing: of another build it may be anything. */
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

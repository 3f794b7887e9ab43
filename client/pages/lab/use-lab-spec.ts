import { useCallback, useMemo, useState } from "react";
import { navigate, useSearch } from "wouter/use-browser-location";
import type { Mistake } from "../../../experiments/mistakes.ts";
import type { SimulationSpec } from "../../../experiments/spec.ts";
import { exampleResult } from "./example.ts";
import { type CheckedDraft, checkDraft, draftOf, type SpecDraft } from "./spec-draft.ts";
import { specFromSearch, specToSearch } from "./spec-url.ts";

export interface LabSpec {
  draft: SpecDraft;
  checked: CheckedDraft;
  /** What was wrong with the address that the page was opened with. */
  addressMistakes: readonly Mistake[];
  /** Counts the times that a specification came from the address, rather than from the form. */
  openings: number;
  edit: (draft: SpecDraft, more?: { committed: boolean }) => void;
  /** The edit is at its end: the next one is a step of its own for the Back button. */
  commit: () => void;
}

interface State {
  search: string;
  draft: SpecDraft;
  addressMistakes: readonly Mistake[];
  openings: number;
  /** The address of now is a finished step; the next edit begins another. */
  settled: boolean;
}

/** The specification that drives the page. It lives in the address; the form edits a draft of it. */
export function useLabSpec(): LabSpec {
  const search = useSearch();
  const [state, setState] = useState(() => opened(search, 0));
  if (search !== state.search) setState(opened(search, state.openings + 1));

  const edit = useCallback(
    (draft: SpecDraft, { committed } = { committed: false }) => {
      const { spec } = checkDraft(draft);
      const next = spec ? specToSearch(spec) : state.search;
      setState({ ...state, draft, search: next, addressMistakes: [], settled: committed || (!spec && state.settled) });
      if (next !== state.search) navigate(location.pathname + next, { replace: !state.settled });
    },
    [state],
  );
  const commit = useCallback(() => setState((current) => ({ ...current, settled: true })), []);
  const { draft, addressMistakes, openings } = state;
  const checked = useMemo(() => checkDraft(draft), [draft]);
  return { draft, checked, addressMistakes, openings, edit, commit };
}

function opened(search: string, openings: number): State {
  const found = specFromSearch(search);
  const spec: SimulationSpec = found && "spec" in found ? found.spec : exampleResult.spec;
  return {
    search,
    draft: draftOf(spec),
    addressMistakes: found && "mistakes" in found ? found.mistakes : [],
    openings,
    settled: true,
  };
}

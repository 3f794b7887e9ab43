import { type AddressLanguage, type DraftInAddress, useDraftInAddress } from "../../forms/use-draft-in-address.ts";
import { exampleResult } from "./example.ts";
import { draftOf, type SpecDraft } from "./spec-draft.ts";
import { specFromSearch } from "./spec-url.ts";
import { checkExperiment, draftOfExperiment, type Experiment } from "./sweep/experiment.ts";
import { axisFromSearch, experimentToSearch } from "./sweep/experiment-url.ts";

const language: AddressLanguage<Experiment, SpecDraft> = { read, check: checkExperiment, write: experimentToSearch };

/** The experiment of the page, from the address; the example without one. */
export function useLabSpec(): DraftInAddress<Experiment, SpecDraft> {
  return useDraftInAddress(language);
}

function read(search: string) {
  const found = specFromSearch(search);
  if (found && "mistakes" in found) return { draft: draftOf(exampleResult.spec), mistakes: found.mistakes };
  const base = found?.spec ?? exampleResult.spec;
  const swept = axisFromSearch(search, base);
  if (swept && "mistake" in swept) return { draft: draftOf(base), mistakes: [swept.mistake] };
  return { draft: draftOfExperiment(base, swept?.axis), mistakes: [] };
}

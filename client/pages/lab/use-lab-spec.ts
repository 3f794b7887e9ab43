import type { SimulationSpec } from "../../../experiments/spec/spec.ts";
import { type AddressLanguage, type DraftInAddress, useDraftInAddress } from "../../forms/use-draft-in-address.ts";
import { exampleResult } from "./example.ts";
import { checkDraft, draftOf, type SpecDraft } from "./spec-draft.ts";
import { specFromSearch, specToSearch } from "./spec-url.ts";

const language: AddressLanguage<SimulationSpec, SpecDraft> = { read, check: checkDraft, write: specToSearch };

/** The specification of the page, from the address; the example without one. */
export function useLabSpec(): DraftInAddress<SimulationSpec, SpecDraft> {
  return useDraftInAddress(language);
}

function read(search: string) {
  const found = specFromSearch(search);
  const spec = found && "spec" in found ? found.spec : exampleResult.spec;
  return { draft: draftOf(spec), mistakes: found && "mistakes" in found ? found.mistakes : [] };
}

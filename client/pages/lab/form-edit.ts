import type { Mistake } from "../../../experiments/mistakes/mistakes.ts";
import type { SpecDraft } from "./spec-draft.ts";

/** What every part of the form is given. */
export interface FormPart {
  draft: SpecDraft;
  mistakes: readonly Mistake[];
  /** While something is typed. */
  onEdit: (draft: SpecDraft) => void;
  /** A change that is whole in itself, such as adding a policy. */
  onChange: (draft: SpecDraft) => void;
  onCommit: () => void;
}

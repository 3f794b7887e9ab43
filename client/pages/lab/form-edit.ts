import type { Mistake } from "../../../experiments/mistakes/mistakes.ts";
import type { SpecDraft } from "./spec-draft.ts";

/** Props of every part of the form. */
export interface FormPart {
  draft: SpecDraft;
  mistakes: readonly Mistake[];
  /** Called while typing. */
  onEdit: (draft: SpecDraft) => void;
  /** A complete change, such as adding a policy. */
  onChange: (draft: SpecDraft) => void;
  onCommit: () => void;
}

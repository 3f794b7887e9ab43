import { parameterFields } from "../../forms/parameter-fields.ts";
import { type NamedRecords, pastedRecords } from "../../forms/pasted-records.ts";
import type { PastedCell, PasteOutcome } from "../../forms/table-paste.ts";
import { entries, entryOf, familyOf } from "./entries.ts";
import { type CalculatorDraft, MOST_ARMS } from "./spec.ts";

/**
 * A draft with a pasted block in its table. A head that names all fields of another entry, and not those of the current
 * one, switches to that entry: conversions and visitors are counts, not α and β.
 */
export function pastedDraft(
  text: string,
  at: PastedCell,
  draft: CalculatorDraft,
): PasteOutcome<CalculatorDraft> | undefined {
  const own = pastedRecords(text, at, tableOf(draft));
  if (!own) return undefined;
  if (!own.isNamed) {
    const { family } = entryOf(draft.family);
    const near = entries.toSorted((a, b) => Number(b.family === family) - Number(a.family === family));
    for (const { kind, family, label, example } of near) {
      const empty = { family: kind, prior: example.prior ?? {}, arms: [], names: [] };
      const other = pastedRecords(text, { row: 0 }, tableOf(empty));
      if (!other?.isNamed) continue;
      const { rows: arms, names } = other.state;
      const said = `${other.said} Entered as ${familyOf(family).label}: ${label}.`;
      return { state: { ...empty, arms, names }, said };
    }
  }
  return { state: { ...draft, arms: own.state.rows, names: own.state.names }, said: own.said };
}

function tableOf({ family, arms, names }: CalculatorDraft): NamedRecords {
  return { fields: parameterFields(entryOf(family).arm), rows: arms, names, most: MOST_ARMS };
}

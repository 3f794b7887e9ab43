import { firstValues, type VariantsParameter } from "./parameter-fields.ts";
import type { RecordDraft } from "./record-draft.ts";

/** A kind with its initial values, and the values of fields that it shares with the previous kind. */
export function variantDraft(field: VariantsParameter, kind: string, before: RecordDraft): RecordDraft {
  const { by, variants } = field;
  const whole = field.default as RecordDraft | undefined;
  const { fields } = variants.find(({ value }) => value === kind)!;
  const first = whole?.[by] === kind ? whole : { [by]: kind, ...firstValues(fields) };
  const shared = fields.filter(({ name }) => before[name] !== undefined);
  return { ...first, ...Object.fromEntries(shared.map(({ name }) => [name, before[name]])) };
}

/** An object of numbers while edited. Values are unchecked. */
export type RecordDraft = Record<string, unknown>;

/** The most characters in the name of an arm, so that it fits in charts. */
export const LONGEST_NAME = 20;

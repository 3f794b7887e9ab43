/** An object of numbers while it is edited: a value may be anything until a schema has seen it. */
export type RecordDraft = Record<string, unknown>;

/** Names are for people to tell arms apart, in a chart too. */
export const LONGEST_NAME = 20;

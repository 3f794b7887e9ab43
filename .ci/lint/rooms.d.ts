export const levels: string[][];
export const keepers: Record<string, string[]>;

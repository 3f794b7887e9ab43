/** The names of the experiments to start from. Their specifications need the engine's schemas, which a page may not have yet. */
export const presetLabels = ["Ten arms", "Short horizon, two arms"] as const;

import type { CalculatorSpec } from "./spec.ts";

export interface Preset {
  label: string;
  /** What the example shows. */
  note: string;
  spec: CalculatorSpec;
}

/** The example that the page opens with: the posteriors of the lecture's exercise. */
export const lectureExample: CalculatorSpec = {
  family: "beta",
  arms: [
    { alpha: 1, beta: 2 },
    { alpha: 2, beta: 1 },
  ],
};

const flat = { alpha: 1, beta: 1 };

export const presets: readonly Preset[] = [
  { label: "Lecture", note: "The answer of the lecture’s exercise: 1/6 and 5/6.", spec: lectureExample },
  {
    label: "A/B test",
    note: "1,000 visitors per page. Whole counts give an exact, long fraction.",
    spec: {
      family: "beta-counts",
      prior: flat,
      arms: [
        { successes: 100, failures: 900 },
        { successes: 120, failures: 880 },
      ],
      names: ["old", "new"],
    },
  },
  {
    label: "Deep tail",
    note: "10,000 visitors per page. The old page has almost no chance, known to 12 digits.",
    spec: {
      family: "beta-counts",
      prior: flat,
      arms: [
        { successes: 1000, failures: 9000 },
        { successes: 1710, failures: 8290 },
      ],
      names: ["old", "new"],
    },
  },
  {
    label: "Ten arms",
    note: "Ten arms after twenty pulls each.",
    spec: {
      family: "beta-counts",
      prior: flat,
      arms: [4, 6, 7, 8, 9, 10, 11, 12, 13, 14].map((successes) => ({ successes, failures: 20 - successes })),
    },
  },
  {
    label: "Known against unknown",
    note: "One arm is known to be near 0.6, the other is unknown: it is better with probability 0.4.",
    spec: {
      family: "beta",
      arms: [
        { alpha: 600_000, beta: 400_000 },
        { alpha: 1, beta: 1 },
      ],
      names: ["known", "unknown"],
    },
  },
  {
    label: "Normal",
    note: "The arm with the highest mean is not the one most likely to be best: the uncertain one is.",
    spec: {
      family: "normal",
      arms: [
        { mean: 1, standardDeviation: 0.2 },
        { mean: 1.05, standardDeviation: 0.15 },
        { mean: 0.8, standardDeviation: 1 },
      ],
    },
  },
  {
    label: "Rates",
    note: "Events over unequal exposures, such as clicks per hour.",
    spec: {
      family: "gamma-counts",
      prior: { shape: 1, rate: 1 },
      arms: [
        { events: 14, exposure: 10 },
        { events: 40, exposure: 25 },
        { events: 3, exposure: 1.5 },
      ],
    },
  },
  {
    label: "Student t",
    note: "Means of real rewards with unknown variance; three observations give heavy tails.",
    spec: {
      family: "student-t",
      arms: [
        { location: 0.5, scale: 0.4, degreesOfFreedom: 2 },
        { location: 1, scale: 0.2, degreesOfFreedom: 19 },
        { location: 0.9, scale: 0.3, degreesOfFreedom: 9 },
      ],
    },
  },
];

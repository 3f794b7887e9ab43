import { lectureSpec, type Pull } from "./spec.ts";

export interface Preset {
  label: string;
  arms: number;
  history: Pull[];
}

const pulls = (...written: [arm: number, reward: number][]): Pull[] =>
  written.map(([arm, reward]) => ({ arm, reward }));

/** Example histories, each with its number of arms. */
export const presets: readonly Preset[] = [
  { label: "Lecture", arms: 2, history: lectureSpec.history },
  { label: "No pulls", arms: 2, history: [] },
  { label: "Tie", arms: 2, history: pulls([0, 1], [1, 1]) },
  { label: "Unequal counts", arms: 2, history: pulls([0, 0], [1, 1], [1, 1], [1, 0], [1, 1]) },
  { label: "Three arms", arms: 3, history: pulls([0, 0], [1, 1], [2, 1], [2, 0]) },
  {
    label: "Twenty pulls",
    arms: 2,
    history: pulls(
      ...Array.from({ length: 20 }, (_, t): [number, number] => [
        t % 2,
        Number(t % 2 === 1 ? t % 3 !== 0 : t % 4 === 0),
      ]),
    ),
  },
];

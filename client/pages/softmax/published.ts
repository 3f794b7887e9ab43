import type { Layer, Matrix, Vector } from "./layer.ts";

/** The softmax layer of the second and third post. */
export const publishedLayer: Layer = {
  x: [0.1, 0.5, 0.4],
  weights: [
    [0.1, 0.2, 0.3, 0.4, 0.5],
    [0.6, 0.7, 0.8, 0.9, 0.1],
    [0.11, 0.12, 0.13, 0.14, 0.15],
  ],
  target: 2,
};

/** Numbers as a post prints them; undefined where it prints none. */
export type Printed<Values> = Values extends Vector ? (string | undefined)[] : (string | undefined)[][];

/** The first post prints the shares, not what they are the softmax of. */
export const firstPost: { shares: string[]; jacobian: Printed<Matrix> } = {
  shares: ["0.16205871", "0.15308274", "0.22661096", "0.22634251", "0.23190508"],
  jacobian: [
    ["0.13579568", "-0.02480839"],
    [undefined, "0.12964841", "-0.03469023"],
    [undefined, undefined, "0.17525843", "-0.05129169"],
    [undefined, undefined, undefined, "0.17511158", "-0.05248998"],
    [undefined, undefined, undefined, undefined, "0.17812512"],
  ],
};

export const secondPost: { shares: string[]; jacobian: Printed<Matrix>; sharesByWeights: Printed<Matrix> } = {
  shares: ["0.19091352", "0.20353145", "0.21698333", "0.23132428", "0.15724743"],
  jacobian: [
    ["0.154465"],
    [undefined, "0.162106"],
    [undefined, undefined, "0.1699015"],
    [undefined, undefined, undefined, "0.177813"],
    [undefined, undefined, undefined, undefined, "0.132520"],
  ],
  sharesByWeights: [["0.01544", "0.07723", "0.06178", "-0.00388", "-0.01942", "-0.01554"]],
};

export const thirdPost: { crossEntropy: string; lossByShares: string[]; lossByWeights: string[][] } = {
  crossEntropy: "1.5279347484961026",
  lossByShares: ["0", "0", "-4.60864", "0", "0"],
  lossByWeights: [
    ["0.01909135", "0.09545676", "0.07636541"],
    ["0.02035314", "0.10176572", "0.08141258"],
    ["-0.07830167", "-0.39150833", "-0.31320667"],
    ["0.02313243", "0.11566214", "0.09252971"],
    ["0.01572474", "0.07862371", "0.06289897"],
  ],
};

/** Whether a number is the printed one, which may be rounded or cut off after its last digit. */
export function agrees(value: number, printed: string): boolean {
  const digits = /\.(\d+)/.exec(printed)?.[1].length ?? 0;
  return Math.abs(value - Number(printed)) <= 10 ** -digits * (1 + 1e-9);
}

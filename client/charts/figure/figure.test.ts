import { crc32, deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { exampleResult } from "../../pages/lab/example.ts";
import { finalRegretChart } from "../final-regret-chart.ts";
import { measureChart } from "../measure-chart.ts";
import { chartTheme as theme } from "../../testing/chart-theme.ts";
import type { Figure } from "./figure.ts";
import { explanationsOf, namesOf } from "./legend-entries.ts";
import { LINE_HEIGHT, legendLayout, SWATCH } from "./legend-layout.ts";
import { fileName, statements } from "./metadata.ts";
import { inchesOf, pixelsOf, pointsOf } from "./paper.ts";
import { withStatements } from "./png-chunks.ts";
import { wrap } from "./wrap.ts";

/** A font whose letters are all ten wide. */
const measure = (text: string) => 10 * text.length;

const view = { measure: "regret", band: "mean", logX: true, logY: false, bounds: true, exact: true } as const;
const chart = measureChart({ result: exampleResult, view: { ...view, hidden: new Set([0]) }, theme, labelled: false });
const figure: Figure = {
  name: "regret",
  title: "Regret",
  chart: () => chart,
  band: "95% interval of the mean",
  notes: [],
  source: { address: "http://lab/?spec=1", experiment: { specHash: "0123456789abcdef", engineVersion: "5" } },
};

test("a figure is exactly as wide as asked, its text of 12 px 8 pt, and its lines of 1 px at least half a point", () => {
  for (const [inches, points] of [
    [3.3, 237.6],
    [6.9, 496.8],
  ]) {
    const size = { inches, width: pixelsOf(inches) };
    expect(inchesOf(size.width, size)).toBe(inches);
    expect(pointsOf(size.width, size)).toBeCloseTo(points, 9);
    expect(pointsOf(12, size)).toBeCloseTo(8, 1);
    expect(pointsOf(1, size)).toBeGreaterThan(0.5);
  }
});

test("the name of a file says what it holds: the spec's hash, and width and colours if they are unusual", () => {
  const light = { inches: 3.3, scheme: "light" };
  expect(fileName(figure, light, "svg")).toBe("bandit-lab-regret-01234567.svg");
  expect(fileName(figure, { inches: 6.9, scheme: "dark" }, "pdf")).toBe("bandit-lab-regret-01234567-6.9in-dark.pdf");
  expect(fileName({ ...figure, source: { address: "" } }, light, "png")).toBe("bandit-lab-regret.png");
});

test("metadata name the experiment, the engine and the page", () => {
  expect(statements(figure)).toEqual({
    title: "Regret",
    creator: "Bandit Lab, engine version 5",
    source: "http://lab/?spec=1",
    identifier: "spec SHA-256 0123456789abcdef",
  });
  expect(statements({ ...figure, source: { address: "a" } })).toMatchObject({
    creator: "Bandit Lab",
    identifier: undefined,
  });
});

test("the legend has every shown line with colour, dash and marker, bounds after them, and says what bands are", () => {
  const names = namesOf(chart.data.datasets, figure);
  const { policies, bounds } = exampleResult;
  expect(names.map(({ text }) => text)).toEqual([...policies.slice(1).map(({ label }) => label), bounds[0].title]);
  expect(names[0]).toMatchObject({ line: { colour: theme.series[1], dash: [7, 4] }, marker: "rect" });
  expect(names.at(-1)!.marker).toBeUndefined();
  const explanations = (kind: "mean" | "none") => {
    const { data } = measureChart({
      result: exampleResult,
      view: { ...view, band: kind, hidden: new Set() },
      theme,
      labelled: false,
    });
    return explanationsOf(data.datasets, figure, theme).map(({ text }) => text);
  };
  expect(explanations("mean")).toEqual(["Band: 95% interval of the mean"]);
  expect(explanations("none")).toEqual([]);
});

test("a legend leaves out what a figure says, and lines without points", () => {
  const { data } = finalRegretChart({ result: exampleResult, hidden: new Set(), theme });
  expect(namesOf(data.datasets, { ...figure, inLegend: ({ label }) => !label!.endsWith("median") })).toHaveLength(
    exampleResult.policies.length,
  );
  expect(namesOf([{ label: "estimate", data: [] }], figure)).toEqual([]);
});

test("a legend has as many columns as fit, and its explanations below them", () => {
  // A column is sample 30, gap 6, text 40 and gap 20: three take 288 − 20.
  const three = legendLayout(["aaaa", "bbb", "cccc", "d"], ["explained"], 268, measure);
  expect(three.entries.map(({ x, y }) => [x, y / LINE_HEIGHT])).toEqual([
    [0, 0],
    [96, 0],
    [192, 0],
    [0, 1],
    [0, 2],
  ]);
  expect(three.height).toBe(3 * LINE_HEIGHT);
  const two = legendLayout(["aaaa", "bbb", "cccc"], [], 267, measure);
  expect(two.entries.map(({ x }) => x)).toEqual([0, 96, 0]);
});

test("a name that is wider than the figure takes several lines, and moves the next one down", () => {
  const { entries, height } = legendLayout(["aaa bbb ccc", "d"], [], SWATCH + 6 + 75, measure);
  expect(entries).toEqual([
    { lines: ["aaa bbb", "ccc"], x: 0, y: 0 },
    { lines: ["d"], x: 0, y: 2 * LINE_HEIGHT },
  ]);
  expect(height).toBe(3 * LINE_HEIGHT);
});

test("text is broken at spaces, and within a word that is too wide", () => {
  expect(wrap("one two three", 70, measure)).toEqual(["one two", "three"]);
  expect(wrap("abcdefgh ij", 50, measure)).toEqual(["abcde", "fgh", "ij"]);
  expect(wrap("", 50, measure)).toEqual([]);
});

test("a PNG says its resolution and its source right after its header, with the checksums of zlib", () => {
  const header = pngChunk("IHDR", Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]));
  const rest = Buffer.concat([pngChunk("IDAT", deflateSync(Buffer.from([0, 0]))), pngChunk("IEND", Buffer.alloc(0))]);
  const signature = Buffer.from("89504e470d0a1a0a", "hex");
  const given = Buffer.concat([signature, header, rest]);
  // 600 dots per 0.0254 m.
  const metres = Buffer.alloc(9);
  metres.writeUInt32BE(23622, 0);
  metres.writeUInt32BE(23622, 4);
  metres.writeUInt8(1, 8);
  expect(Buffer.from(withStatements(given, 600, { Source: "http://ü", Title: "ε" }))).toEqual(
    Buffer.concat([
      signature,
      header,
      pngChunk("pHYs", metres),
      pngChunk("tEXt", Buffer.from("Source\0http://ü", "latin1")),
      pngChunk("iTXt", Buffer.from("Title\0\0\0\0\0ε", "utf8")),
      rest,
    ]),
  );
});

function pngChunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, sum]);
}

import type { SimulationResult } from "../../../experiments/result/result.ts";
import { differenceChart } from "../../charts/difference-chart.ts";
import type { Figure } from "../../charts/figure/figure.ts";
import { finalRegretChart, isShortened } from "../../charts/final-regret-chart.ts";
import {
  isLogX,
  type LabView,
  measureNamed,
  type MeasureName,
  type NamedMeasure,
  shownOf,
} from "../../charts/lab-view.ts";
import { bandKindOf, bandTitle, measureChart, precisionOf, worstPrecision } from "../../charts/measure-chart.ts";
import { pullsChart } from "../../charts/pulls-chart.ts";
import { formatCount, formatPulls } from "../../text/number-format.ts";
import { capitalised } from "../../text/words.ts";
import { specToSearch } from "./spec-url.ts";

type Hidden = ReadonlySet<number>;

const UNIT = "units of reward";

/** The units of measures whose axis does not say it. */
const UNITS: Partial<Record<MeasureName, string>> = { regret: UNIT, reward: UNIT, averageReward: UNIT };

/** The title of a measure's axis, with its unit. */
export function axisTitle({ name, kind, axis }: NamedMeasure): string {
  const unit = kind === "share" ? "%" : UNITS[name];
  return capitalised(unit ? `${axis} (${unit})` : axis);
}

/** The address of a result's experiment in the Lab, from whichever page. */
export function linkTo({ spec }: SimulationResult): string {
  return `${location.origin}/lab${specToSearch(spec)}`;
}

/** A measure against pulls, as the view shows it. */
export function measureFigure(result: SimulationResult, view: LabView): Figure {
  const measure = measureNamed(view.measure);
  const { axis, title } = measure;
  const first = shownOf(result.policies[0], measure);
  return {
    name: kebab(measure.name),
    title: `${title}: ${axis} by policy`,
    chart: (theme) => measureChart({ result, view, theme, labelled: false }),
    yTitle: axisTitle(measure),
    band: bandTitle(bandKindOf(view, first), first),
    dots: "Dots: exact expected value",
    notes: [replicationsOf(result)],
    source: sourceOf(result),
  };
}

/** The paired differences of regret from the baseline. */
export function differenceFigure(result: SimulationResult, view: LabView): Figure {
  const baseline = result.policies[result.comparisons[0].baseline].label;
  const shown = { result, logX: isLogX(view, result), hidden: view.hidden };
  return {
    name: "regret-difference",
    title: `Regret: paired difference from ${baseline}`,
    chart: (theme) => differenceChart({ ...shown, theme }),
    yTitle: `Regret minus baseline (${UNIT})`,
    band: "95% interval of the mean",
    notes: [`Baseline: ${baseline}. ${replicationsOf(result)}`],
    source: sourceOf(result),
  };
}

const ROW_HEIGHT = 34;
const AXIS_HEIGHT = 60;

/** The distribution of regret at the horizon. */
export function finalRegretFigure(result: SimulationResult, hidden: Hidden): Figure {
  const { policies, spec } = result;
  const shown = policies.filter((_, policy) => !hidden.has(policy)).map(({ label }) => label);
  const isNamed = !shown.some(isShortened);
  return {
    name: "final-regret",
    title: `Regret: distribution after ${formatPulls(spec.horizon)}`,
    chart: (theme) => finalRegretChart({ result, hidden, theme }),
    xTitle: `Regret after ${formatPulls(spec.horizon)} (${UNIT})`,
    // The axis names the policies, unless a name is too long for it.
    inLegend: ({ label }) => !isNamed && shown.includes(label ?? ""),
    notes: [
      `One histogram per policy; the line is its median (${precisionOf(worstPrecision(policies))}). ${replicationsOf(result)}`,
    ],
    plotHeight: shown.length * ROW_HEIGHT + AXIS_HEIGHT,
    source: sourceOf(result),
  };
}

/** The pulls of every arm. */
export function pullsFigure(result: SimulationResult, hidden: Hidden): Figure {
  return {
    name: "pulls",
    title: `Mean pulls of every arm after ${formatPulls(result.spec.horizon)}`,
    chart: (theme) => pullsChart({ result, hidden, theme }),
    yTitle: `Mean pulls after ${formatPulls(result.spec.horizon)}`,
    notes: [replicationsOf(result)],
    source: sourceOf(result),
  };
}

function replicationsOf({ completedReplications }: SimulationResult): string {
  const isOne = completedReplications === 1;
  return `${formatCount(completedReplications)} ${isOne ? "replication" : "replications"}.`;
}

function sourceOf(result: SimulationResult): Figure["source"] {
  const { specHash, engineVersion } = result;
  return { address: linkTo(result), experiment: { specHash, engineVersion } };
}

/** "optimalArmRate" becomes "optimal-arm-rate". */
function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

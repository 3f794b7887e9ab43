import type { LabView } from "../../charts/lab-view.ts";

/** What charts show before anything else is chosen. */
export const firstView: LabView = {
  measure: "regret",
  band: "mean",
  logX: null,
  logY: false,
  bounds: true,
  exact: true,
  hidden: new Set(),
};

import "./falsify.ts";

export { default, exactCurve } from "../../jobs/block-worker.ts";

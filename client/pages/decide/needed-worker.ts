import { type Needed, visitorsNeeded } from "./needed.ts";
import type { DecideSpec } from "./spec.ts";

/** A worker, because twenty variants take a second. */
addEventListener("message", ({ data }: MessageEvent<DecideSpec>) => {
  postMessage(visitorsNeeded(data) satisfies Needed);
});

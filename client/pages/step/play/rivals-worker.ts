import { rivalsOf } from "./rivals.ts";
import type { PlaySpec } from "./spec.ts";

/** A worker, because a thousand runs of some policies take seconds. */
addEventListener("message", ({ data }: MessageEvent<PlaySpec>) => {
  postMessage(rivalsOf(data));
});

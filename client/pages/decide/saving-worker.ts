import { type Observed, savingOf } from "./saving.ts";

/** A worker, because the simulation takes a second. */
addEventListener("message", ({ data }: MessageEvent<Observed>) => {
  postMessage(savingOf(data));
});

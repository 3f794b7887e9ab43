import { type Tested, savingOf } from "./saving.ts";

/** A worker, because the simulation takes a second. */
addEventListener("message", ({ data }: MessageEvent<Tested>) => {
  postMessage(savingOf(data));
});

import { savingOf } from "./saving.ts";
import type { Tested } from "./saving-input.ts";

/** A worker, because the simulation takes a second. */
addEventListener("message", ({ data }: MessageEvent<Tested>) => {
  postMessage(savingOf(data));
});

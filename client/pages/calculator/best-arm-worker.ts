import { answerBestArm } from "../../../experiments/best-arm/best-arm.ts";
import type { Posteriors } from "../../../policies/posteriors/family.ts";

/** Long fractions take a fifth of a second, which typing must not wait for. */
addEventListener("message", ({ data }: MessageEvent<Posteriors>) => {
  postMessage(answerBestArm(data));
});

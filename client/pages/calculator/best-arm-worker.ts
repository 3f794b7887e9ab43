import { answerBestArm } from "../../../experiments/best-arm/best-arm.ts";
import type { Posteriors } from "../../../policies/posteriors/family.ts";

/** A worker, because long fractions take 0.2 s, which would delay typing. */
addEventListener("message", ({ data }: MessageEvent<Posteriors>) => {
  postMessage(answerBestArm(data));
});

import { answerBestArm } from "../../../experiments/best-arm/best-arm.ts";
import type { BestArmRequest } from "../../../experiments/best-arm/request.ts";

/** A worker, because long fractions take 0.2 s, which would delay typing. */
addEventListener("message", ({ data }: MessageEvent<BestArmRequest>) => {
  postMessage(answerBestArm(data));
});

import { bestArm } from "../../../policies/numerics/best-arm.ts";
import type { Posteriors } from "../../../policies/posteriors/family.ts";

/** Long fractions take a fifth of a second, which typing must not wait for. */
addEventListener("message", ({ data }: MessageEvent<Posteriors>) => {
  postMessage(bestArm(data));
});

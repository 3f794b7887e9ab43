import type { MonteCarloCommand } from "./monte-carlo-messages.ts";
import { PERIOD_MS, Sampler } from "./monte-carlo-sampler.ts";

let sampler: Sampler | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

function step(): void {
  const started = performance.now();
  const progress = sampler!.advance();
  postMessage(progress);
  timer = progress.finished ? undefined : setTimeout(step, Math.max(0, PERIOD_MS - (performance.now() - started)));
}

addEventListener("message", ({ data }: MessageEvent<MonteCarloCommand>) => {
  clearTimeout(timer);
  if (data.type === "load") sampler = new Sampler(data.request, data.seed);
  else if (data.type === "start" && sampler && !sampler.finished) step();
});

import { SingleBar } from "cli-progress";
import { visible } from "../terminal.ts";

/**
 * A bar on standard error; where that is no terminal, a line every two seconds.
 *
 * @param words what stands beside the bar, in the placeholders of cli-progress
 */
export function progressBar(words: string): SingleBar {
  return new SingleBar({
    format: `{bar} {percentage} % | ${visible(words)}`,
    stream: process.stderr,
    gracefulExit: false,
    noTTYOutput: true,
    notTTYSchedule: 2000,
  });
}

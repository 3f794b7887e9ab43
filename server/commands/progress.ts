import { SingleBar } from "cli-progress";
import { visible } from "../terminal.ts";

/**
 * A progress bar on standard error; a line every two seconds if that is no terminal.
 *
 * @param words the text beside the bar, with the placeholders of cli-progress
 */
export function progressBar(words: string): SingleBar {
  return new SingleBar({
    format: `{bar} {percentage}% | ${visible(words)}`,
    stream: process.stderr,
    gracefulExit: false,
    noTTYOutput: true,
    notTTYSchedule: 2000,
  });
}

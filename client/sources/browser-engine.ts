/** At most so many workers: each keeps a copy of the program and a summary. */
const MOST_WORKERS = 4;

/** How many workers a simulation gets in this browser: one core is left to the page. */
export function workerCount(): number {
  return Math.min(MOST_WORKERS, Math.max(1, (navigator.hardwareConcurrency || 2) - 1));
}

/** The browsers whose name says which JavaScript engine is at work; all browsers on iOS have Safari's. */
const browsers: [name: string, version: RegExp][] = [
  ["firefox", /\bFirefox\/(\d+)/],
  ["chromium", /\b(?:Headless)?Chrome\/(\d+)/],
  ["safari", /\bVersion\/(\d+(?:\.\d+)*).* Safari\//],
];

/**
 * The JavaScript engine for the hash of a result that is computed here: "chromium 147", as far as the browser tells. It
 * does not tell the engine's own version, so this is never what a server says of the same engine ("v8 14.7.…").
 */
export function javascriptEngineOf(userAgent: string): string {
  for (const [name, version] of browsers) {
    const found = version.exec(userAgent)?.[1];
    if (found) return `${name} ${found}`;
  }
  return "unknown";
}

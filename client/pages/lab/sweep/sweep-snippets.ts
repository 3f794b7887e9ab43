import type { SweepSpecInput } from "../../../../experiments/sweep/sweep-spec.ts";
import { SWEEPS } from "../../../sources/sweep-api.ts";

/** The sweep as a shell command; it answers with a handle, whose result is at /result below it. */
export function sweepCurl(spec: SweepSpecInput, origin: string): string {
  const body = JSON.stringify(spec).replaceAll("'", String.raw`'\''`);
  return [
    `curl --silent --show-error '${origin}${SWEEPS}' \\`,
    "  --header 'Content-Type: application/json' \\",
    "  --header 'Prefer: wait=60' \\",
    `  --data '${body}'`,
  ].join("\n");
}

/** The sweep in TypeScript, by `fetch` alone. */
export function sweepTypescript(spec: SweepSpecInput, origin: string): string {
  return `const origin = "${origin}";
const answer = await fetch(\`\${origin}${SWEEPS}\`, {
  method: "POST",
  headers: { "Content-Type": "application/json", Prefer: "wait=60" },
  body: JSON.stringify({
    base: ${JSON.stringify(spec.base)},
    axes: ${JSON.stringify(spec.axes)},
  }),
});
let sweep = await answer.json();
if (!answer.ok) throw new Error(sweep.detail);
while (sweep.state === "queued" || sweep.state === "running") {
  await new Promise((resolve) => setTimeout(resolve, 1000));
  sweep = await (await fetch(origin + sweep.links.self)).json();
}
const { points } = await (await fetch(origin + sweep.links.result)).json();
for (const { values, policies } of points)
  for (const { label, finalRegret } of policies) console.log(values[0], label, finalRegret.mean, finalRegret.standardError);`;
}

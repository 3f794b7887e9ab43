import type { Figure } from "./figure.ts";

/** What a file says about its figure, as pairs of a name and a text. */
export function statements({ title, source: { address, experiment } }: Figure) {
  return {
    title,
    creator: experiment ? `Bandit Lab, engine version ${experiment.engineVersion}` : "Bandit Lab",
    source: address,
    identifier: experiment && `spec SHA-256 ${experiment.specHash}`,
  };
}

/** "bandit-lab-regret-1a2b3c4d.svg": the width and the colours are in it if they are not the usual ones. */
export function fileName(
  { name, source: { experiment } }: Figure,
  { inches, scheme }: { inches: number; scheme: string },
  extension: string,
): string {
  const parts = [
    "bandit-lab",
    name,
    experiment?.specHash.slice(0, 8),
    inches === 3.3 ? undefined : `${inches}in`,
    scheme === "light" ? undefined : scheme,
  ];
  return `${parts.filter((part) => part !== undefined).join("-")}.${extension}`;
}

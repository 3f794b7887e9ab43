/** Why the browser does not keep runs: it refuses, has no room, has a newer database, or closed ours. */
export interface StorageTrouble {
  kind: "refused" | "full" | "newer" | "lost";
}

const kinds: Record<string, StorageTrouble["kind"]> = { QuotaExceededError: "full", VersionError: "newer" };

export function storageTrouble(error: unknown): StorageTrouble {
  return { kind: kinds[error instanceof Error || error instanceof DOMException ? error.name : ""] ?? "refused" };
}

const HERE = "Runs are listed until you close or reload this page. Export the results that you need.";

/** What happened, and what to do about it. */
export const storageWords: Record<StorageTrouble["kind"], string> = {
  refused: `This browser does not keep data for this site, as in a private window. ${HERE}`,
  full: `This browser has no room for more runs. Delete some, then reload the page. ${HERE}`,
  newer: `Another tab uses a newer version of this site. Reload this page. ${HERE}`,
  lost: `Another tab or this browser has closed the list of runs. Reload this page. ${HERE}`,
};

const KEY = "bandit-lab:visited";

/** The pages that this browser has opened, by their paths. It keeps them to mark progress in the contents. */
export function visitedPaths(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((path) => typeof path === "string") : [];
  } catch {
    return [];
  }
}

export function noteVisit(path: string): void {
  const before = visitedPaths();
  if (before.includes(path)) return;
  try {
    localStorage.setItem(KEY, JSON.stringify([...before, path]));
  } catch {
    // Without storage the contents show no progress.
  }
}

export function forgetVisits(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}

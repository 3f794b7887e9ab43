import type { BandKind, RegretView } from "../../charts/regret-chart.ts";

const KEY = "bandit-lab:view";
const bands: readonly unknown[] = ["mean", "quantiles", "none"] satisfies BandKind[];

/** What of the view outlives a reload; which policies are hidden belongs to a run. */
type KeptView = Omit<RegretView, "hidden">;

/** The view of before a reload, where there is one that can be read. */
export function rememberedView(otherwise: RegretView): RegretView {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return isKeptView(kept) ? { ...otherwise, ...kept } : otherwise;
  } catch {
    return otherwise;
  }
}

export function rememberView({ band, logX, logY, lowerBound, exact }: RegretView): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ band, logX, logY, lowerBound, exact } satisfies KeptView));
  } catch {
    // Without storage a reload shows the view that the page begins with.
  }
}

function isKeptView(kept: unknown): kept is KeptView {
  if (typeof kept !== "object" || kept === null) return false;
  const { band, logX, logY, lowerBound, exact, ...rest } = kept as Record<string, unknown>;
  const areToggles = [logX, logY, lowerBound, exact].every((toggle) => typeof toggle === "boolean");
  return areToggles && bands.includes(band) && Object.keys(rest).length === 0;
}

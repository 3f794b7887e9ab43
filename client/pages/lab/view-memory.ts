import { type BandKind, labMeasures, type LabView } from "../../charts/lab-view.ts";

const KEY = "bandit-lab:view";
const bandKinds: readonly unknown[] = ["mean", "quantiles", "none"] satisfies BandKind[];

/** The part of the view that outlives a reload. Hidden policies belong to a run, so they are left out. */
type KeptView = Omit<LabView, "hidden">;

/** The view from before a reload, if it can be read. */
export function rememberedView(otherwise: LabView): LabView {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return isKeptView(kept) ? { ...otherwise, ...kept } : otherwise;
  } catch {
    return otherwise;
  }
}

export function rememberView({ measure, band, logX, logY, bounds, exact }: LabView): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ measure, band, logX, logY, bounds, exact } satisfies KeptView));
  } catch {
    // Without storage a reload starts with the default view.
  }
}

function isKeptView(kept: unknown): kept is KeptView {
  if (typeof kept !== "object" || kept === null) return false;
  const { measure, band, logX, logY, bounds, exact, ...rest } = kept as Record<string, unknown>;
  const areToggles = [logX ?? true, logY, bounds, exact].every((toggle) => typeof toggle === "boolean");
  const isKnown = labMeasures.some(({ name }) => name === measure);
  return areToggles && isKnown && bandKinds.includes(band) && Object.keys(rest).length === 0;
}

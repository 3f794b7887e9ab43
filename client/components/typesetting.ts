import { allowReload, reloadOnce } from "../loading/reload-once.ts";
import { serverState } from "../loading/server-state.ts";
import { twice } from "../loading/twice.ts";

type Typeset = typeof import("./typeset.ts").typeset;

/** KaTeX is fetched when the first formula is shown; the site goes on without it. */
type State = { status: "absent" | "loading" | "failed" } | { status: "ready"; typeset: Typeset };

let state: State = { status: "absent" };
const listeners = new Set<() => void>();

export function typesetting(): State {
  return state;
}

export function onTypesetting(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Fetches KaTeX, unless it is here or on its way; after a failure only if asked `again`. */
export function loadTypesetting({ again } = { again: false }): void {
  if (state.status !== "absent" && !(again && state.status === "failed")) return;
  become({ status: "loading" });
  twice(() => import("./typeset.ts")).then(
    ({ typeset }) => become({ status: "ready", typeset }),
    () => void failed(again),
  );
}

/** A browser may remember the failure until the page is reloaded: it is, if the user asked for KaTeX again. */
async function failed(again: boolean): Promise<void> {
  if (again && (await serverState()) !== "away") {
    allowReload();
    if (reloadOnce()) return;
  }
  become({ status: "failed" });
}

function become(next: State): void {
  state = next;
  for (const listener of listeners) listener();
}

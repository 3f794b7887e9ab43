import { allowReload, reloadOnce } from "../loading/reload-once.ts";
import { serverState } from "../loading/server-state.ts";
import { twice } from "../loading/twice.ts";

type Typeset = typeof import("./typeset.ts").typeset;

/** KaTeX is fetched with the first formula; the site works without it. */
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

/** Fetches KaTeX, unless loaded or loading; after a failure only if `again`. */
export function loadTypesetting({ again } = { again: false }): void {
  if (state.status !== "absent" && !(again && state.status === "failed")) return;
  become({ status: "loading" });
  twice(() => import("./typeset.ts")).then(
    ({ typeset }) => become({ status: "ready", typeset }),
    () => void failed(again),
  );
}

/** Some browsers remember a failed import until a reload, so a second attempt of the user reloads the page. */
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

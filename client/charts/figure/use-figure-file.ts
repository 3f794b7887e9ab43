import { useState } from "react";
import { downloadFile } from "../../components/downloads.ts";
import { serverState } from "../../loading/server-state.ts";
import { twice } from "../../loading/twice.ts";
import type { Figure, FigureLook, Format } from "./figure.ts";
import { fileName } from "./metadata.ts";

/** What became of the last file that was asked for. */
export type Saving =
  | { state: "none" }
  | { state: "making" | "saved"; file: string }
  | { state: "failed"; format: Format; cause: string; mayReload: boolean };

/** Makes a figure a file and saves it; the code for it is fetched with the first one. */
export function useFigureFile(figure: () => Figure): [Saving, (format: Format, look: FigureLook) => Promise<void>] {
  const [saving, setSaving] = useState<Saving>({ state: "none" });
  const save = async (format: Format, look: FigureLook) => {
    const shown = figure();
    const file = fileName(shown, look, format.toLowerCase());
    setSaving({ state: "making", file });
    try {
      const { figureFile } = await twice(() => import("./figure-file.ts"));
      downloadFile(await figureFile(shown, look, format), file);
      setSaving({ state: "saved", file });
    } catch (error) {
      setSaving({ state: "failed", format, ...(await causeOf(error)) });
    }
  };
  return [saving, save];
}

/** Why no file was made, and whether the page may be reloaded: a browser may remember that code did not load. */
async function causeOf(error: unknown): Promise<{ cause: string; mayReload: boolean }> {
  // The class itself is in code that may not have loaded.
  if (error instanceof Error && error.name === "FigureError") return { cause: error.message, mayReload: false };
  const server = await serverState();
  if (server === "away") return { cause: "The server does not answer. Check the connection.", mayReload: false };
  const cause =
    server === "updated"
      ? "Bandit Lab was updated after this page was opened, and the old version’s files are gone."
      : `The server answers, but the code for figures did not load or stopped: ${error instanceof Error ? error.message : String(error)}.`;
  return { cause, mayReload: true };
}

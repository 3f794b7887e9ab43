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
  | { state: "failed"; format: Format; cause: string; remedy: Remedy };

/** What may help: nothing but another format, another attempt, or a reload as well. */
type Remedy = "none" | "retry" | "reload";

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

/** Why no file was made. A reload may help, because a browser may remember that code did not load. */
async function causeOf(error: unknown): Promise<{ cause: string; remedy: Remedy }> {
  // The class itself is in code that may not have loaded.
  if (error instanceof Error && error.name === "FigureError") return { cause: error.message, remedy: "none" };
  const server = await serverState();
  if (server === "away") return { cause: "The server does not answer. Check the connection.", remedy: "retry" };
  const cause =
    server === "updated"
      ? "Bandit Lab was updated after this page was opened, and the old version’s files are gone."
      : "The server answers, but a file did not arrive or could not be run.";
  return { cause, remedy: "reload" };
}

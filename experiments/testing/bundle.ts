import { join } from "node:path";
import { build } from "vite";

/**
 * A module with everything that it imports, as the text of one file. It starts in a tenth of the time that transforming the
 * sources one by one takes.
 *
 * @param entry the module's file, from the project's folder
 */
export async function bundle(entry: string, format: "cjs" | "es"): Promise<string> {
  const project = join(import.meta.dirname, "../..");
  const built = await build({
    root: project,
    configFile: false,
    logLevel: "silent",
    ssr: { noExternal: true },
    build: {
      ssr: join(project, entry),
      write: false,
      target: "node20",
      rolldownOptions: { output: { format, codeSplitting: false } },
    },
  });
  const { output } = (Array.isArray(built) ? built[0] : built) as { output: { code: string }[] };
  if (output.length !== 1) throw new Error(`${entry} is not in one file.`);
  return output[0].code;
}

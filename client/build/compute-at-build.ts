import { dirname } from "node:path";
import { type Plugin, runnerImport } from "vite";

const CLIENT = dirname(import.meta.dirname);

/** The values of modules named `*.computed.ts`, which several steps of a build need. */
const computed = new Map<string, Promise<object>>();

/**
 * Runs modules named `*.computed.ts` while the dashboard is built: a page gets the values that they export, without the
 * programs that compute them. The values must be JSON.
 */
export const computeAtBuild: Plugin = {
  name: "compute-at-build",
  load: {
    filter: { id: /\.computed\.ts$/ },
    async handler(file) {
      const values = imported<object>(file);
      computed.set(file, values);
      return codeOf(await values);
    },
  },
};

/**
 * Imports a module of the dashboard in this process, with the build's own constants and without styles.
 *
 * @param path in the dashboard's folder
 */
export async function runAtBuild<Module>(path: string, define: Record<string, string> = {}): Promise<Module> {
  const file = `${CLIENT}/${path}`;
  return (computed.get(file) as Promise<Module> | undefined) ?? (await imported(file, define, [withComputedValues]));
}

async function imported<Module>(file: string, define = {}, plugins: Plugin[] = []): Promise<Module> {
  const { module } = await runnerImport<Module>(file, {
    configFile: false,
    root: CLIENT,
    logLevel: "error",
    define,
    plugins: [withoutStyles, ...plugins],
  });
  return module;
}

function codeOf(values: object): string {
  const constants = Object.entries(values).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`);
  return constants.join("\n");
}

const withComputedValues: Plugin = {
  name: "with-computed-values",
  load: {
    filter: { id: /\.computed\.ts$/ },
    handler: async (file) => codeOf(await (computed.get(file) ?? imported<object>(file))),
  },
};

const withoutStyles: Plugin = {
  name: "without-styles",
  enforce: "pre",
  resolveId: { filter: { id: /\.css$/ }, handler: () => "virtual:nothing" },
  load: { filter: { id: /^virtual:nothing$/ }, handler: () => "" },
};

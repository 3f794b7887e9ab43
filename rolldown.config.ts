import { defineConfig } from "rolldown";

/** The server's programs by the folders of their sources: what `npm start`, the command line and their threads run. */
const programs = {
  server: ["main", "cli"],
  "server/jobs": ["block-worker", "cluster-worker", "summary-worker"],
  "server/questions": ["request-worker"],
  "server/store": ["sqlite-worker"],
  // Programs that time or check what was built.
  "server/testing": ["timing"],
  "server/testing/chaos": ["true-results"],
  "server/testing/false-costs": ["false-block-worker", "false-request-worker"],
  "server/testing/questions": ["cost-worker"],
};

/** Files of experiments/simulation that stay files: loaded again by their addresses, to be compiled for each policy. */
const apart = ["players", "play", "play-rounds"];

/**
 * Builds the server into dist/server: one file for each program, side by side so that they find each other as in their
 * source, and files of what they share. With the libraries inside, a program reads some ten files in place of five hundred,
 * and starts in half the time.
 */
export default defineConfig({
  input: Object.fromEntries(
    Object.entries(programs).flatMap(([folder, names]) => names.map((name) => [name, `${folder}/${name}.ts`])),
  ),
  platform: "node",
  // The UMD builds, which "main" names, load their parts in a way that no bundler sees.
  resolve: { mainFields: ["module", "main"] },
  // Native code, programs of threads, and files that are read.
  external: /^(libsql|pg|bullmq|piscina|swagger-ui-dist)($|\/)/,
  // As the loops are apart from what they import.
  preserveEntrySignatures: "allow-extension",
  output: {
    dir: "dist/server",
    cleanDir: true,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name].js",
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: apart.map((name) => ({ name, test: new RegExp(`/simulation/${name}\\.ts$`), minSize: 0 })),
    },
    minifyInternalExports: false,
    sourcemap: true,
  },
});

import react from "@vitejs/plugin-react";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type Plugin } from "vite";
import { ENGINE_VERSION } from "../experiments/spec/version.ts";
import { computeAtBuild } from "./build/compute-at-build.ts";
import { writePages } from "./page-files.ts";

const read = (path: string) => readFileSync(join(import.meta.dirname, path), "utf8");

/** Texts that are served as they are, by their addresses. The licences of the fonts go where the fonts go. */
const texts: Record<string, string> = {
  "assets/stix-two-math-OFL.txt": "fonts/OFL.txt",
  "assets/arimo-OFL.txt": "fonts/arimo-OFL.txt",
  "LICENSE.txt": "../LICENSE",
  "docs/numerics.txt": "../docs/numerics.md",
  "docs/simulation.txt": "../docs/simulation.md",
  "docs/reliability.txt": "../docs/reliability.md",
};

const serveTexts: Plugin = {
  name: "serve-texts",
  generateBundle() {
    for (const [fileName, path] of Object.entries(texts)) {
      this.emitFile({ type: "asset", fileName, source: read(path) });
    }
  },
  configureServer({ middlewares }) {
    for (const [fileName, path] of Object.entries(texts)) {
      middlewares.use(`/${fileName}`, (_, response) =>
        response.setHeader("Content-Type", "text/plain; charset=utf-8").end(read(path)),
      );
    }
  },
};

const { version, repository } = JSON.parse(read("../package.json")) as {
  version: string;
  repository?: { url: string };
};
const define = {
  banditLabBuild: JSON.stringify({ version, engineVersion: ENGINE_VERSION, source: repository?.url ?? null }),
};

/** What jsPDF would load for pictures of HTML, and no figure has. */
const unused = ["canvg", "dompurify", "html2canvas"];

/** Smaller parts of packages that do the same here. */
const smaller = [
  // Its main generator without the six others.
  { find: /^seedrandom$/, replacement: "seedrandom/seedrandom.js" },
  // Wouter asks for it on behalf of older versions of React.
  { find: "use-sync-external-store/shim/index.js", replacement: "react" },
];

export default defineConfig({
  plugins: [react(), computeAtBuild, serveTexts, writePages(define)],
  define,
  resolve: { alias: smaller },
  build: {
    outDir: "../dist/client",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    // Browsers that lack it lack light-dark() as well.
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
    // Of files and what they import, for the test of their sizes. The server does not serve it.
    manifest: true,
    rolldownOptions: { external: unused },
  },
  worker: { format: "es" },
});

import react from "@vitejs/plugin-react";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type Plugin } from "vite";

/** The licence of the font goes where the font goes. */
const fontLicence: Plugin = {
  name: "font-licence",
  apply: "build",
  generateBundle() {
    const source = readFileSync(join(import.meta.dirname, "fonts/OFL.txt"));
    this.emitFile({ type: "asset", fileName: "assets/stix-two-math-OFL.txt", source });
  },
};

export default defineConfig({
  plugins: [react(), fontLicence],
  build: { outDir: "../dist/client", emptyOutDir: true, target: "es2022", assetsInlineLimit: 0, cssCodeSplit: false },
  worker: { format: "es" },
});

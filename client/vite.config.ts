import react from "@vitejs/plugin-react";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type Plugin } from "vite";

/** The licences of the fonts go where the fonts go. */
const fontLicences: Plugin = {
  name: "font-licences",
  apply: "build",
  generateBundle() {
    for (const [from, fileName] of [
      ["fonts/OFL.txt", "assets/stix-two-math-OFL.txt"],
      ["fonts/arimo-OFL.txt", "assets/arimo-OFL.txt"],
    ]) {
      this.emitFile({ type: "asset", fileName, source: readFileSync(join(import.meta.dirname, from)) });
    }
  },
};

/** What jsPDF would load for pictures of HTML, and no figure has. */
const unused = ["canvg", "dompurify", "html2canvas"];

export default defineConfig({
  plugins: [react(), fontLicences],
  build: {
    outDir: "../dist/client",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    rolldownOptions: { external: unused },
  },
  worker: { format: "es" },
});

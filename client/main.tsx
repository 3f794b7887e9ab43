import { StrictMode } from "react";
import { createRoot, hydrateRoot } from "react-dom/client";
// Before the stylesheets of components, which may override it.
import "./styles.css";
import { App } from "./app.tsx";
import { copyFormulasAsLatex } from "./components/copy-formulas.ts";
import { followOtherTabs } from "./frame/appearance.ts";
import { leaveMovedAddress } from "./frame/page-head.ts";
import { refetchStyles } from "./loading/refetch-styles.ts";

// As z.config({ jitless: true }) does, without fetching zod, which the start page does not need: the content security policy
// forbids code from strings, which zod would otherwise try.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

leaveMovedAddress();
followOtherTabs();
refetchStyles();
copyFormulasAsLatex();
const root = document.querySelector("#root")!;
const app = (
  <StrictMode>
    <App />
  </StrictMode>
);
// The HTML of some pages has their content already.
if (root.querySelector("main")) hydrateRoot(root, app);
else createRoot(root).render(app);
document.querySelector(".not-started.beside")?.remove();

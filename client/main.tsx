import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import * as z from "zod";
// Before the stylesheets of components, which may override it.
import "./styles.css";
import { App } from "./app.tsx";
import { copyFormulasAsLatex } from "./components/copy-formulas.ts";
import { followOtherTabs } from "./frame/appearance.ts";
import { leaveMovedAddress } from "./frame/page-head.ts";
import { refetchStyles } from "./loading/refetch-styles.ts";

// The content security policy forbids code from strings, which zod would otherwise try.
z.config({ jitless: true });

leaveMovedAddress();
followOtherTabs();
refetchStyles();
copyFormulasAsLatex();
createRoot(document.querySelector("#root")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

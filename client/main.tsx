import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { z } from "zod";
import { App } from "./app.tsx";
import "./styles.css";

// The content security policy forbids code made from strings, which zod would otherwise try.
z.config({ jitless: true });

createRoot(document.querySelector("#root")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

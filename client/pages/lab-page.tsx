import { Suspense } from "react";
import { useSearch } from "wouter";
import { lazyPart } from "../loading/lazy-part.tsx";
import "./lab/lab.css";
import { LabOpening } from "./lab/lab-opening.tsx";

const LabWorkspace = lazyPart(async () => (await import("./lab/lab-workspace.tsx")).LabWorkspace);

/** The Lab: build a bandit, choose policies, run, watch regret. It opens with a finished example. */
export function LabPage() {
  const query = new URLSearchParams(useSearch());
  const isExample = !query.has("spec") && !query.has("sweep");
  return (
    <Suspense fallback={isExample ? <LabOpening /> : <output>Loading…</output>}>
      <LabWorkspace />
    </Suspense>
  );
}

import type { ComponentType } from "react";
import { lazyPart } from "./loading/lazy-part.tsx";
import type { PagePath } from "./page-table.ts";
import { StartPage } from "./pages/start-page.tsx";

/** The component of every page. Its code is fetched when it is first shown, the start page's with the frame's. */
export const pageComponents: Readonly<Record<PagePath, ComponentType>> = {
  "/": StartPage,
  "/learn": lazyPart(async () => (await import("./pages/learn-page.tsx")).LearnPage),
  "/learn/lecture-2": lazyPart(async () => (await import("./pages/lecture-page.tsx")).LecturePage),
  "/learn/softmax": lazyPart(async () => (await import("./pages/softmax-page.tsx")).SoftmaxPage),
  "/learn/step": lazyPart(async () => (await import("./pages/step-page.tsx")).StepPage),
  "/lab": lazyPart(async () => (await import("./pages/lab-page.tsx")).LabPage),
  "/decide": lazyPart(async () => (await import("./pages/decide-page.tsx")).DecidePage),
  "/runs": lazyPart(async () => (await import("./pages/runs-page.tsx")).RunsPage),
  "/runs/:id": lazyPart(async () => (await import("./pages/run-page.tsx")).RunPage),
  "/compare": lazyPart(async () => (await import("./pages/compare-page.tsx")).ComparePage),
};

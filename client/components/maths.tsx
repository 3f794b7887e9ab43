import { lazy, Suspense } from "react";

const TypesetMaths = lazy(() => import("./typeset-maths.tsx"));

interface MathsProps {
  /** LaTeX. */
  tex: string;
  /** On a line of its own, with limits above and below its signs. */
  display?: boolean;
}

/** A formula as MathML. KaTeX comes in a chunk of its own; until it is there the place is kept by the LaTeX itself. */
export function Maths({ tex, display = false }: MathsProps) {
  return (
    <Suspense fallback={<code>{tex}</code>}>
      <TypesetMaths tex={tex} display={display} />
    </Suspense>
  );
}

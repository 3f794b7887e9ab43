import { useEffect, useMemo, useSyncExternalStore } from "react";
import { ScrollBox } from "./scroll-box.tsx";
import { loadTypesetting, onTypesetting, typesetting } from "./typesetting.ts";

interface MathsProps {
  /** LaTeX. */
  tex: string;
  /** On a line of its own. */
  display?: boolean;
}

/** A formula as MathML, or as LaTeX until KaTeX has loaded. */
export function Maths({ tex, display = false }: MathsProps) {
  const formula = <Formula tex={tex} display={display} />;
  if (!display) return formula;
  return (
    <ScrollBox label="Formula" className="maths">
      {formula}
    </ScrollBox>
  );
}

function Formula({ tex, display }: Required<MathsProps>) {
  const state = useSyncExternalStore(onTypesetting, typesetting);
  useEffect(() => loadTypesetting(), []);
  const typeset = state.status === "ready" ? state.typeset : undefined;
  const html = useMemo(() => typeset && { __html: typeset(tex, display) }, [typeset, tex, display]);
  return html ? <span dangerouslySetInnerHTML={html} /> : <code>{tex}</code>;
}

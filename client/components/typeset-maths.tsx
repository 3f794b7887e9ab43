import { renderToString } from "katex";
import { useMemo } from "react";
import { ScrollBox } from "./scroll-box.tsx";

/** Default export because `lazy` wants one; use `Maths`. */
export default function TypesetMaths({ tex, display }: { tex: string; display: boolean }) {
  const html = useMemo(
    () => ({
      __html: renderToString(tex, { output: "mathml", displayMode: display, throwOnError: false, strict: false }),
    }),
    [tex, display],
  );
  const formula = <span dangerouslySetInnerHTML={html} />;
  if (!display) return formula;
  return (
    <ScrollBox label="Formula" className="maths">
      {formula}
    </ScrollBox>
  );
}

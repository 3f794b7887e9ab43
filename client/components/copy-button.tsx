import { useEffect, useState } from "react";

interface CopyButtonProps {
  /** What is copied; a function where it is costly or changes with every frame. */
  text: string | (() => string);
  /** The accessible and visible name, such as "Copy link". */
  label?: string;
  /** What is copied, for those who do not see what the button stands by: "Copy link" of it. */
  of?: string;
  className?: string;
}

type State = "idle" | "copied" | "failed";

/** Copies a text and says so, in sight and to screen readers. */
export function CopyButton({ text, label = "Copy", of, className }: CopyButtonProps) {
  const [state, setState] = useState<State>("idle");
  useEffect(() => {
    if (state === "idle") return undefined;
    const timer = setTimeout(() => setState("idle"), 2000);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = () => {
    copyText(typeof text === "string" ? text : text()).then(
      () => setState("copied"),
      () => setState("failed"),
    );
  };
  return (
    <>
      <button
        type="button"
        className={className}
        data-stays
        aria-label={of !== undefined && state === "idle" ? `${label} of ${of}` : undefined}
        onClick={copy}
      >
        {state === "copied" ? "Copied" : state === "failed" ? "Could not copy" : label}
      </button>
      <output className="visually-hidden">{state === "copied" ? "Copied to the clipboard" : ""}</output>
    </>
  );
}

async function copyText(text: string): Promise<void> {
  // The clipboard interface is missing on plain http:// except on localhost.
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "visually-hidden";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("the browser refused to copy");
}

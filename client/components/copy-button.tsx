import { useEffect, useState } from "react";

interface CopyButtonProps {
  /** The copied text; a function if it is costly or changes often. */
  text: string | (() => string);
  /** The accessible and visible name, such as "Copy link". */
  label?: string;
  /** Completes the label for screen readers: "Copy fraction of a". */
  of?: string;
  className?: string;
}

type State = "idle" | "copied" | "failed";

/** Copies a text and confirms it on the button and to screen readers. */
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
  // The clipboard API is missing on plain http:// except on localhost.
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

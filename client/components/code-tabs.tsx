import { type KeyboardEvent, useId, useRef, useState } from "react";
import { CodeBlock } from "./code-block.tsx";
import "./code-tabs.css";

interface CodeTabsProps {
  /** What the code does, for screen readers. */
  label: string;
  /** The code by the name of its language. */
  code: Readonly<Record<string, string>>;
}

/** One piece of code in several languages, one at a time. */
export function CodeTabs({ label, code }: CodeTabsProps) {
  const id = useId();
  const names = Object.keys(code);
  const [shown, setShown] = useState(names[0]);
  const tabs = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (names.indexOf(shown) + step + names.length) % names.length;
    setShown(names[next]);
    tabs.current!.querySelectorAll("button")[next].focus();
  };
  return (
    <div className="code-tabs">
      <div ref={tabs} role="tablist" aria-label={label} tabIndex={-1} onKeyDown={move}>
        {names.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            aria-selected={name === shown}
            aria-controls={`${id}-code`}
            tabIndex={name === shown ? 0 : -1}
            onClick={() => setShown(name)}
          >
            {name}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-code`} aria-labelledby={`${id}-${shown}`}>
        <CodeBlock key={shown} label={shown} code={code[shown]} />
      </div>
    </div>
  );
}

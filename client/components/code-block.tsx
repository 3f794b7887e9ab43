import { CopyButton } from "./copy-button.tsx";
import { ScrollBox } from "./scroll-box.tsx";
import "./code-block.css";

interface CodeBlockProps {
  code: string;
  /** Names the block and its copy button: "curl". */
  label: string;
}

/** A snippet with a copy button, in its own scroll box. */
export function CodeBlock({ code, label }: CodeBlockProps) {
  return (
    <div className="code-block">
      <ScrollBox label={label} className="code-scroll">
        <pre>
          <code>{code}</code>
        </pre>
      </ScrollBox>
      <CopyButton text={code} label={`Copy ${label}`} className="compact" />
    </div>
  );
}

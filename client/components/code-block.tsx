import { CopyButton } from "./copy-button.tsx";
import { ScrollBox } from "./scroll-box.tsx";
import "./code-block.css";

interface CodeBlockProps {
  code: string;
  /** What it is, such as "curl": names the block and its copy button. */
  label: string;
}

/** A snippet with its copy button; it scrolls in its own box. */
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

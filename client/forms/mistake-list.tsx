import type { Mistake } from "../../experiments/mistakes/mistakes.ts";
import { formatCount } from "../text/number-format.ts";
import { mistakeWithPlace } from "../text/mistakes.ts";

const MOST = 5;

/** The first mistakes of a link or a request, each with its place. */
export function MistakeList({ mistakes }: { mistakes: readonly Mistake[] }) {
  const texts = [...new Set(mistakes.map(mistakeWithPlace))];
  if (texts.length === 0) return null;
  return (
    <ul>
      {texts.slice(0, MOST).map((text) => (
        <li key={text}>{text}</li>
      ))}
      {texts.length > MOST && <li>And {formatCount(texts.length - MOST)} more.</li>}
    </ul>
  );
}

interface LinkMistakesProps {
  mistakes: readonly Mistake[];
  /** What the page shows in place of the link's data. */
  shown: string;
}

/** The mistakes of the link that opened the page; nothing without any. */
export function LinkMistakes({ mistakes, shown }: LinkMistakesProps) {
  if (mistakes.length === 0) return null;
  return (
    <div className="notice danger" role="alert">
      <p>We couldn’t read this link. {shown}</p>
      <MistakeList mistakes={mistakes} />
    </div>
  );
}

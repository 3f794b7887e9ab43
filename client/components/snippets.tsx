import { type Question, snippetsOf } from "../sources/api-snippets.ts";
import { CodeBlock } from "./code-block.tsx";

/** A question of the API in every language. */
export function Snippets({ question, request }: { question: Question; request: object }) {
  return Object.entries(snippetsOf(location.origin, question, request)).map(([language, code]) => (
    <CodeBlock key={language} label={language} code={code} />
  ));
}

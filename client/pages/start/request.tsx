import { useSyncExternalStore } from "react";
import { CodeBlock } from "../../components/code-block.tsx";
import { CodeTabs } from "../../components/code-tabs.tsx";
import { curlSnippet, pretty, pythonSnippet, rSnippet, typescriptSnippet } from "../../sources/api-snippets.ts";
import { selectionQuestion } from "../lecture/selection-question.ts";
import { originInHtml } from "../../origin-in-html.ts";
import { requests, responses } from "./request.computed.ts";
import { useRewards } from "./rewards.ts";

/** The request that gives the exercise's answer, and that answer. */
export function Request() {
  const rewards = useRewards();
  const origin = useSyncExternalStore(
    () => () => {},
    () => location.origin,
    originInHtml,
  );
  const request = requests[rewards];
  const code = {
    curl: curlSnippet(origin, selectionQuestion, request),
    TypeScript: typescriptSnippet(origin, selectionQuestion, request),
    Python: pythonSnippet(origin, selectionQuestion, request),
    R: rSnippet(origin, selectionQuestion, request),
  };
  return (
    <section aria-labelledby="request">
      <h2 id="request">The same answer from your own code</h2>
      <div className="start-request">
        <CodeTabs label="The request in" code={code} />
        <div>
          <h3>The answer</h3>
          <CodeBlock label="answer" code={pretty(responses[rewards], "")} />
          <p className="small">
            <a href="/api/docs/">All requests and responses</a>
          </p>
        </div>
      </div>
    </section>
  );
}

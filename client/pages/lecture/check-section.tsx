import { Snippets } from "../../components/snippets.tsx";
import { answersCsv, answersJson } from "./export.ts";
import { type LectureAnswers, POLICIES, requestFor } from "./answers.ts";
import { SEED } from "./monte-carlo-section.tsx";
import { selectionQuestion } from "./selection-question.ts";
import type { LectureSpec } from "./spec.ts";

/** Links, files and snippets that give the same numbers. */
export function CheckSection({ spec, answers }: { spec: LectureSpec; answers: LectureAnswers }) {
  const request = requestFor("thompson-beta", spec);
  const all = POLICIES.map((policy) => answers[policy]);
  return (
    <section aria-labelledby="check">
      <h2 id="check">Check it yourself</h2>
      <p className="row no-print">
        <button type="button" onClick={() => download("lecture-answers.json", "application/json", answersJson(all))}>
          Download JSON
        </button>
        <button type="button" onClick={() => download("lecture-answers.csv", "text/csv", answersCsv(all))}>
          Download CSV
        </button>
      </p>
      <p>
        Each snippet returns Thompson sampling’s answer. Change <code>kind</code> for another policy. Add{" "}
        <code>{`"monteCarlo": { "draws": 100000, "seed": "${SEED}" }`}</code> to get the draws of the chart above.
      </p>
      <Snippets question={selectionQuestion} request={request} />
    </section>
  );
}

function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

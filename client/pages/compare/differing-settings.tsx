import { ScrollBox } from "../../components/scroll-box.tsx";
import { differingSettings } from "../run/settings.ts";
import type { ComparedRun } from "./contenders.ts";

/** The settings that are not the same in all runs. */
export function DifferingSettings({ runs }: { runs: readonly ComparedRun[] }) {
  const settings = differingSettings(runs.map(({ result }) => result.spec));
  const counts = runs.map(({ result }) => result.completedReplications);
  return (
    <section aria-labelledby="differing">
      <h2 id="differing">Settings that differ</h2>
      {settings.length === 0 ? (
        <p>
          None: the runs have the same settings
          {new Set(counts).size > 1 && `, and ${counts.join(" and ")} completed replications`}.
        </p>
      ) : (
        <ScrollBox label="Settings that differ" className="table-scroll shows-more">
          <table className="compare-settings" aria-labelledby="differing">
            <thead>
              <tr>
                <th scope="col">Setting</th>
                {runs.map(({ id, letter, name }) => (
                  <th key={id} scope="col">
                    {letter}: {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {settings.map(({ title, texts }) => (
                <tr key={title}>
                  <th scope="row">{title}</th>
                  {texts.map((text, run) => (
                    <td key={runs[run].id}>{text ?? "–"}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  );
}

import type { SimulationSpec } from "../../../experiments/spec/spec.ts";
import { settingsOf } from "./settings.ts";

/** The settings of a run as text. */
export function SettingsList({ spec }: { spec: SimulationSpec }) {
  return (
    <section aria-labelledby="settings">
      <h2 id="settings">Settings</h2>
      <dl className="run-facts">
        {settingsOf(spec).map(({ title, text }) => (
          <div key={title}>
            <dt>{title}</dt> <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

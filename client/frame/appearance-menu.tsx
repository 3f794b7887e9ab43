import { useSyncExternalStore } from "react";
import { Menu } from "../components/menu.tsx";
import { appearance, type AppearanceSetting, choose, chosen, defaultOf, onAppearance } from "./appearance.ts";

/** Theme and text size of all pages. */
export function AppearanceMenu() {
  return (
    <Menu label="Aa" name="Theme and text size" className="at-end appearance">
      <Choice setting="theme" />
      <Choice setting="textSize" />
      <p className="small muted">Print is always light.</p>
    </Menu>
  );
}

function Choice({ setting }: { setting: AppearanceSetting }) {
  const current = useSyncExternalStore(
    onAppearance,
    () => chosen(setting),
    () => defaultOf(setting),
  );
  const { title, options } = appearance[setting];
  return (
    <fieldset>
      <legend>{title}</legend>
      {Object.entries(options).map(([option, label]) => (
        <button
          key={option}
          type="button"
          className="quiet compact"
          data-stays
          aria-pressed={option === current}
          onClick={() => choose(setting, option)}
        >
          {label}
        </button>
      ))}
    </fieldset>
  );
}

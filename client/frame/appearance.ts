/** What a user may choose for all pages; the first option of each is the default. */
export const appearance = {
  theme: {
    title: "Theme",
    options: { system: "As the system", light: "Light", dark: "Dark" },
  },
  textSize: {
    title: "Text size",
    options: { 100: "100%", 125: "125%", 150: "150%" },
  },
} as const;

export type AppearanceSetting = keyof typeof appearance;

const keyOf = (setting: AppearanceSetting) => `bandit-lab:${setting}`;
const optionsOf = (setting: AppearanceSetting) => Object.keys(appearance[setting].options);
export const defaultOf = (setting: AppearanceSetting) => (setting === "theme" ? "system" : "100");
const listeners = new Set<() => void>();

/** The option in force: an attribute of the root element, by which the stylesheet goes. */
export function chosen(setting: AppearanceSetting): string {
  const option = document.documentElement.dataset[setting];
  return option !== undefined && optionsOf(setting).includes(option) ? option : defaultOf(setting);
}

/** Applies an option at once and remembers it in this browser. */
export function choose(setting: AppearanceSetting, option: string): void {
  const isDefault = option === defaultOf(setting);
  try {
    if (isDefault) localStorage.removeItem(keyOf(setting));
    else localStorage.setItem(keyOf(setting), option);
  } catch {
    // Without storage the choice holds until the page is left.
  }
  apply(setting, isDefault ? null : option);
}

function apply(setting: AppearanceSetting, option: string | null): void {
  if (option === null) delete document.documentElement.dataset[setting];
  else document.documentElement.dataset[setting] = option;
  for (const listener of listeners) listener();
}

/** Calls a listener after every change, whichever tab it was made in. Returns how to stop. */
export function onAppearance(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Follows choices that are made in other tabs. */
export function followOtherTabs(): void {
  addEventListener("storage", ({ key, newValue }) => {
    for (const setting of Object.keys(appearance) as AppearanceSetting[])
      if (key === keyOf(setting)) apply(setting, newValue);
  });
}

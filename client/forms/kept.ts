const PREFIX = "bandit-lab:kept:";

/** What was typed and is in no address, such as a number with a mistake: it outlives a reload of the same address. */
interface Kept {
  search: string;
  value: unknown;
}

/** What was kept by this name at this address; undefined without it. */
export function kept(name: string, search: string): unknown {
  try {
    const found = JSON.parse(sessionStorage.getItem(keyOf(name)) ?? "null") as Kept | null;
    return found?.search === search ? found.value : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a value at an address; undefined forgets what there was. */
export function keep(name: string, search: string, value: unknown): void {
  try {
    if (value === undefined) sessionStorage.removeItem(keyOf(name));
    else sessionStorage.setItem(keyOf(name), JSON.stringify({ search, value } satisfies Kept, jsonValue));
  } catch {
    // Without storage, or with it full, a reload shows what the address says.
  }
}

/** Has all that was typed on this page belong to another address of it: the change came with what lost the page. */
export function keepAt(search: string): void {
  for (const key of keysHere()) {
    const { value } = JSON.parse(sessionStorage.getItem(key)!) as Kept;
    sessionStorage.setItem(key, JSON.stringify({ search, value } satisfies Kept));
  }
}

/** Forgets all that was typed on this page. */
export function forgetKept(): void {
  for (const key of keysHere()) sessionStorage.removeItem(key);
}

function keysHere(): string[] {
  try {
    return Object.keys(sessionStorage).filter((key) => key.startsWith(keyOf("")));
  } catch {
    return [];
  }
}

function keyOf(name: string): string {
  return `${PREFIX}${location.pathname}:${name}`;
}

/** JSON has no infinite numbers; as a text one is still a mistake, and the same. */
function jsonValue(_: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}

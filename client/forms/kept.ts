const PREFIX = "bandit-lab:kept:";

/** Input that no address can hold, such as an invalid number. It outlives a reload of the same address. */
interface Kept {
  search: string;
  value: unknown;
}

/** The value kept by a name at an address; undefined without one. */
export function kept(name: string, search: string): unknown {
  try {
    const found = JSON.parse(sessionStorage.getItem(keyOf(name)) ?? "null") as Kept | null;
    return found?.search === search ? found.value : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a value at an address; undefined removes it. */
export function keep(name: string, search: string, value: unknown): void {
  try {
    if (value === undefined) sessionStorage.removeItem(keyOf(name));
    else sessionStorage.setItem(keyOf(name), JSON.stringify({ search, value } satisfies Kept, jsonValue));
  } catch {
    // Without storage, or with full storage, a reload shows the state of the address.
  }
}

/** Moves the kept input of this page to another of its addresses, to which a failing change led. */
export function keepAt(search: string): void {
  for (const key of keysHere()) {
    const { value } = JSON.parse(sessionStorage.getItem(key)!) as Kept;
    sessionStorage.setItem(key, JSON.stringify({ search, value } satisfies Kept));
  }
}

/** Removes the kept input of this page. */
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

/** JSON has no infinite numbers; as text they are the same mistake. */
function jsonValue(_: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}

/** The most runs on one page: more lines cannot be told apart. */
export const MOST_RUNS = 6;

/** The runs of an address, each once: "?runs=a,b". */
export function runsInSearch(search: string): string[] {
  const listed = new URLSearchParams(search).get("runs") ?? "";
  return [...new Set(listed.split(",").filter(Boolean))];
}

/** The address that compares these runs. */
export function compareAddress(ids: readonly string[]): string {
  return `/compare?runs=${ids.map(encodeURIComponent).join(",")}`;
}

/** An address with one view setting changed. */
export function withSetting(search: string, name: string, value: string): string {
  const parameters = new URLSearchParams(search);
  parameters.set(name, value);
  return `/compare?${parameters.toString().replaceAll("%2C", ",")}`;
}

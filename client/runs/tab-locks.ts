const nameOf = (id: string) => `bandit-lab:run:${id}`;
const ours = new Set<string>();

/** Marks a run as computed in this tab. The browser takes the mark away when the tab closes or crashes. */
export function holdRun(id: string): () => void {
  ours.add(id);
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  // Without locks, which insecure addresses do not have, other tabs count the run as interrupted.
  void navigator.locks?.request(nameOf(id), () => held);
  return () => {
    ours.delete(id);
    release();
  };
}

/** Those of these runs that no open tab is computing. */
export async function interruptedRuns(ids: readonly string[]): Promise<string[]> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  const names = new Set(held.map(({ name }) => name));
  return ids.filter((id) => !ours.has(id) && !names.has(nameOf(id)));
}

/** The index of the checkpoint nearest to x on the axis. */
export function nearestCheckpoint(checkpoints: readonly number[], x: number, logX: boolean): number {
  const place = (t: number) => (logX ? Math.log(Math.max(t, 1e-9)) : t);
  let best = 0;
  checkpoints.forEach((t, index) => {
    if (Math.abs(place(t) - place(x)) < Math.abs(place(checkpoints[best]) - place(x))) best = index;
  });
  return best;
}

/** The position of a checkpoint along the x axis, from 0 to 1. */
export function cursorFraction(checkpoints: readonly number[], index: number, logX: boolean): number {
  const last = checkpoints.at(-1)!;
  const t = checkpoints[index];
  if (!logX) return t / last;
  return last === checkpoints[0] ? 0 : Math.log(t / checkpoints[0]) / Math.log(last / checkpoints[0]);
}

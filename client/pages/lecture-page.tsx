/** Placeholder. */
export function LecturePage() {
  return <h1>Lecture</h1>;
}

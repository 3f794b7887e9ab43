import type { UcbWorking } from "./sentences.ts";

/** Which arm UCB plays, by c. */
export function UcbRanges({ ranges }: { ranges: NonNullable<UcbWorking["ranges"]> }) {
  return (
    <ul>
      {ranges.map(({ leaders, where }) => (
        <li key={where}>
          <strong>{leaders}</strong> {where}
        </li>
      ))}
    </ul>
  );
}

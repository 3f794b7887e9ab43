import { Maths } from "../../components/maths.tsx";
import { formulaRows } from "./formula-rows.ts";

/** A formula in as many rows as the width needs, in em. */
export function BrokenFormula({ tex, width }: { tex: string; width: number }) {
  const [first, ...rows] = formulaRows(tex, width);
  return (
    <div className="broken-formula">
      <Maths display tex={first} />
      {rows.map((row, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a row is its place
        <div key={index} className="continued">
          <Maths display tex={row} />
        </div>
      ))}
    </div>
  );
}

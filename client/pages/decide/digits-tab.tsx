import { useMemo } from "react";
import { Link } from "wouter";
import { useSearch } from "wouter/use-browser-location";
import { CopyButton } from "../../components/copy-button.tsx";
import { CouldNotCompute } from "../../components/could-not-compute.tsx";
import { ScrollBox } from "../../components/scroll-box.tsx";
import { LinkMistakes } from "../../forms/mistake-list.tsx";
import { isShort } from "../calculator/decision.ts";
import { METHODS } from "../calculator/answer-table.tsx";
import { allDigits } from "../calculator/digits.ts";
import { useBestArm } from "../calculator/use-best-arm.ts";
import { abbreviated, scientific } from "../lecture/numbers.ts";
import { type DigitRow, digitRows, digitsCsv } from "./digit-rows.ts";
import { questionOf } from "./digits-question.ts";
import { searchOfTab } from "./tabs.ts";

/** Every number of the answer about the rows of the address, with all its digits. */
export function DigitsTab() {
  const search = useSearch();
  const { request, names, mistakes } = useMemo(() => questionOf(search), [search]);
  const { answered, failure, retry } = useBestArm(request);
  const isCurrent = answered?.request === request;
  return (
    <div className="calculator">
      <h1>All digits</h1>
      <p className="lead">
        Every number of the answer as the API gives it. Change the rows in{" "}
        <Link href={`/decide${searchOfTab("simple", search)}`}>Simple</Link> or{" "}
        <Link href={`/decide${searchOfTab("posteriors", search)}`}>Posteriors</Link>.
      </p>
      <LinkMistakes mistakes={mistakes} shown="Showing an example instead." />
      <CouldNotCompute what="the answer" failure={failure} retry={retry} />
      {isCurrent ? (
        <AllDigits answer={answered.answer} names={names} />
      ) : (
        failure === null && <output className="calculator-waiting muted">Computing…</output>
      )}
    </div>
  );
}

interface AllDigitsProps {
  answer: NonNullable<ReturnType<typeof useBestArm>["answered"]>["answer"];
  names: readonly string[];
}

function AllDigits({ answer, names }: AllDigitsProps) {
  const rows = digitRows(answer, names);
  return (
    <section aria-label="All digits">
      <p className="row no-print">
        <CopyButton text={() => digitsCsv(rows)} label="Copy as CSV" className="primary" />
        <CopyButton text={() => JSON.stringify(answer)} label="Copy as JSON" />
      </p>
      <ScrollBox label="Every number, variant by variant" className="table-scroll shows-more calculator-scroll">
        <table className="calculator-table decide-digits">
          <caption className="visually-hidden">Every number of the answer with its error bound and fraction</caption>
          <thead>
            <tr>
              <th scope="col">Variant</th>
              <th scope="col">Quantity</th>
              <th scope="col">Value</th>
              <th scope="col">Error bound</th>
              <th scope="col">Exact fraction</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <DigitsRow
                // oxlint-disable-next-line react/no-array-index-key -- two variants may have one name
                key={index}
                row={row}
                isFirst={index === 0 || rows[index - 1].variant !== row.variant}
              />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p className="small muted">
        Method: {METHODS[answer.method]}. An error bound is absolute and comes on top of rounding to the nearest double;
        quantiles have their probability to about 10⁻¹². The values of P(best) are not normalised: their sum minus 1 is{" "}
        {allDigits(answer.defect)}.
      </p>
    </section>
  );
}

function DigitsRow({ row, isFirst }: { row: DigitRow; isFirst: boolean }) {
  const { variant, quantity, value, errorBound, fraction } = row;
  return (
    <tr className={isFirst ? "decide-digits-first" : undefined}>
      <th scope="row">{isFirst ? variant : <span className="visually-hidden">{variant}</span>}</th>
      <td>{quantity}</td>
      <td className="number">{value === null ? "none" : allDigits(value)}</td>
      <td className="number">{errorBound === undefined ? "" : scientific(errorBound)}</td>
      <td>{fraction !== undefined && <Fraction fraction={fraction} of={`${quantity} of ${variant}`} />}</td>
    </tr>
  );
}

function Fraction({ fraction, of }: { fraction: string; of: string }) {
  if (isShort(fraction)) return <span className="number">{fraction}</span>;
  return (
    <span className="calculator-fraction">
      <span className="number">{abbreviated(fraction)}</span>{" "}
      <CopyButton text={fraction} label="Copy fraction" of={of} className="quiet compact" />
    </span>
  );
}

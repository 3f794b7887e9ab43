import { Link } from "wouter";
import { Maths } from "../../components/maths.tsx";
import { type FamilyKind, familyOf } from "./entries.ts";

/** Definitions of the numbers in the answer. */
export function MeaningSection({ family }: { family: FamilyKind }) {
  const { label, formula } = familyOf(family);
  return (
    <section aria-labelledby="meaning">
      <h2 id="meaning">Definitions</h2>
      <p>Each arm’s mean θ has an independent posterior with density f and distribution function F.</p>
      <dl className="calculator-meaning">
        <dt>{label} density</dt>
        <dd>
          <Maths display tex={formula} />
        </dd>
        <dt>P(best)</dt>
        <dd>
          <Maths display tex={String.raw`P(\theta_k = \max_j \theta_j) = \int f_k(x) \prod_{j \ne k} F_j(x)\, dx`} />
        </dd>
        <dt>Expected loss</dt>
        <dd>
          <Maths display tex={String.raw`E[\max_j \theta_j - \theta_k]`} />
        </dd>
        <dt>Error bound</dt>
        <dd>
          Largest possible error of the computed value, apart from rounding to double precision. 1 − x has the bound of
          x.
        </dd>
      </dl>
      <p>
        Thompson sampling plays an arm with exactly this P(best). The <Link href="/learn/lecture-2">lecture page</Link>{" "}
        derives the integral line by line for the first example.
      </p>
    </section>
  );
}

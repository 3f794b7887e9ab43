import { Link } from "wouter";
import { Maths } from "../../components/maths.tsx";
import { type FamilyKind, familyOf } from "./entries.ts";

/** What the numbers are, for those who want to know. */
export function MeaningSection({ family }: { family: FamilyKind }) {
  const { label, formula } = familyOf(family);
  return (
    <section aria-labelledby="meaning">
      <h2 id="meaning">What the numbers are</h2>
      <p>The arms’ means θ are believed to be independent, each with a density f and a distribution function F.</p>
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
        <dd>absolute, beyond the rounding of the value to the nearest double; that of 1 − x is that of x</dd>
      </dl>
      <p>
        Thompson sampling plays an arm with exactly this P(best). The <Link href="/lecture">lecture page</Link> works
        the integral out, line by line, for the example that this page opens on.
      </p>
    </section>
  );
}

import { Link } from "wouter";
import { PageForm } from "./page-form.tsx";

const example = `Variant, Conversions, Visitors
Current page, 120, 4000
Short form, 165, 4000
Video, 138, 4000`;

/** Opens a decision with pasted counts. */
export function DecideCard() {
  return (
    <PageForm action="/decide" className="card" aria-labelledby="decide">
      <h2 id="decide">Decide</h2>
      <p>Which variant wins, how sure is that, and can you stop? Paste the counts, the control first.</p>
      <label className="field start-rows">
        Variant, conversions, visitors
        <textarea name="rows" rows={5} required maxLength={4000} spellCheck={false} defaultValue={example} />
      </label>
      <button type="submit" className="primary">
        Get the verdict
      </button>
      <p className="small start-more">
        Posteriors instead of counts? Open <Link href="/decide?tab=posteriors">Posteriors</Link>.
      </p>
    </PageForm>
  );
}

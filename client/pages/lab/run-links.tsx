import { Link } from "wouter";

/** Where the run of the Lab goes on: to its own page, and beside other runs. */
export function RunLinks({ id }: { id: string }) {
  return (
    <p className="lab-run-links no-print">
      <Link href={`/runs/${id}`}>Page of this run</Link> ·{" "}
      <Link href={`/compare?runs=${id}`}>Compare with another run</Link>
    </p>
  );
}

interface RowPagesProps {
  /** What a row belongs to: "segment". */
  entry: string;
  first: number;
  size: number;
  count: number;
  /** The rows with a mistake. */
  wrong: readonly number[];
  onFirst: (first: number) => void;
}

/** The pages of a long table, with a link to mistakes on other pages. */
export function RowPages({ entry, first, size, count, wrong, onFirst }: RowPagesProps) {
  const last = Math.min(first + size, count);
  const elsewhere = wrong.find((row) => row < first || row >= last);
  return (
    <div className="row records-pages">
      <button type="button" className="compact" disabled={first === 0} onClick={() => onFirst(first - size)}>
        Previous
      </button>
      <output>
        {first + 1} to {last} of {count}
      </output>
      <button type="button" className="compact" disabled={last === count} onClick={() => onFirst(first + size)}>
        Next
      </button>
      {elsewhere !== undefined && (
        <span data-wrong="true">
          <button
            type="button"
            className="quiet compact error"
            onClick={() => onFirst(Math.floor(elsewhere / size) * size)}
          >
            Mistake at {entry} {elsewhere + 1}
          </button>
        </span>
      )}
    </div>
  );
}

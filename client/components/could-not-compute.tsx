interface CouldNotComputeProps {
  /** "the answer" */
  what: string;
  /** Why; null if nothing failed. */
  failure: string | null;
  retry: () => void;
}

/** Says why a worker's computation failed, with a button that tries again. */
export function CouldNotCompute({ what, failure, retry }: CouldNotComputeProps) {
  if (failure === null) return null;
  return (
    <div className="notice danger" role="alert">
      <p>
        Could not compute {what}: {failure}.
      </p>
      <button type="button" onClick={retry}>
        Try again
      </button>
    </div>
  );
}

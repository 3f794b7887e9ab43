import { useState } from "react";

/** The latest valid specification; `first` before there is one. */
export function useLastValid<Spec>(spec: Spec | undefined, first: Spec): Spec {
  const [last, setLast] = useState(spec ?? first);
  if (spec !== undefined && spec !== last) setLast(spec);
  return spec ?? last;
}

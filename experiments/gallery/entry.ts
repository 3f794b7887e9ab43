import type { SelectionRequestInput } from "../selection/request.ts";

/** A published experiment: what was asked, what was published, and the requests that answer it again. */
export interface GalleryEntry {
  id: string;
  title: string;
  source: string;
  question: string;
  answers: PublishedAnswer[];
}

/** One published probability and the request that computes it. */
export interface PublishedAnswer {
  label: string;
  /** The arm whose probability was published. */
  arm: string;
  /** As published: a fraction, or a formula in the policy's own symbol. */
  published: string;
  /** The working, in a sentence. */
  working: string;
  request: SelectionRequestInput;
}

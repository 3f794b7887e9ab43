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
  /** A fraction, or a formula in the policy's own symbol. */
  published: string;
  /** Where it comes from: the source of the entry, or algebra where the source stops short. */
  basis: "source" | "algebra";
  /** The working, in a sentence. */
  working: string;
  request: SelectionRequestInput;
}

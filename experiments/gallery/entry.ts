import type { SelectionRequestInput } from "../selection/request.ts";

/** A published experiment: its question, the published answers, and the requests that compute them again. */
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
  /** Its origin: the entry's source, or algebra where the source gives no answer. */
  basis: "source" | "algebra";
  /** The working, in a sentence. */
  working: string;
  request: SelectionRequestInput;
}

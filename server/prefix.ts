/** The merged replications 0 … replications − 1 of a simulation, as bytes that nobody changes. */
export interface Prefix {
  replications: number;
  bytes: Uint8Array;
}

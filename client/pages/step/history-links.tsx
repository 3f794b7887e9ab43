import { Link } from "wouter";
import { decideLink, lectureLink, type Pull } from "./history-addresses.ts";

/** Opens pulls in the lecture's page, which takes the history itself, and on Decide, which takes counts. */
export function HistoryLinks({ history, armCount }: { history: readonly Pull[]; armCount: number }) {
  return (
    <>
      <Link href={lectureLink(history, armCount)}>Open this history in Learn</Link>
      <Link href={decideLink(history, armCount)}>Open these counts in Decide</Link>
    </>
  );
}

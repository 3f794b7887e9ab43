import type { Request } from "express";

const LONGEST_WAIT_SECONDS = 60;

/** The seconds of `Prefer: wait=N` (RFC 7240), 0 without it. */
export function preferredWait(request: Request): number {
  const preferences = (request.get("prefer") ?? "").split(",").map((preference) => preference.split(";")[0].trim());
  const wait = preferences.map((preference) => /^wait\s*=\s*"?(\d+)"?$/i.exec(preference)?.[1]).find(Boolean);
  return Math.min(LONGEST_WAIT_SECONDS, Number(wait ?? 0));
}

/** The state of the server: unreachable, with another build than this page, or with the same one. */
export type ServerState = "away" | "updated" | "same";

const PATIENCE_MILLISECONDS = 5000;

/** Fetches the page's own address past every cache, and compares the build. */
export async function serverState(): Promise<ServerState> {
  try {
    const response = await fetch(location.pathname, {
      headers: { Accept: "text/html" },
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    });
    // A proxy may answer for a server that is down.
    if (response.status >= 500) return "away";
    return isOtherBuild(await response.text()) ? "updated" : "same";
  } catch {
    return "away";
  }
}

/** The name of a program contains a hash of its content. */
function isOtherBuild(html: string): boolean {
  const program = document.querySelector<HTMLScriptElement>("script[type=module][src]")?.getAttribute("src");
  return typeof program === "string" && !html.includes(program);
}

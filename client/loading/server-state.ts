/** What the server has to say about this page: nothing, a build other than the one that is open, or the same. */
export type ServerState = "away" | "updated" | "same";

const PATIENCE_MILLISECONDS = 5000;

/** Asks for the page's own address, past every cache. */
export async function serverState(): Promise<ServerState> {
  try {
    const response = await fetch(location.pathname, {
      headers: { Accept: "text/html" },
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    });
    // A proxy may answer for a server that is away.
    if (response.status >= 500) return "away";
    return isOtherBuild(await response.text()) ? "updated" : "same";
  } catch {
    return "away";
  }
}

/** Programs are named after their content. */
function isOtherBuild(html: string): boolean {
  const program = document.querySelector<HTMLScriptElement>("script[type=module][src]")?.getAttribute("src");
  return typeof program === "string" && !html.includes(program);
}

/** Fetches every style sheet of the document that failed to load once more. */
export function refetchStyles(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")) {
    // A program waits for the style sheets above it: one that is missing now has failed.
    if (hasRules(link.sheet)) continue;
    const again = link.cloneNode() as HTMLLinkElement;
    const address = new URL(link.href);
    address.searchParams.set("again", "");
    again.href = address.href;
    link.replaceWith(again);
  }
}

/** In Chromium a style sheet that failed to load exists, too: empty, or unreadable. */
function hasRules(sheet: CSSStyleSheet | null): boolean {
  try {
    return sheet !== null && sheet.cssRules.length > 0;
  } catch {
    return false;
  }
}

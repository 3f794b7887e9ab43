/** Asks once more for every style sheet of the document that did not come. */
export function refetchStyles(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")) {
    // A program waits for the style sheets above it: one that is not here by now has failed.
    if (hasRules(link.sheet)) continue;
    const again = link.cloneNode() as HTMLLinkElement;
    const address = new URL(link.href);
    address.searchParams.set("again", "");
    again.href = address.href;
    link.replaceWith(again);
  }
}

/** Chromium gives a style sheet that did not come too: an empty one, or one that nobody may look into. */
function hasRules(sheet: CSSStyleSheet | null): boolean {
  try {
    return sheet !== null && sheet.cssRules.length > 0;
  } catch {
    return false;
  }
}

import { moved, movedFields, type PageHead } from "../page-table.ts";

/** Shows a page's title and description, as the server's HTML of its address has them. */
export function showHead({ title, description }: PageHead): void {
  document.title = title;
  document.querySelector('meta[name="description"]')?.setAttribute("content", description);
}

/** Replaces an address that has moved, before a page is shown. Query and fragment stay. */
export function leaveMovedAddress(): void {
  const { pathname, search, hash } = location;
  const old = pathname.toLowerCase().replace(/\/$/, "");
  const query = [movedFields[old], search.slice(1)].filter(Boolean).join("&");
  if (moved[old]) history.replaceState(history.state, "", moved[old] + (query && `?${query}`) + hash);
}

/** Stands in the built HTML wherever an address needs its server: the server puts its own origin there. */
export const ORIGIN_PLACEHOLDER = "https://bandit-lab.invalid";

/** The origin in the HTML that opened the page. While the HTML is being built, that is the placeholder. */
export function originInHtml(): string {
  if (typeof document === "undefined") return ORIGIN_PLACEHOLDER;
  const image = document.querySelector<HTMLMetaElement>('meta[property="og:image"]');
  return image ? new URL(image.content, location.href).origin : location.origin;
}

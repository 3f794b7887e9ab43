import fontUrl from "../../fonts/arimo.ttf?url";

/** The font that figures are measured and drawn with: as wide as Arial and Helvetica, letter by letter. */
export const FONT = "Arimo";

/** What an SVG asks for: one of them is on every computer, and none is wider or narrower. */
export const FONTS_OF_SVG = "Arial, Helvetica, Arimo, Liberation Sans, sans-serif";

let loading: Promise<ArrayBuffer> | undefined;

/** Fetches the font once, and makes it known to the page's canvases. */
export function loadFont(): Promise<ArrayBuffer> {
  loading ??= fetchFont().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function fetchFont(): Promise<ArrayBuffer> {
  const response = await fetch(fontUrl);
  if (!response.ok) throw new Error(`${fontUrl}: status ${response.status}`);
  const bytes = await response.arrayBuffer();
  document.fonts.add(await new FontFace(FONT, bytes.slice(0)).load());
  return bytes;
}

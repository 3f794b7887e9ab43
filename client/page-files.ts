import type { Plugin } from "vite";
import { runAtBuild } from "./build/compute-at-build.ts";
import { ORIGIN_PLACEHOLDER } from "./origin-in-html.ts";
import { moved, noPage, type PageHead, pageTable } from "./page-table.ts";
import { PICTURE_SIZE, pictures } from "./build/page-pictures.ts";

/** A page of the server: a pattern of addresses, and the file of its HTML in the dashboard's folder. */
export interface PageFile {
  path: string;
  file: string;
}

/** "/things/:id" has the file "things-id.html", and "/" has "index.html". */
const fileOf = (path: string) => `${path.replaceAll(/[^\w-]+/g, "-").replace(/^-/, "") || "index"}.html`;

/** The files of all pages, with old addresses beside the new ones. */
export const pageFiles: readonly PageFile[] = [
  ...pageTable.map(({ path }) => ({ path, file: fileOf(path) })),
  ...Object.entries(moved).map(([path, now]) => ({ path, file: fileOf(now) })),
];

/** The file of a page's picture for link previews. */
export const pictureOf = (path: string) => `previews/${fileOf(path).replace(/html$/, "png")}`;

/** The index with the title, the description and the link preview of a page. */
export function withHead(index: string, { title, description }: PageHead, picture: string): string {
  const [own, about] = [escaped(title), escaped(description)];
  const head = [
    `<title>${own}</title>`,
    `<meta name="description" content="${about}" />`,
    `<meta property="og:title" content="${own}" />`,
    `<meta property="og:description" content="${about}" />`,
    '<meta property="og:site_name" content="Bandit Lab" />',
    '<meta property="og:type" content="website" />',
    // Previews need whole addresses.
    `<meta property="og:image" content="${ORIGIN_PLACEHOLDER}/${picture}" />`,
    `<meta property="og:image:width" content="${PICTURE_SIZE.width}" />`,
    `<meta property="og:image:height" content="${PICTURE_SIZE.height}" />`,
    `<meta property="og:image:alt" content="${own}" />`,
    '<meta name="twitter:card" content="summary_large_image" />',
  ].join("\n    ");
  const page = index.replace(/<title>[^<]*<\/title>/, () => head);
  if (page === index) throw new Error("index.html has no title to replace.");
  return page;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** Shown beside a page's content if its program is late; the program removes it. */
const notStarted = `<p class="notice warning not-started beside no-print" role="status">
      The page’s code has not started, so nothing on it can be changed yet. <a href="">Reload the page</a> if it stays so.
    </p>`;

/** The HTML of a page with its content in it, in place of what is shown when the program does not start. */
export function withContent(html: string, content: string): string {
  const page = html.replace(
    /<div id="root">[^]*<\/div>(?=\s*(<script|<\/body>))/,
    () => `<div id="root">${content}</div>\n    ${notStarted}`,
  );
  if (page === html) throw new Error("index.html has no root to fill.");
  return page;
}

/**
 * Writes the HTML and the picture of every page, `not-found.html` for all other addresses, and `pages.json`, by which the
 * server finds them. The HTML of `/` has its content, for readers without its program.
 *
 * @param define the build's constants
 */
export const writePages = (define: Record<string, string>): Plugin => ({
  name: "write-pages",
  apply: "build",
  generateBundle: {
    order: "post",
    async handler(_, bundle) {
      const index = bundle["index.html"];
      if (index?.type !== "asset") throw new Error("The build has no index.html.");
      const html = String(index.source);
      const emit = (fileName: string, source: string | Uint8Array) =>
        this.emitFile({ type: "asset", fileName, source });
      for (const page of pageTable) {
        const own = withHead(html, page, pictureOf(page.path));
        if (page.path === "/") index.source = withContent(own, await startContent(define));
        else emit(fileOf(page.path), own);
      }
      emit("not-found.html", withHead(html, noPage, pictureOf("/")));
      emit("pages.json", JSON.stringify(pageFiles));
      for (const { path, png } of await pictures(pageTable)) emit(pictureOf(path), png);
    },
  },
});

async function startContent(define: Record<string, string>): Promise<string> {
  return (await runAtBuild<{ startContent: string }>("prerender.tsx", define)).startContent;
}

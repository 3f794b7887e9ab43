import type { Plugin } from "vite";
import { moved, noPage, type PageHead, pageTable } from "./page-table.ts";

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

/** The index with the title, the description and the link preview of a page. */
export function withHead(index: string, { title, description }: PageHead): string {
  const [own, about] = [escaped(title), escaped(description)];
  const head = [
    `<title>${own}</title>`,
    `<meta name="description" content="${about}" />`,
    `<meta property="og:title" content="${own}" />`,
    `<meta property="og:description" content="${about}" />`,
    '<meta property="og:site_name" content="Bandit Lab" />',
    '<meta property="og:type" content="website" />',
  ].join("\n    ");
  const page = index.replace(/<title>[^<]*<\/title>/, () => head);
  if (page === index) throw new Error("index.html has no title to replace.");
  return page;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** Writes the HTML of every page, of `not-found.html` for all other addresses, and `pages.json`, by which the server finds them. */
export const writePages: Plugin = {
  name: "write-pages",
  apply: "build",
  generateBundle: {
    order: "post",
    handler(_, bundle) {
      const index = bundle["index.html"];
      if (index?.type !== "asset") throw new Error("The build has no index.html.");
      const html = String(index.source);
      const emit = (fileName: string, source: string) => this.emitFile({ type: "asset", fileName, source });
      for (const page of pageTable) {
        const own = withHead(html, page);
        if (page.path === "/") index.source = own;
        else emit(fileOf(page.path), own);
      }
      emit("not-found.html", withHead(html, noPage));
      emit("pages.json", JSON.stringify(pageFiles));
    },
  },
};

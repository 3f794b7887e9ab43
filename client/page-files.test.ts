import { expect, test } from "vitest";
import { pageFiles, withContent, withHead } from "./page-files.ts";
import { moved, noPage, pageTable } from "./page-table.ts";

test("every page and every old address has a file", () => {
  const files = Object.fromEntries(pageFiles.map(({ path, file }) => [path, file]));
  expect(Object.keys(files)).toEqual([...pageTable.map(({ path }) => path), ...Object.keys(moved)]);
  expect([files["/"], files["/learn/lecture-2"], files["/lecture"]]).toEqual([
    "index.html",
    "learn-lecture-2.html",
    "learn-lecture-2.html",
  ]);
});

test("no two pages share a file or a title, and every title and description fits a search result", () => {
  const files = new Set(pageFiles.map(({ file }) => file));
  expect(files.size).toBe(pageTable.length);
  const heads = [...pageTable, noPage];
  expect(new Set(heads.map(({ title }) => title)).size).toBe(heads.length);
  for (const { title, description } of heads) {
    expect(title.length).toBeLessThanOrEqual(60);
    expect(description.length).toBeLessThanOrEqual(160);
  }
});

test("a title is text in the HTML, whatever its characters", () => {
  const html = withHead(
    "<head><title>Bandit Lab</title></head>",
    { title: 'a < b & "c" $& $1', description: '"' },
    "a.png",
  );
  expect(html).toContain("<title>a &lt; b &amp; &quot;c&quot; $&amp; $1</title>");
  expect(html).toContain('<meta property="og:title" content="a &lt; b &amp; &quot;c&quot; $&amp; $1" />');
  expect(html).toContain('<meta name="description" content="&quot;" />');
  expect(() => withHead("<head></head>", noPage, "a.png")).toThrow("no title");
});

test("the content of a page stands in its root, whatever its characters", () => {
  const index = '<body>\n<div id="root">\n<div>slow</div>\n</div>\n<script type="module"></script></body>';
  const page = withContent(index, "<main>$&</main>");
  expect(page).toMatch(/^<body>\n<div id="root"><main>\$&<\/main><\/div>/);
  expect(page).toMatch(/<\/p>\n<script type="module"><\/script><\/body>$/);
  expect(page).not.toContain("slow");
  expect(() => withContent("<body></body>", "")).toThrow("no root");
});

import { Link } from "wouter";
import { pageTable } from "../page-table.ts";

/** An address without a page. */
export function NotFoundPage() {
  return (
    <>
      <h1>Page not found</h1>
      <p className="lead">There is no page at this address. It may be misspelt, or the page has moved.</p>
      <ul>
        <li>
          <Link href="/">Start page</Link>
        </li>
        {pageTable.map((page) =>
          "inHeader" in page ? (
            <li key={page.path}>
              <Link href={page.path}>{page.name}</Link>: {page.description}
            </li>
          ) : null,
        )}
      </ul>
    </>
  );
}

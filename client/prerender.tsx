import { prerender } from "react-dom/static";
import { Router } from "wouter";
import { App } from "./app.tsx";

/** The HTML of a page's content with its frame, as its program shows it first, with the parts that are fetched later. */
async function contentOf(path: string): Promise<string> {
  const app = (
    <Router ssrPath={path} ssrSearch="">
      <App />
    </Router>
  );
  const errors: unknown[] = [];
  const { prelude } = await prerender(app, {
    onError: (error) => void errors.push(error),
    // A part is not left to a script inside the HTML, which the content security policy forbids.
    progressiveChunkSize: Infinity,
  });
  if (errors.length > 0) throw errors[0];
  return await new Response(prelude).text();
}

export const startContent = await contentOf("/");

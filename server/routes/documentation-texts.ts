/** The reference page around Swagger UI: its HTML, and our styles and scripts. */
export const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>API reference · Bandit Lab</title>
    <meta name="description" content="Every operation of Bandit Lab's REST API: parameters, answers, errors, and a form to try each." />
    <meta name="color-scheme" content="light dark" />
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
    <link rel="stylesheet" href="/api/docs/page.css" />
    <script src="/api/docs/colours.js"></script>
    <link rel="icon" href="/api/docs/favicon-32x32.png" type="image/png" />
  </head>
  <body>
    <header class="site-header">
      <a href="/"><strong>Bandit Lab</strong></a>
      <nav aria-label="Pages"><a href="/learn">Learn</a> <a href="/lab">Lab</a> <a href="/decide">Decide</a></nav>
    </header>
    <div id="swagger-ui"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;

/** Sets the class of Swagger UI's dark colours before the page is shown, as the dashboard's theme or the system says. */
const COLOURS = `const dark = matchMedia("(prefers-color-scheme: dark)");
const chosen = () => { try { return localStorage.getItem("bandit-lab:theme"); } catch { return null; } };
const show = () => {
  const theme = chosen() ?? (dark.matches ? "dark" : "light");
  document.documentElement.classList.toggle("dark-mode", theme === "dark");
  document.documentElement.style.colorScheme = theme;
};
dark.addEventListener("change", show);
addEventListener("storage", show);
show();
`;

/**
 * The dashboard's colours and font, since many of Swagger UI's texts are too pale to read; what fits narrow screens; and
 * paper. Swagger UI's rules are specific, so ours are important. The choice of servers is hidden: there is one.
 */
const STYLE = `:root {
  --background: light-dark(#ffffff, #14171c);
  --surface: light-dark(#f5f7fa, #1c2129);
  --border: light-dark(#7c8797, #76828f);
  --text: light-dark(#1a1f27, #e8ebf0);
  --accent: light-dark(#005f94, #6cb8ee);
  --on-accent: light-dark(#ffffff, #0c1a24);
  --danger: light-dark(#a8320a, #ff9d7a);
  --font: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif;
}
html { background: var(--background); }
body { margin: 0; color: var(--text); font-family: var(--font); }
:focus-visible { outline: 3px solid var(--accent) !important; outline-offset: 2px; }
.site-header {
  display: flex; flex-wrap: wrap; align-items: center; gap: 0 1.5rem; min-height: 3rem;
  padding-inline: clamp(1rem, 4vw, 2.5rem); border-bottom: 1px solid var(--border); background: var(--surface);
}
.site-header nav { display: flex; gap: 1.25rem; }
.site-header a { padding-block: 0.6rem; color: var(--text); text-decoration: none; }
.site-header a:hover { text-decoration: underline; }

.swagger-ui, .swagger-ui :not(code, pre, pre *, textarea, .opblock-summary-path, .opblock-summary-path *) {
  font-family: var(--font) !important;
}
.swagger-ui :not(.microlight, .microlight *) { color: var(--text) !important; }
.swagger-ui :is(a, a *, .expand-operation, .tablinks) { color: var(--accent) !important; }
.swagger-ui :is(.required, .parameter__name.required)::after, .swagger-ui .errors-wrapper { color: var(--danger) !important; }
.swagger-ui :is(.opblock-summary-method, .version, .version *, .btn.execute) {
  border-color: var(--accent) !important; background: var(--accent) !important; color: var(--on-accent) !important;
  text-shadow: none !important;
}
.swagger-ui :is(.opblock-delete .opblock-summary-method) { background: var(--danger) !important; }
.swagger-ui :is(.parameter__deprecated, .parameter__in, .prop-format, .response-col_links, .opblock *) { opacity: 1 !important; }
.swagger-ui :is(input, select, textarea, .btn:not(.execute), .download-contents, .json-schema-2020-12-expand-deep-button) {
  background-color: var(--background) !important;
}
.swagger-ui .microlight, .swagger-ui .highlight-code { background: #1c2129 !important; }
.swagger-ui .microlight * { color: #e8ebf0 !important; }
.swagger-ui :is(.scheme-container, .response-col_links) { display: none; }
.swagger-ui .response-col_status { width: 4rem; }
.swagger-ui :is(.response-col_description, .parameters-col_description) { overflow-wrap: anywhere; }
.swagger-ui pre { overflow-x: auto; }
.swagger-ui .opblock-summary .view-line-link { width: 24px !important; margin: 0 5px !important; }
.swagger-ui .view-line-link button { width: 24px !important; height: 24px !important; }
@media (max-width: 640px) {
  .swagger-ui .wrapper { padding: 0 10px; }
  .swagger-ui :is(.parameters, .responses-table, .headers) { table-layout: fixed; }
  .swagger-ui :is(select, input) { max-width: 100%; min-width: 0; }
}
@media (prefers-reduced-motion: reduce) {
  .swagger-ui * { transition: none !important; animation: none !important; }
}
@media print {
  :root, html { color-scheme: light !important; }
  .site-header, .swagger-ui :is(.copy-to-clipboard, .opblock-control-arrow, .expand-operation, .try-out, .models) {
    display: none !important;
  }
  .swagger-ui .opblock { break-inside: avoid; margin-bottom: 4px; }
  .swagger-ui .opblock-summary-control { text-align: left; }
}
`;

/**
 * Starts Swagger UI, and repairs what it does not say. An operation's path is a link inside the button that opens the
 * operation: it becomes text, and the button still puts the operation into the address. Headings skip a level; fields and
 * lists of choices have no name; boxes that scroll cannot be reached by keyboard.
 */
const START = `const plainPaths = (system) => ({
  wrapComponents: {
    DeepLink: () => ({ text }) => system.React.createElement("span", { className: "nostyle" }, text),
  },
});
const repairs = {
  "h3, h4, h5": ({ localName }) => ({ role: "heading", "aria-level": String(localName[1] - 1) }),
  ".information-container": () => ({ role: "region", "aria-label": "About the API" }),
  "textarea.body-param__text": () => ({ "aria-label": "Request body" }),
  "tr[data-param-name] :is(select, input, textarea)": (field) => ({
    "aria-label": field.closest("tr").dataset.paramName,
  }),
  "select:not(tr[data-param-name] select):not([id])": () => ({ "aria-label": "Choice" }),
  "pre.microlight, .table-container, .model-box": () => ({ tabindex: "0" }),
};
const page = document.getElementById("swagger-ui");
const repair = () => {
  for (const [selector, attributes] of Object.entries(repairs)) {
    for (const element of page.querySelectorAll(selector)) {
      for (const [name, value] of Object.entries(attributes(element)))
        if (element.getAttribute(name) !== value) element.setAttribute(name, value);
    }
  }
};
new MutationObserver(repair).observe(page, { childList: true, subtree: true });
SwaggerUIBundle({
  url: "/api/v1/openapi.json", dom_id: "#swagger-ui", deepLinking: true, validatorUrl: null, plugins: [plainPaths],
});
`;

/** The files of ours that the page needs. */
export const TEXTS = {
  "colours.js": { type: "text/javascript", text: COLOURS },
  "page.css": { type: "text/css", text: STYLE },
  "start.js": { type: "text/javascript", text: START },
};

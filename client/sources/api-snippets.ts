/** A question of the API. */
export interface Question {
  path: string;
  /** Names of the arms to print, where the answer has their indices. */
  armNames?: readonly string[];
}

/** The request as a shell command. */
export function curlSnippet(origin: string, { path }: Question, request: object): string {
  return `curl -s ${origin}${path} \\
  -H 'Content-Type: application/json' \\
  -d '${pretty(request, "  ")}'`;
}

/** The request in TypeScript, by `fetch` alone. */
export function typescriptSnippet(origin: string, { path, armNames }: Question, request: object): string {
  return `const response = await fetch("${origin}${path}", {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(${pretty(request, "  ")}),
});
const { method, probabilities } = await response.json();
${armNames ? `const names = ${spaced(armNames)};\n` : ""}for (const { arm, value, fraction } of probabilities) console.log(${armNames ? "names[arm]" : "arm"}, fraction ?? value, method);`;
}

/** The request in Python, by the standard library alone. */
export function pythonSnippet(origin: string, { path, armNames }: Question, request: object): string {
  return `import json
from urllib.request import Request, urlopen

body = r'''${pretty(request, "")}'''
request = Request("${origin}${path}", body.encode(), {"Content-Type": "application/json"})
with urlopen(request) as response:
    answer = json.load(response)
${armNames ? `names = ${spaced(armNames)}\n` : ""}for arm in answer["probabilities"]:
    print(${armNames ? 'names[arm["arm"]]' : 'arm["arm"]'}, arm.get("fraction", arm["value"]), answer["method"])`;
}

export function rSnippet(origin: string, { path, armNames }: Question, request: object): string {
  return `library(httr2)

body <- r"(${pretty(request, "")})"
answer <- request("${origin}${path}") |>
  req_body_raw(body, "application/json") |>
  req_perform() |>
  resp_body_json()
${armNames ? `names <- c(${armNames.map(quoted).join(", ")})\n` : ""}for (arm in answer$probabilities) {
  cat(${armNames ? "names[arm$arm + 1]" : "arm$arm"}, if (is.null(arm$fraction)) arm$value else arm$fraction, answer$method, "\\n")
}`;
}

/** JSON with one line for each field and each entry of a list of objects, as people write it. */
export function pretty(request: object, indent: string): string {
  const fields = Object.entries(request).map(([name, value]) => {
    const long = Array.isArray(value) && typeof value[0] === "object";
    const text = long
      ? `[\n${value.map((item) => `${indent}    ${spaced(item)}`).join(",\n")}\n${indent}  ]`
      : spaced(value);
    return `${indent}  "${name}": ${text}`;
  });
  return `{\n${fields.join(",\n")}\n${indent}}`;
}

/** JSON on one line, with a space after commas and colons and inside braces. */
function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(", ")}]`;
  if (typeof value === "string") return quoted(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}: ${spaced(field)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}

/** A JSON string without the characters that end a text in a shell, in Python or in R. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(/[')]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
}

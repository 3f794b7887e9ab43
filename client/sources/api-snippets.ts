/** A question of the API. */
export interface Question {
  path: string;
  /** Names of the arms to print, where the answer has their indices. */
  armNames?: readonly string[];
  /** What the snippets print of the answer; by default the probability of every arm. */
  printed?: Printed;
}

/** A line for each entry of a list. */
interface Printed {
  /** The list, and the name of an entry. */
  list: string;
  entry: string;
  /** Fields of an entry; of several names, the first that is there. The field `arm` may be an index. */
  fields: readonly (readonly string[])[];
  /** Fields of the whole answer, printed behind those of every entry. */
  whole: readonly string[];
}

const probabilities: Printed = {
  list: "probabilities",
  entry: "arm",
  fields: [["arm"], ["fraction", "value"]],
  whole: ["method"],
};

/** The code of a question in every language, by the language's name. */
export function snippetsOf(origin: string, question: Question, request: object): Record<string, string> {
  return {
    curl: curlSnippet(origin, question, request),
    TypeScript: typescriptSnippet(origin, question, request),
    Python: pythonSnippet(origin, question, request),
    R: rSnippet(origin, question, request),
  };
}

/** The request as a shell command. */
export function curlSnippet(origin: string, { path }: Question, request: object): string {
  return `curl -s ${origin}${path} \\
  -H 'Content-Type: application/json' \\
  -d '${pretty(request, "  ")}'`;
}

/** The request in TypeScript, by `fetch` alone. Joined, because `console.log` formats a first text with % in it. */
export function typescriptSnippet(origin: string, question: Question, request: object): string {
  const { list, fields, whole } = printedOf(question);
  const names = namesLine(question, (written) => `const names = [${written}];`);
  const cells = fields.map((alternatives) => namedArm(question, alternatives.join(" ?? "), (arm) => `names[${arm}]`));
  return `const response = await fetch("${origin}${question.path}", {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(${pretty(request, "  ")}),
});
if (!response.ok) throw new Error(await response.text());
const { ${[...whole, list].join(", ")} } = await response.json();
${names}for (const { ${fields.flat().join(", ")} } of ${list}) {
  console.log([${[...cells, ...whole].join(", ")}].join(" "));
}`;
}

/** The request in Python, by the standard library alone. */
export function pythonSnippet(origin: string, question: Question, request: object): string {
  const { list, entry, fields, whole } = printedOf(question);
  const names = namesLine(question, (written) => `names = [${written}]`);
  const cells = fields.map(([name, otherwise]) =>
    otherwise === undefined
      ? namedArm(question, `${entry}["${name}"]`, (arm) => `names[${arm}]`)
      : `${entry}.get("${name}", ${entry}["${otherwise}"])`,
  );
  return `import json
from urllib.request import Request, urlopen

body = r'''${pretty(request, "")}'''
request = Request("${origin}${question.path}", body.encode(), {"Content-Type": "application/json"})
with urlopen(request) as response:
    answer = json.load(response)
${names}for ${entry} in answer["${list}"]:
    print(${[...cells, ...whole.map((name) => `answer["${name}"]`)].join(", ")})`;
}

/** The request in R, by httr2, which reads JSON by jsonlite. */
export function rSnippet(origin: string, question: Question, request: object): string {
  const { list, entry, fields, whole } = printedOf(question);
  const names = namesLine(question, (written) => `names <- c(${written})`);
  const cells = fields.map(([name, otherwise]) =>
    otherwise === undefined
      ? namedArm(question, `${entry}$${name}`, (arm) => `names[${arm} + 1]`)
      : `if (is.null(${entry}$${name})) ${entry}$${otherwise} else ${entry}$${name}`,
  );
  return `# install.packages(c("httr2", "jsonlite"))
library(httr2)
options(digits = 15)

body <- r"(${pretty(request, "")})"
answer <- request("${origin}${question.path}") |>
  req_body_raw(body, "application/json") |>
  req_perform() |>
  resp_body_json()
${names}for (${entry} in answer$${list}) {
  cat(${[...cells, ...whole.map((name) => `answer$${name}`)].join(", ")}, "\\n")
}`;
}

function printedOf({ printed = probabilities }: Question): Printed {
  return printed;
}

/** The line that lists the names of the arms, if the question has any. */
function namesLine({ armNames }: Question, line: (written: string) => string): string {
  return armNames ? `${line(armNames.map(quoted).join(", "))}\n` : "";
}

/** The expression for an arm's name in place of its index. */
function namedArm({ armNames }: Question, expression: string, name: (arm: string) => string): string {
  return armNames && /\barm("\])?$/.test(expression) ? name(expression) : expression;
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

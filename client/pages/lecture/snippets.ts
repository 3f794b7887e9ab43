import type { SelectionRequestInput } from "../../../experiments/selection/request.ts";

const PATH = "/api/v1/selection-probabilities";

/** The request as a shell command. */
export function curlSnippet(origin: string, request: SelectionRequestInput): string {
  return `curl -s ${origin}${PATH} \\
  -H 'Content-Type: application/json' \\
  -d '${pretty(request, "  ")}'`;
}

/** The same answer from the library, without a server. */
export function typescriptSnippet(request: SelectionRequestInput): string {
  return `import { selectionProbabilities } from "bandit-lab";

const { method, probabilities } = selectionProbabilities(${pretty(request, "")});
for (const { arm, value, fraction } of probabilities) console.log(arm, fraction ?? value, method);`;
}

/** Python's standard library is enough. */
export function pythonSnippet(origin: string, request: SelectionRequestInput): string {
  return `import json
from urllib.request import Request, urlopen

body = r'''${pretty(request, "")}'''
request = Request("${origin}${PATH}", body.encode(), {"Content-Type": "application/json"})
with urlopen(request) as response:
    answer = json.load(response)
for arm in answer["probabilities"]:
    print(arm["arm"], arm.get("fraction", arm["value"]), answer["method"])`;
}

export function rSnippet(origin: string, request: SelectionRequestInput): string {
  return `library(httr2)

body <- r"(${pretty(request, "")})"
answer <- request("${origin}${PATH}") |>
  req_body_raw(body, "application/json") |>
  req_perform() |>
  resp_body_json()
for (arm in answer$probabilities) {
  cat(arm$arm, if (is.null(arm$fraction)) arm$value else arm$fraction, answer$method, "\\n")
}`;
}

/** JSON with one line for each field and each pull, as people write it. */
function pretty(request: SelectionRequestInput, indent: string): string {
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
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}: ${spaced(field)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}

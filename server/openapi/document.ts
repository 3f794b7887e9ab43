import { STATUS_CODES } from "node:http";
import * as z from "zod";
import { InvalidInput } from "../../experiments/mistakes/mistakes.ts";
import { invalidInputProblem, type Problem } from "../../experiments/mistakes/problem.ts";
import { selectionProbabilities } from "../../experiments/selection/selection-probabilities.ts";
import { packageVersion } from "../engine.ts";
import { headers, parameters, problems, reference, schemas } from "./components.ts";
import { lectureRequest } from "./examples.ts";
import type { Answer, Json, Operation } from "./operation.ts";
import { paths } from "./paths.ts";

const TAG_HEADERS: (keyof typeof headers)[] = ["ETag", "Cache-Control"];
/** Statuses of problems that every request may get. */
const COMMON_PROBLEMS = [400, 405, 406, 408, 431];

/** The OpenAPI 3.1 document, made from the schemas that parse requests. */
export function openApiDocument(): Json {
  // As of a request, where fields with a default may be left out; answers always have them.
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const { schemas: made } = z.toJSONSchema(registry, { io: "input", uri: (id) => `#/components/schemas/${id}` });
  return {
    openapi: "3.1.0",
    info: {
      title: "Bandit Lab",
      version: packageVersion,
      summary: "Multi-armed bandits: exact selection probabilities, best arms and regret, and reproducible simulation.",
      description:
        "How likely is each arm to be played next (`/selection-probabilities`)? How likely is each arm to be the best, and what does choosing another cost (`/best-arm-probabilities`)? How much regret does a policy collect, exactly (`/expected-regret`) and by simulation (`/simulations`, and `/sweeps` over several values of a parameter)?",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    tags: TAG_ORDER.map((name) => ({ name })),
    paths: Object.fromEntries(
      Object.entries(paths).map(([path, methods]) => [
        path,
        Object.fromEntries(
          Object.entries(methods).map(([method, operation]) => [
            method,
            { tags: [tagOf(path)], ...describe(operation) },
          ]),
        ),
      ]),
    ),
    components: {
      schemas: Object.fromEntries(Object.entries(made).map(([id, schema]) => [id, withoutAddress(schema)])),
      parameters,
      headers,
      responses: Object.fromEntries(Object.keys(problems).map((code) => [`Problem${code}`, problem(Number(code))])),
    },
  };
}

/** The group of an operation, by the first part of its path. */
function tagOf(path: string): string {
  const [, part = ""] = /^\/api\/v1\/([a-z-]+)$|^\/api\/v1\/([a-z-]+)\//.exec(path)?.filter(Boolean) ?? [];
  return TAGS[part] ?? "Service";
}

const TAG_ORDER = ["Exact answers", "Simulations", "Catalogues", "Service"];
const TAGS: Record<string, string> = {
  "selection-probabilities": "Exact answers",
  "best-arm-probabilities": "Exact answers",
  "expected-regret": "Exact answers",
  simulations: "Simulations",
  sweeps: "Simulations",
  policies: "Catalogues",
  bandits: "Catalogues",
  gallery: "Catalogues",
};

function describe({ parameters: own = [], request, answers, problems: ownProblems = [], ...words }: Operation): Json {
  const isTagged = Object.values(answers).some((answer) => answer.isTagged);
  const names = isTagged ? [...own, "ifNoneMatch"] : own;
  return {
    ...words,
    ...(names.length > 0 && { parameters: names.map((name) => ({ $ref: `#/components/parameters/${name}` })) }),
    ...(request && {
      requestBody: {
        required: true,
        content: { "application/json": { schema: reference(request.schema), examples: request.examples } },
      },
    }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([code, answer]) => [code, describeAnswer(answer)])),
      ...(isTagged && {
        304: { description: "The client has this version already.", headers: headersOf(TAG_HEADERS) },
      }),
      ...Object.fromEntries(
        [...ownProblems, ...COMMON_PROBLEMS].map((code) => [code, { $ref: `#/components/responses/Problem${code}` }]),
      ),
    },
  };
}

function describeAnswer({ description, schema, types = ["application/json"], examples, ...answer }: Answer): Json {
  const names = [...(answer.headers ?? []), ...(answer.isTagged ? TAG_HEADERS : [])];
  const content = types.map((type) => [
    type,
    type === "text/csv"
      ? { schema: { type: "string" } }
      : { schema: bodyOf(schema), ...(examples && { examples: examples() }) },
  ]);
  return {
    description,
    ...(names.length > 0 && { headers: headersOf(names) }),
    content: Object.fromEntries(content) as Json,
  };
}

function bodyOf(schema: Answer["schema"]): Json {
  if (Array.isArray(schema)) return { anyOf: schema.map(reference) };
  return typeof schema === "string" ? reference(schema) : schema;
}

function headersOf(names: (keyof typeof headers)[]): Json {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function problem(status: number): Json {
  const { description, headers: names } = problems[status];
  const example = status === 422 ? mistakenProblem() : { type: "about:blank", title: STATUS_CODES[status], status };
  return {
    description,
    ...(names && { headers: headersOf(names) }),
    content: { "application/problem+json": { schema: reference("Problem"), example } },
  };
}

/** The problem of a real mistake, as an example. */
function mistakenProblem(): Problem {
  try {
    selectionProbabilities({ ...lectureRequest, policy: { kind: "epsilon-greedy", epsilon: 2 } });
  } catch (error) {
    if (error instanceof InvalidInput) return invalidInputProblem(error.mistakes);
  }
  throw new Error("an exploration probability of 2 was accepted");
}

/** Removes `$id` and `$schema`: inside this document a schema is identified by its place. */
function withoutAddress({ $id: _id, $schema: _schema, ...schema }: Json): Json {
  return schema;
}

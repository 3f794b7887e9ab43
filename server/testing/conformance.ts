import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";

/** A request that was answered, and its answer, as far as a contract speaks of them. */
export interface Exchange {
  method: string;
  /** The path as it was sent, with its query. */
  target: string;
  status: number;
  /** By lower-case name. */
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

type Schema = Record<string, unknown>;
interface Reference {
  $ref?: string;
}
interface Header extends Reference {
  required?: boolean;
  schema: Schema;
}
interface Response extends Reference {
  headers?: Record<string, Header>;
  /** Any, if absent. */
  content?: Record<string, { schema?: Schema }>;
}
/** By status. */
type Responses = Record<string, Response>;
type Operations = Record<string, { responses: Responses }>;

/** As much of an OpenAPI 3.1 document as answers are held to. */
export interface Documented {
  paths: Record<string, Operations>;
  components: { responses: Responses };
}

const DOCUMENT = "openapi.json";
const PROBLEM_TYPE = "application/problem+json";
/** The dashboard and the reference page are files, which the document does not describe. */
const FILES: Responses = {
  200: {},
  204: {},
  206: {},
  304: {},
  404: { content: { "text/html": {}, [PROBLEM_TYPE]: { schema: { $ref: "#/components/schemas/Problem" } } } },
};
const OPTIONS: Responses = { 204: { headers: { Allow: { required: true, schema: { type: "string" } } } } };

/** Says of any answer whether an OpenAPI 3.1 document foresees it, and whether it is as the document has it. */
export class Conformance {
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: false });
  readonly #validators = new Map<Schema, ValidateFunction>();
  readonly #document: Documented;
  readonly #paths: { path: string; pattern: RegExp; operations: Operations }[];
  /** What anything at all may be answered by. */
  readonly #problems: Responses;
  /** Operations that were answered by 2xx as documented, such as "get /api/v1". */
  readonly succeeded = new Set<string>();

  constructor(document: Documented) {
    this.#document = document;
    this.#ajv.addSchema(document, DOCUMENT);
    this.#paths = Object.entries(document.paths).map(([path, operations]) => ({
      path,
      pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}/?$`, "i"),
      operations,
    }));
    this.#problems = Object.fromEntries(
      Object.entries(document.components.responses).map(([name, response]) => [name.replace("Problem", ""), response]),
    );
  }

  /** Every operation of the document, such as "get /api/v1". */
  get operations(): string[] {
    return this.#paths.flatMap(({ path, operations }) => Object.keys(operations).map((verb) => `${verb} ${path}`));
  }

  /** What is wrong with an answer by the document; nothing is as it should be. */
  complaints(exchange: Exchange): string[] {
    const { method, target, status } = exchange;
    const path = target.split("?")[0];
    const verb = method === "HEAD" ? "get" : method.toLowerCase();
    const known = this.#paths.find(({ pattern }) => pattern.test(path));
    const operation = known?.operations[verb];
    const response = (operation?.responses ?? this.#elsewhere(verb, path, known !== undefined))[status];
    if (!response) return [`${status} is not documented`];
    const { headers = {}, content } = this.#resolved(response);
    const complaints = Object.entries(headers).flatMap(([name, header]) =>
      this.#headerComplaints(name, this.#resolved(header), exchange),
    );
    if (method === "HEAD") complaints.push(...(exchange.body === "" ? [] : ["HEAD has a body"]));
    else if (content) complaints.push(...this.#bodyComplaints(content, exchange));
    if (operation && status < 300 && complaints.length === 0) this.succeeded.add(`${verb} ${known.path}`);
    return complaints;
  }

  /** What may be answered where there is no operation. */
  #elsewhere(verb: string, path: string, isKnown: boolean): Responses {
    const isFile = !isKnown && !/^\/api\/(?!docs)/i.test(path);
    return {
      ...this.#problems,
      ...(isFile && FILES),
      ...(verb === "options" && (isKnown || isFile) && OPTIONS),
    };
  }

  #headerComplaints(name: string, { required, schema }: Header, { headers }: Exchange): string[] {
    const value = headers[name.toLowerCase()];
    if (value === undefined) return required ? [`${name} is missing`] : [];
    return this.#schemaComplaints(schema, schema.type === "integer" ? Number(value) : value, name);
  }

  #bodyComplaints(content: NonNullable<Response["content"]>, { headers, body, status }: Exchange): string[] {
    const type = String(headers["content-type"]).split(";")[0];
    const media = content[type];
    if (!media) return [`${type} is not documented for ${status}`];
    const read = READERS[type] ?? ((text: string) => [text]);
    let values: unknown[];
    try {
      values = read(body);
    } catch (error) {
      return [`the body cannot be read: ${String(error)}`];
    }
    return [
      ...values.flatMap((value) => (media.schema ? this.#schemaComplaints(media.schema, value, "the body") : [])),
      ...(type === PROBLEM_TYPE && (values[0] as { status: number }).status !== status ? ["has another status"] : []),
    ];
  }

  #schemaComplaints(schema: Schema, value: unknown, name: string): string[] {
    let validate = this.#validators.get(schema);
    if (!validate) {
      validate = this.#ajv.compile(inside(schema));
      this.#validators.set(schema, validate);
    }
    return validate(value) ? [] : [`${name}: ${this.#ajv.errorsText(validate.errors)}`];
  }

  #resolved<Part extends Reference>(part: Part): Part {
    if (part.$ref === undefined) return part;
    const keys = part.$ref.split("/").slice(1);
    return keys.reduce<unknown>((place, key) => (place as Record<string, unknown>)[key], this.#document) as Part;
  }
}

/** The values that a body has, by media type. */
const READERS: Record<string, (body: string) => unknown[]> = {
  "application/json": (body) => [JSON.parse(body)],
  [PROBLEM_TYPE]: (body) => [JSON.parse(body)],
  "text/event-stream": eventData,
};

/** The data of the events of a stream, of which there must be one; comments are left out, as clients do. */
function eventData(body: string): unknown[] {
  const events = body.split("\n\n").filter((text) => text !== "" && !text.startsWith(":"));
  if (events.length === 0) throw new Error("there is no event");
  return events.map((text) => JSON.parse(/^event: snapshot\ndata: (.*)$/.exec(text)![1]) as unknown);
}

/** A schema from inside the document, for use outside of it: what it refers to is found there. */
function inside(schema: Schema): Schema {
  const text = JSON.stringify(schema).replaceAll('"$ref":"#/', `"$ref":"${DOCUMENT}#/`);
  return JSON.parse(text) as Schema;
}

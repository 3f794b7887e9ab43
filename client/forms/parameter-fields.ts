import * as z from "zod";

/** One control of a form, as derived from a parameter's schema. */
export type ParameterField = FieldBase &
  (NumberParameter | ChoiceParameter | NumbersParameter | RecordsParameter | { type: "other" });

interface FieldBase {
  name: string;
  title: string;
  /** The symbol of the literature, in plain text: "ε". */
  symbol?: string;
  description?: string;
  optional: boolean;
}
interface NumberParameter {
  type: "number";
  minimum?: number;
  maximum?: number;
  integer: boolean;
  default?: number;
}
interface ChoiceParameter {
  type: "choice";
  options: string[];
  default?: string;
}
interface NumbersParameter {
  type: "numbers";
  minimum?: number;
  maximum?: number;
}

/** A list of objects of numbers, such as a prior for every arm. */
interface RecordsParameter {
  type: "records";
  fields: (FieldBase & NumberParameter)[];
}

interface Property {
  type?: string;
  title?: string;
  symbol?: string;
  description?: string;
  default?: unknown;
  enum?: string[];
  minimum?: number;
  maximum?: number;
  items?: Property;
  properties?: Record<string, Property>;
}

const known = new WeakMap<z.ZodObject, ParameterField[]>();

/** The controls of a definition's parameters, in the order of its schema: forms know no kind by name. */
export function parameterFields(parameters: z.ZodObject): ParameterField[] {
  const fields = known.get(parameters) ?? derivedFields(parameters);
  known.set(parameters, fields);
  return fields;
}

function derivedFields(parameters: z.ZodObject): ParameterField[] {
  return fieldsOf(z.toJSONSchema(parameters, { io: "input", unrepresentable: "any" }) as Property);
}

function fieldsOf({ properties = {} }: Property): ParameterField[] {
  return Object.entries(properties).map(([name, property]) => field(name, property));
}

/** The parameters that a definition gives when nothing is said. */
export function defaultParameters(parameters: z.ZodObject): Record<string, unknown> {
  return parameters.parse({});
}

function field(name: string, property: Property): ParameterField {
  const base = {
    name,
    title: property.title ?? LETTERS[name] ?? name,
    symbol: property.symbol && plainSymbol(property.symbol),
    description: property.description,
    optional: property.default === undefined,
  };
  if (property.enum) {
    return { ...base, type: "choice", options: property.enum, default: property.default as string | undefined };
  }
  const { minimum, maximum } = property;
  if (property.type === "number" || property.type === "integer") {
    const integer = property.type === "integer";
    return { ...base, type: "number", integer, minimum, maximum, default: property.default as number | undefined };
  }
  if (property.type === "array" && property.items?.type === "number") {
    return { ...base, type: "numbers", minimum: property.items.minimum, maximum: property.items.maximum };
  }
  if (property.type === "array" && property.items?.type === "object") {
    const fields = fieldsOf(property.items).filter((field) => field.type === "number");
    if (fields.length === Object.keys(property.items.properties!).length) return { ...base, type: "records", fields };
  }
  return { ...base, type: "other" };
}

const LETTERS: Record<string, string> = {
  alpha: "α",
  beta: "β",
  gamma: "γ",
  delta: "δ",
  Delta: "Δ",
  epsilon: "ε",
  varepsilon: "ε",
  zeta: "ζ",
  eta: "η",
  theta: "θ",
  kappa: "κ",
  lambda: "λ",
  mu: "μ",
  nu: "ν",
  xi: "ξ",
  rho: "ρ",
  sigma: "σ",
  tau: "τ",
  phi: "φ",
  psi: "ψ",
  omega: "ω",
};
const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

/** A LaTeX symbol as plain text, for labels: "\varepsilon" is "ε", "Q_0" is "Q₀". */
export function plainSymbol(latex: string): string {
  return latex
    .replaceAll(/\\([A-Za-z]+)/g, (command, name: string) => LETTERS[name] ?? command)
    .replaceAll(/_\{?(\d)\}?/g, (_, digit: string) => SUBSCRIPTS[Number(digit)])
    .replaceAll(/[{}\s]/g, "");
}

// A rule of the linter: imports run one way, as rooms.js says.
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { keepers, levels } from "./rooms.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

const isWithin = (path, place) => path === place || path.startsWith(place.endsWith(":") ? place : `${place}/`);

const rooms = levels
  .flatMap((names, level) => names.map((name) => ({ name, level })))
  .toSorted((one, other) => other.name.length - one.name.length);

/** The room of a file, given as its path from the root of the project. */
const roomOf = (path) => rooms.find(({ name }) => isWithin(path, name));

/** What is wrong with an import, if anything. */
export function wrongImport(path, specifier) {
  const from = roomOf(path);
  if (!from) return undefined;
  const target = specifier.startsWith(".") ? join(dirname(path), specifier).split(sep).join("/") : specifier;
  const keeper = Object.keys(keepers).find((name) => isWithin(target, name));
  if (keeper && !keepers[keeper].some((place) => isWithin(path, place)))
    return `Only ${keepers[keeper].join(" and ")} may import ${keeper}.`;
  const to = roomOf(target);
  if (!to || from === to || to.level < from.level) return undefined;
  return `${from.name} may not import ${to.name}: imports run down the levels of .ci/lint/rooms.js.`;
}

const oneWay = {
  meta: { type: "problem", docs: { description: "Keeps imports to one direction." }, schema: [] },
  create(context) {
    const path = relative(root, context.filename).split(sep).join("/");
    const check = (node) => {
      const message = typeof node.source?.value === "string" ? wrongImport(path, node.source.value) : undefined;
      if (message) context.report({ node, message });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};

export default { meta: { name: "rooms" }, rules: { "one-way": oneWay } };

// A rule of the linter: what the standards fix to the last bit is allowed in the core, and nothing else of Math or of **.

const allowed = new Set(
  `abs ceil clz32 floor fround imul max min round sign sqrt trunc
   E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2`.split(/\s+/),
);

/** `other.Math` and `{ Math: … }` are not the global object. */
const isOnlyAName = (node, parent) =>
  !parent.computed &&
  !parent.shorthand &&
  (parent.property === node || (parent.type === "Property" && parent.key === node));

/** A whole number that is written out, such as −53: every engine folds 2 ** −53 to the double that it is. */
function isWholeLiteral(node) {
  if (node.type === "UnaryExpression") return node.operator === "-" && isWholeLiteral(node.argument);
  return node.type === "Literal" && Number.isInteger(node.value);
}

const isFixedPower = ({ left, right }) =>
  left.type === "Literal" && (typeof left.value === "bigint" || (left.value === 2 && isWholeLiteral(right)));

const sameBits = {
  meta: {
    type: "problem",
    docs: { description: "Disallows arithmetic whose last bits differ between JavaScript engines." },
    schema: [],
  },
  create(context) {
    const report = (node, what) =>
      context.report({
        node,
        message: `The last bits of ${what} differ between engines. Use policies/numerics/elementary.ts.`,
      });
    return {
      Identifier(node) {
        if (node.name !== "Math") return;
        const { parent } = node;
        if (isOnlyAName(node, parent)) return;
        // Math itself may not be passed on or taken apart: what is then used of it would not be seen.
        const name = parent.object === node && !parent.computed ? parent.property.name : undefined;
        if (!allowed.has(name))
          report(parent, name === undefined ? "what Math has under a name unseen" : `Math.${name}`);
      },
      BinaryExpression(node) {
        if (node.operator === "**" && !isFixedPower(node)) report(node, "**");
      },
      AssignmentExpression(node) {
        if (node.operator === "**=") report(node, "**=");
      },
    };
  },
};

export default { meta: { name: "core" }, rules: { "same-bits": sameBits } };

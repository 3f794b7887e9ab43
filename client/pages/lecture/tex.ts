import type { SelectionAnswer } from "../../../experiments/selection/answer.ts";
import type { BetaParameters } from "../../../policies/posteriors/beta.ts";
import { Rational } from "../../../policies/numerics/rational.ts";
import type { Derivation, Polynomial } from "./integral.ts";
import { decimalOf } from "./numbers.ts";
import { ARM_NAMES } from "./spec.ts";

/** A step of a derivation: a formula and a sentence. */
export interface Step {
  tex: string;
  caption: string;
}

/** The variable of each arm's density. */
const VARIABLES = ["x", "y", "z", "u", "v", "w"];

export function fractionTex({ numerator, denominator }: Rational): string {
  if (denominator === 1n) return String(numerator);
  const size = numerator < 0n ? -numerator : numerator;
  return `${numerator < 0n ? "-" : ""}\\frac{${size}}{${denominator}}`;
}

/** Terms with their signs between them: "\frac{2}{3} - \frac{1}{2}". */
function sumTex(terms: readonly { coefficient: Rational; factor: string }[]): string {
  if (terms.length === 0) return "0";
  return terms
    .map(({ coefficient, factor }, index) => {
      const negative = coefficient.numerator < 0n;
      const size = negative ? Rational.zero.minus(coefficient) : coefficient;
      const hidden = factor !== "" && size.toString() === "1";
      const sign = negative ? (index === 0 ? "-" : " - ") : index === 0 ? "" : " + ";
      return `${sign}${hidden ? "" : fractionTex(size)}${factor}`;
    })
    .join("");
}

export function termsTex(terms: readonly Rational[]): string {
  return sumTex(terms.map((coefficient) => ({ coefficient, factor: "" })));
}

export function polynomialTex(polynomial: Polynomial, variable: string): string {
  return sumTex(
    polynomial.flatMap((coefficient, degree) =>
      coefficient.isZero ? [] : [{ coefficient, factor: power(variable, degree) }],
    ),
  );
}

function power(base: string, exponent: number): string {
  if (exponent === 0) return "";
  return exponent === 1 ? base : `${base}^{${exponent}}`;
}

/** The density in factored form: "2(1 - x)", "12\,x(1 - x)^{2}". */
export function densityTex({ alpha, beta }: BetaParameters, constant: Rational, variable: string): string {
  const factors = power(variable, alpha - 1) + power(`(1 - ${variable})`, beta - 1);
  if (factors === "") return fractionTex(constant);
  return constant.toString() === "1" ? factors : `${fractionTex(constant)}\\,${factors}`;
}

/** The density up to its constant, for any parameters. */
export function densityShapeTex({ alpha, beta }: BetaParameters, variable: string): string {
  return `${variable}^{${alpha} - 1}(1 - ${variable})^{${beta} - 1}`;
}

function bracketed(tex: string): string {
  if (!/[+-]/.test(tex)) return tex;
  return tex.includes("\\frac") ? `\\left(${tex}\\right)` : `(${tex})`;
}

/** The lines of the integral for P(θ_arm is the largest); the last is a fraction. */
export function integralSteps(derivation: Derivation): Step[] {
  const { arm, densities, cdfs, product, antiderivative, terms, result } = derivation;
  const name = ARM_NAMES[arm];
  const rivals = derivation.arms.map((_, index) => index).filter((index) => index !== arm);
  const own = bracketed(polynomialTex(densities[arm], "x"));
  const inner = rivals.map((rival) => bracketed(polynomialTex(cdfs[rival], "x"))).join(" \\cdot ");
  const steps: Step[] =
    rivals.length === 1 ? doubleIntegral(derivation, rivals[0]) : singleIntegral(derivation, rivals);
  const expanded = polynomialTex(product, "x");
  steps.push(
    {
      tex: `= \\int_0^1 ${own} \\cdot ${inner} \\,dx`,
      caption:
        rivals.length === 1
          ? `The inner integral over y from 0 to x: the chance that ${ARM_NAMES[rivals[0]]} stays below x.`
          : "Each rival's distribution function is its density integrated from 0 to x.",
    },
    { tex: `= \\int_0^1 ${bracketed(expanded)} \\,dx`, caption: "Multiply out: one polynomial in x." },
    {
      tex: `= \\left[ ${polynomialTex(antiderivative, "x")} \\right]_0^1`,
      caption: "Integrate each power: xⁿ becomes xⁿ⁺¹/(n + 1).",
    },
  );
  if (terms.length > 1)
    steps.push({ tex: `= ${termsTex(terms)}`, caption: "Evaluate at x = 1; at x = 0 every term is 0." });
  steps.push({
    tex: `= ${fractionTex(result)}`,
    caption: `Thompson sampling plays ${name} with exactly this probability.`,
  });
  return steps;
}

function doubleIntegral({ arms, arm, constants }: Derivation, rival: number): Step[] {
  const [name, other] = [ARM_NAMES[arm], ARM_NAMES[rival]];
  const own = densityTex(arms[arm], constants[arm], "x");
  const rivals = densityTex(arms[rival], constants[rival], "y");
  return [
    {
      tex: `P(\\theta_${name} > \\theta_${other}) = \\int_0^1 \\!\\int_0^x f_${name}(x)\\, f_${other}(y) \\,dy \\,dx`,
      caption: `The two draws are independent, so their joint density is the product. ${name} wins where x > y.`,
    },
    {
      tex: `= \\int_0^1 \\!\\int_0^x ${own} \\cdot ${rivals} \\,dy \\,dx`,
      caption: `Insert the densities of Beta(${arms[arm].alpha}, ${arms[arm].beta}) and Beta(${arms[rival].alpha}, ${arms[rival].beta}).`,
    },
  ];
}

function singleIntegral({ arm }: Derivation, rivals: readonly number[]): Step[] {
  const name = ARM_NAMES[arm];
  const others = rivals.map((rival) => `F_${ARM_NAMES[rival]}(x)`).join("\\,");
  return [
    {
      tex: `P(\\theta_${name} \\text{ is the largest}) = \\int_0^1 f_${name}(x)\\, ${others} \\,dx`,
      caption: `If ${name}'s draw is x, it wins when every other draw is below x.`,
    },
  ];
}

/** The densities of all arms, one formula each. */
export function densitiesTex({ arms, constants }: Derivation): string[] {
  return arms.map(
    (parameters, arm) =>
      `f_${ARM_NAMES[arm]}(${VARIABLES[arm]}) = ${densityTex(parameters, constants[arm], VARIABLES[arm])}`,
  );
}

/** The terms of the finite sum and their total. */
export function finiteSumTex(terms: readonly Rational[], { probabilities: [exact] }: SelectionAnswer): string {
  const written = terms.length === 1 ? "" : `= ${termsTex(terms)} `;
  const { fraction } = exact;
  if (fraction !== undefined && fraction.length <= 40)
    return `${written}= ${fractionTex(terms.reduce((sum, term) => sum.plus(term)))}`;
  return String.raw`${written}\approx \text{${decimalOf(exact, 12)}}`;
}

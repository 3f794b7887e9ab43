/** Greek letters by their names in LaTeX, which are also names of parameters. */
export const LETTERS: Record<string, string> = {
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
    .replaceAll(/_\{?(\d+)\}?/g, (_, digits: string) => subscript(digits))
    .replaceAll(/[{}\s]/g, "");
}

/** 12 as the index ₁₂. */
export function subscript(number: number | string): string {
  return String(number).replaceAll(/\d/g, (digit) => SUBSCRIPTS[Number(digit)]);
}

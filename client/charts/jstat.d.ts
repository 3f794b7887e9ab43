/** The part of jStat that this project uses; the package ships no types. */
declare module "jstat" {
  export interface JStat {
    normal: { cdf(x: number, mean: number, sd: number): number; inv(p: number, mean: number, sd: number): number };
    beta: {
      pdf(x: number, alpha: number, beta: number): number;
      cdf(x: number, alpha: number, beta: number): number;
      inv(p: number, alpha: number, beta: number): number;
    };
    gamma: { cdf(x: number, shape: number, scale: number): number };
    chisquare: { cdf(x: number, dof: number): number };
    gammaln(x: number): number;
    ibeta(x: number, a: number, b: number): number;
  }
  const module: { jStat: JStat };
  export default module;
}

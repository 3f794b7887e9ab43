import type { Problem } from "../../experiments/mistakes/problem.ts";
import type { SimulationResult } from "../../experiments/result/result.ts";
import type { Simulation } from "../../experiments/result/simulation-handle.ts";
import type { SimulationSpec } from "../../experiments/spec/spec.ts";

/** The server refused a request. */
export class Refusal extends Error {
  readonly problem: Problem;
  /** Seconds after which to retry, if the server says so. */
  readonly retryAfter?: number;

  constructor(problem: Problem, retryAfter?: number) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/** The server gave no readable answer: it is down, or something else answers at its address. */
export class Unreachable extends Error {}

/** The part of the server's description that the dashboard uses. */
export interface ServiceLimits {
  /** The most arms × horizon × replications, summed over policies, of one simulation. */
  work?: number;
}

const SIMULATIONS = "/api/v1/simulations";

export function submitSimulation(spec: SimulationSpec): Promise<Simulation> {
  return ask<Simulation>(SIMULATIONS, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(spec),
  });
}

export function findSimulation(id: string): Promise<Simulation> {
  return ask<Simulation>(`${SIMULATIONS}/${encodeURIComponent(id)}`);
}

export function cancelSimulation({ links }: Simulation): Promise<Simulation> {
  return ask<Simulation>(links.self, { method: "DELETE" });
}

export function resultOf({ links }: Simulation): Promise<SimulationResult> {
  return ask<SimulationResult>(links.result);
}

/** The server's limits; undefined if it cannot be reached. It checks them itself in any case. */
export async function serviceLimits(): Promise<ServiceLimits> {
  try {
    const { limits } = await ask<{ limits?: Record<string, unknown> }>("/api/v1");
    const work = limits?.work;
    return { work: typeof work === "number" ? work : undefined };
  } catch {
    return {};
  }
}

/** Whether the server answers, also if it only says that it is busy. */
export async function serverAnswers(): Promise<boolean> {
  try {
    await ask("/api/v1");
    return true;
  } catch (error) {
    return !(error instanceof Unreachable);
  }
}

interface Request {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** @throws Refusal with the problem that the server names, Unreachable without a readable answer */
export async function ask<Answer>(path: string, init: Request = {}): Promise<Answer> {
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(path, { ...init, headers: { Accept: "application/json", ...init.headers } });
    body = await response.json();
  } catch {
    throw new Unreachable("The server does not answer.");
  }
  if (response.ok) return body as Answer;
  if (!isProblem(body)) throw new Unreachable(`The server does not answer (status ${response.status}).`);
  const retryAfter = Number(response.headers.get("Retry-After") ?? NaN);
  throw new Refusal(body, Number.isFinite(retryAfter) ? retryAfter : undefined);
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "title" in body && "status" in body;
}

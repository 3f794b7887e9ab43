import type { Problem } from "../../experiments/mistakes/problem.ts";
import type { SimulationResult } from "../../experiments/result/result.ts";
import type { Simulation } from "../../experiments/result/simulation-handle.ts";
import type { SimulationSpec } from "../../experiments/spec/spec.ts";

/** What the server answered instead of doing what it was asked. */
export class Refusal extends Error {
  readonly problem: Problem;
  /** Seconds after which to ask again, where the server says so. */
  readonly retryAfter?: number;

  constructor(problem: Problem, retryAfter?: number) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/** The server gave no answer that could be read: it is down, or something else stands in its place. */
export class Unreachable extends Error {}

/** What the server says of itself, as far as the dashboard asks. */
export interface ServiceLimits {
  /** Arms × horizon × replications, summed over the policies, that one simulation may have. */
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

/** The server's limits; none where it cannot be asked, since it checks them itself anyway. */
export async function serviceLimits(): Promise<ServiceLimits> {
  try {
    const { limits } = await ask<{ limits?: Record<string, unknown> }>("/api/v1");
    const work = limits?.work;
    return { work: typeof work === "number" ? work : undefined };
  } catch {
    return {};
  }
}

/** Whether the server answers at all, be it only to say that it has no room. */
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

async function ask<Answer>(path: string, init: Request = {}): Promise<Answer> {
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

import { availableParallelism } from "node:os";
import * as z from "zod";
import { parseInput } from "../experiments/mistakes/parse-input.ts";

/** At least two, because long simulations leave one to others. Threads have a lower priority than the event loop. */
const threads = Math.max(2, availableParallelism() - 1);
const count = (fallback: number, least = 1) => z.coerce.number().int().min(least).max(1e6).default(fallback);

/** The environment variables with their defaults. */
const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  HOST: z.string().min(1).optional(),
  BANDIT_LAB_DATA: z.string().min(1).default(".data"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  BANDIT_LAB_THREADS: count(threads),
  BANDIT_LAB_RUNNING: count(32),
  BANDIT_LAB_RUNNING_PER_CLIENT: count(4),
  BANDIT_LAB_WAITING_PER_CLIENT: count(20, 0),
  BANDIT_LAB_WAITING: count(200, 0),
  BANDIT_LAB_WORK_BUDGET: z.coerce.number().min(1).max(1e18).default(1e11),
  BANDIT_LAB_QUESTION_BUDGET: z.coerce.number().min(1).max(1e18).default(1e9),
  BANDIT_LAB_WAITING_QUESTIONS: count(200, 0),
  BANDIT_LAB_QUESTIONS_PER_CLIENT: count(8),
  BANDIT_LAB_RETENTION_DAYS: z.coerce.number().positive().max(36_500).default(30),
  BANDIT_LAB_TRUST_PROXY: count(0, 0),
  BANDIT_LAB_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(["silent", "fatal", "error", "warn", "info", "debug", "trace"]).default("info"),
});

export interface Config {
  port: number;
  /** The address to listen on; all addresses if absent. */
  host?: string;
  dataDir: string;
  /** URL of a PostgreSQL to use in place of the data folder; the workers of its cluster then simulate. */
  databaseUrl?: string;
  /**
   * Worker threads for simulations; with one thread, long simulations leave none to short ones. Costly questions have as many
   * more, and at least two.
   */
  threads: number;
  /** Short simulations that run at the same time, and as many long ones; others wait. */
  running: number;
  /** Long simulations of one client address that run at the same time. */
  runningPerClient: number;
  /** Long simulations of one client address that may wait; short ones count as a part of one. */
  waitingPerClient: number;
  /** Long simulations of all clients that may wait. */
  waiting: number;
  /** Largest arms × horizon × replications of one simulation, summed over its policies. */
  workBudget: number;
  /** Largest number of elementary steps of one exact question. */
  questionBudget: number;
  /** Questions that may wait for a worker. */
  waitingQuestions: number;
  /** Costly questions of one client address that may be running or waiting. */
  questionsPerClient: number;
  retentionDays: number;
  /** Whether threads start before they are needed. */
  warmUp: boolean;
  /** Number of proxies in front of this server whose X-Forwarded-For is trusted. */
  trustProxy: number;
  /** The address by which users open this server, for previews of links; by default that of each request. */
  publicUrl?: string;
  logLevel: z.output<typeof Environment>["LOG_LEVEL"];
}

/**
 * The configuration of an environment. What the caller sets takes precedence.
 *
 * @throws InvalidInput that names the invalid variables
 */
export function configuration(environment: NodeJS.ProcessEnv = process.env, set: Partial<Config> = {}): Config {
  // Shells and compose files set an empty variable for "not set".
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = parseInput(Environment, given);
  return {
    port: parsed.PORT,
    host: parsed.HOST,
    dataDir: parsed.BANDIT_LAB_DATA,
    databaseUrl: parsed.DATABASE_URL,
    threads: parsed.BANDIT_LAB_THREADS,
    running: parsed.BANDIT_LAB_RUNNING,
    runningPerClient: parsed.BANDIT_LAB_RUNNING_PER_CLIENT,
    waitingPerClient: parsed.BANDIT_LAB_WAITING_PER_CLIENT,
    waiting: parsed.BANDIT_LAB_WAITING,
    workBudget: parsed.BANDIT_LAB_WORK_BUDGET,
    questionBudget: parsed.BANDIT_LAB_QUESTION_BUDGET,
    waitingQuestions: parsed.BANDIT_LAB_WAITING_QUESTIONS,
    questionsPerClient: parsed.BANDIT_LAB_QUESTIONS_PER_CLIENT,
    retentionDays: parsed.BANDIT_LAB_RETENTION_DAYS,
    warmUp: false,
    trustProxy: parsed.BANDIT_LAB_TRUST_PROXY,
    publicUrl: parsed.BANDIT_LAB_PUBLIC_URL,
    logLevel: parsed.LOG_LEVEL,
    ...Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined)),
  };
}

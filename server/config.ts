import { availableParallelism } from "node:os";
import * as z from "zod";
import { parseInput } from "../experiments/mistakes/parse-input.ts";

/** Two at the least: simulations that take long leave one to others. They run at a lower priority than the event loop. */
const threads = Math.max(2, availableParallelism() - 1);
const count = (fallback: number, least = 1) => z.coerce.number().int().min(least).max(1e6).default(fallback);

/** Everything that can be set, by environment variable, with its default. */
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
  LOG_LEVEL: z.enum(["silent", "fatal", "error", "warn", "info", "debug", "trace"]).default("info"),
});

export interface Config {
  port: number;
  /** The address to listen on; all of them if absent. */
  host?: string;
  dataDir: string;
  /** A PostgreSQL to be used in place of the data directory, whose workers then simulate. */
  databaseUrl?: string;
  /**
   * Worker threads for simulations: of a single one, none is left to short ones. As many for questions that take long, but
   * two at least.
   */
  threads: number;
  /** Short simulations that run at the same time, and as many that take long; others wait. */
  running: number;
  /** Long ones of one client address that run at the same time. */
  runningPerClient: number;
  /** Long simulations of one client address that may wait; short ones count as a part of one. */
  waitingPerClient: number;
  /** Long simulations that may wait in all. */
  waiting: number;
  /** Arms × horizon × replications, summed over the policies, of one simulation. */
  workBudget: number;
  /** Elementary steps of one exact question. */
  questionBudget: number;
  /** Questions that may wait for a worker. */
  waitingQuestions: number;
  /** Questions of one client address that are too costly for the event loop, being computed or waiting. */
  questionsPerClient: number;
  retentionDays: number;
  /** Whether threads are started and made ready before they are needed. */
  warmUp: boolean;
  /** Proxies in front of this server whose X-Forwarded-For is believed. */
  trustProxy: number;
  logLevel: z.output<typeof Environment>["LOG_LEVEL"];
}

/**
 * The configuration of an environment; what the caller sets goes first.
 *
 * @throws InvalidInput that names the variables that mean nothing
 */
export function configuration(environment: NodeJS.ProcessEnv = process.env, set: Partial<Config> = {}): Config {
  // An empty variable is how a shell or a compose file says "not set".
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
    logLevel: parsed.LOG_LEVEL,
    ...Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined)),
  };
}

import { useCallback, useEffect, useReducer, useRef } from "react";
import type { Simulation } from "../../../experiments/simulation-handle.ts";
import { isTerminal } from "../../../experiments/simulation-handle.ts";
import { type SimulationSpec, workOf } from "../../../experiments/spec.ts";
import {
  cancelSimulation,
  findSimulation,
  Refusal,
  resultOf,
  serverAnswers,
  submitSimulation,
  Unreachable,
} from "../../sources/simulation-api.ts";
import { forgetSimulation, rememberedSimulation, rememberSimulation } from "../../sources/simulation-memory.ts";
import { isActive, nextRun, type Run, shownRun, type Trouble } from "../../sources/simulation-run.ts";
import { followSimulation } from "../../sources/simulation-stream.ts";
import { exampleResult } from "./example.ts";
import { sameSpec } from "./spec-url.ts";

/** Work up to which a link is run without asking: a few seconds. */
const WORK_OF_COURSE = 3e9;
/** How long to wait before a server that did not answer is asked again. */
const RETRY_MILLISECONDS = 2000;

export interface RunControl {
  run: Run;
  start: (spec: SimulationSpec) => void;
  cancel: () => void;
  /** Shows what is known of a specification that came with the address; a small one is run if the page began with it. */
  open: (spec: SimulationSpec, isFirst: boolean) => void;
}

/** The run in sight and its connection to the server. Whatever belongs to an earlier ticket is ignored. */
export function useRun(): RunControl {
  const [run, dispatch] = useReducer(nextRun, exampleResult, shownRun);
  const ticket = useRef(0);
  const endStream = useRef<() => void>(() => {});
  const started = useRef<Simulation | null>(null);
  /** The ticket of the run that is to be cancelled, until the server has heard of it or the run is at its end. */
  const cancelAsked = useRef(0);

  const nextTicket = useCallback(() => {
    endStream.current();
    endStream.current = () => {};
    cancelAsked.current = 0;
    return ++ticket.current;
  }, []);
  useEffect(() => () => void nextTicket(), [nextTicket]);

  const finish = useCallback(async (own: number, simulation: Simulation) => {
    // A run that ended before its first replication has no result.
    const result = await resultOf(simulation).catch(() => null);
    dispatch({ type: "snapshot", ticket: own, simulation, result });
  }, []);

  const sendCancel = useCallback(
    async (own: number, simulation: Simulation) => {
      while (cancelAsked.current === own) {
        try {
          const cancelled = await cancelSimulation(simulation);
          if (cancelAsked.current !== own) return;
          cancelAsked.current = 0;
          // The stream brings the end with its result; this is for when the stream is lost.
          if (isTerminal(cancelled.state)) {
            endStream.current();
            await finish(own, cancelled);
          }
        } catch (error) {
          if (cancelAsked.current !== own) return;
          if (!(error instanceof Unreachable)) {
            cancelAsked.current = 0;
            dispatch({ type: "failed", ticket: own, trouble: troubleOf(error) });
            return;
          }
          dispatch({ type: "disconnected", ticket: own });
          await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
        }
      }
    },
    [finish],
  );

  const follow = useCallback(
    async (own: number, simulation: Simulation) => {
      if (isTerminal(simulation.state)) {
        await finish(own, simulation);
        return;
      }
      if (own !== ticket.current) return;
      dispatch({ type: "accepted", ticket: own, simulation });
      const nothingToCancel = () => {
        if (cancelAsked.current === own) cancelAsked.current = 0;
      };
      endStream.current = followSimulation(simulation, {
        onSnapshot: (snapshot) => {
          if (isTerminal(snapshot.simulation.state)) nothingToCancel();
          dispatch({ type: "snapshot", ticket: own, ...snapshot });
        },
        onDisconnected: () => dispatch({ type: "disconnected", ticket: own }),
        onGone: (refusal) => {
          nothingToCancel();
          dispatch({ type: "failed", ticket: own, trouble: troubleOf(refusal) });
        },
      });
      await sendCancel(own, simulation);
    },
    [finish, sendCancel],
  );

  const start = useCallback(
    (spec: SimulationSpec) => {
      // A run that this page started and now leaves would only take the room of the next.
      if (started.current) void cancelSimulation(started.current).catch(() => {});
      started.current = null;
      const own = nextTicket();
      dispatch({ type: "submitted", ticket: own, spec });
      const submit = async () => {
        const simulation = await submitSimulation(spec);
        rememberSimulation(spec, simulation.id);
        const left = own !== ticket.current;
        if (left) {
          await cancelSimulation(simulation).catch(() => {});
          return;
        }
        started.current = simulation;
        await follow(own, simulation);
      };
      submit().catch((error: unknown) => dispatch({ type: "failed", ticket: own, trouble: troubleOf(error) }));
    },
    [follow, nextTicket],
  );

  const attach = useCallback(
    (spec: SimulationSpec, id: string, otherwise: () => void) => {
      const own = nextTicket();
      dispatch({ type: "opened", ticket: own, spec });
      dispatch({ type: "submitted", ticket: own, spec });
      findSimulation(id).then(
        (simulation) => follow(own, simulation),
        (error: unknown) => {
          if (own !== ticket.current) return;
          if (error instanceof Refusal && error.problem.status === 404) {
            forgetSimulation(spec);
            otherwise();
          } else dispatch({ type: "failed", ticket: own, trouble: troubleOf(error) });
        },
      );
    },
    [follow, nextTicket],
  );

  const open = useCallback(
    (spec: SimulationSpec, isFirst: boolean) => {
      const afresh = () => {
        if (sameSpec(spec, exampleResult.spec))
          dispatch({ type: "shown", ticket: nextTicket(), result: exampleResult });
        else if (isFirst) {
          dispatch({ type: "opened", ticket: nextTicket(), spec });
          if (workOf(spec) <= WORK_OF_COURSE) start(spec);
        }
      };
      const id = sameSpec(spec, exampleResult.spec) ? undefined : rememberedSimulation(spec);
      if (id) attach(spec, id, afresh);
      else afresh();
    },
    [attach, nextTicket, start],
  );

  const awayFrom = run.trouble?.kind === "unreachable" ? run.ticket : undefined;
  useEffect(() => {
    if (awayFrom === undefined) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    let ended = false;
    const askAgain = async () => {
      const answers = await serverAnswers();
      if (ended) return;
      if (answers) dispatch({ type: "reachable", ticket: awayFrom });
      else timer = setTimeout(() => void askAgain(), RETRY_MILLISECONDS);
    };
    timer = setTimeout(() => void askAgain(), RETRY_MILLISECONDS);
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [awayFrom]);

  const { simulation } = run;
  const cancel = () => {
    if (!isActive(run) || run.cancelling) return;
    cancelAsked.current = run.ticket;
    dispatch({ type: "cancelling", ticket: run.ticket });
    // Without a simulation yet, it is cancelled as soon as the server has accepted it.
    if (simulation) void sendCancel(run.ticket, simulation);
  };
  return { run, start, cancel, open };
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof Refusal) return { kind: "refused", problem: error.problem, retryAfter: error.retryAfter };
  const detail = error instanceof Error ? error.message : String(error);
  return {
    kind: "unreachable",
    problem: { type: "about:blank", title: "Cannot reach the server; press Run again", status: 0, detail },
  };
}

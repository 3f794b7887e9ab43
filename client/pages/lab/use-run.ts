import { useCallback, useEffect, useReducer, useRef } from "react";
import { type SimulationSpec, workOf } from "../../../experiments/spec/spec.ts";
import { recorded } from "../../runs/recorded.ts";
import { runInBrowser } from "../../sources/browser-run.ts";
import { firstReachable } from "../../sources/first-reachable.ts";
import type { RunNews, RunSource, SourceRun } from "../../sources/run-source.ts";
import { RETRY_MILLISECONDS } from "../../sources/server-job.ts";
import { findOnServer, startOnServer } from "../../sources/server-run.ts";
import { serverAnswers } from "../../sources/simulation-api.ts";
import { forgetSimulation, rememberedSimulation } from "../../sources/simulation-memory.ts";
import { isActive, nextRun, type Run, shownRun } from "../../sources/simulation-run.ts";
import { exampleResult } from "./example.ts";
import { sameSpec } from "./spec-url.ts";

/** A link with at most this much work runs at once: a few seconds. */
export const WORK_OF_COURSE = 3e9;

const serverOrBrowser = recorded(firstReachable(startOnServer, runInBrowser));

export interface RunControl {
  run: Run;
  start: (spec: SimulationSpec) => void;
  cancel: () => void;
  /** Shows the known run of a specification from the address; `isFirst` also starts a small one. */
  open: (spec: SimulationSpec, isFirst: boolean) => void;
}

/** The run that is shown, from server or browser. News of earlier tickets are ignored. */
export function useRun(): RunControl {
  const [run, dispatch] = useReducer(nextRun, exampleResult, shownRun);
  const ticket = useRef(0);
  const inSight = useRef<SourceRun>(undefined);

  const nextTicket = useCallback(() => {
    inSight.current?.leave();
    inSight.current = undefined;
    return ++ticket.current;
  }, []);
  useEffect(() => () => void nextTicket(), [nextTicket]);

  const begin = useCallback(
    (spec: SimulationSpec, source: RunSource) => {
      const own = nextTicket();
      dispatch({ type: "submitted", ticket: own, spec });
      inSight.current = source(spec, (news) => dispatch({ ...news, ticket: own }));
    },
    [nextTicket],
  );

  const start = useCallback((spec: SimulationSpec) => begin(spec, serverOrBrowser), [begin]);

  const open = useCallback(
    (spec: SimulationSpec, isFirst: boolean) => {
      const isExample = sameSpec(spec, exampleResult.spec);
      const isOfCourse = isFirst && workOf(spec) <= WORK_OF_COURSE;
      const afresh = () => {
        if (isExample) dispatch({ type: "shown", ticket: nextTicket(), result: exampleResult });
        else dispatch({ type: "opened", ticket: nextTicket(), spec });
        if (isOfCourse && !isExample) start(spec);
      };
      const id = isExample ? undefined : rememberedSimulation(spec);
      if (!id) {
        if (isExample || isFirst) afresh();
        return;
      }
      dispatch({ type: "opened", ticket: nextTicket(), spec });
      begin(spec, (_, tell) =>
        findOnServer(id, {
          tell: (news) => {
            if (isUnreachable(news) && isOfCourse) start(spec);
            else tell(news);
          },
          unknown: () => {
            forgetSimulation(spec);
            afresh();
          },
        }),
      );
    },
    [begin, nextTicket, start],
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

  const cancel = () => {
    if (!isActive(run) || run.cancelling) return;
    dispatch({ type: "cancelling", ticket: run.ticket });
    inSight.current?.cancel();
  };
  return { run, start, cancel, open };
}

function isUnreachable(news: RunNews): boolean {
  return news.type === "failed" && news.trouble.kind === "unreachable";
}

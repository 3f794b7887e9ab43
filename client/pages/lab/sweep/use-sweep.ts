import { useCallback, useEffect, useReducer, useRef } from "react";
import { runInBrowser } from "../../../sources/browser-run.ts";
import { sweepByRuns } from "../../../sources/browser-sweep.ts";
import { firstReachable } from "../../../sources/first-reachable.ts";
import type { SourceRun } from "../../../sources/run-source.ts";
import { findSweepOnServer, sweepOnServer } from "../../../sources/server-sweep.ts";
import { forgetSweep, rememberedSweep, rememberSweep, type SweptSpec } from "../../../sources/sweep-memory.ts";
import type { SweepNews, TellSweep } from "../../../sources/sweep-source.ts";
import { WORK_OF_COURSE } from "../use-run.ts";
import { workOfExperiment } from "./experiment.ts";
import { isSweeping, nextSweep, type SweepExperiment, type SweepRun } from "./sweep-run.ts";

export interface SweepControl {
  /** Null while the page shows no sweep. */
  run: SweepRun | null;
  start: (experiment: SweepExperiment) => void;
  cancel: () => void;
  /** Shows the known sweep of an address; `isFirst` also starts a small one. */
  open: (experiment: SweepExperiment, isFirst: boolean) => void;
  /** Shows no sweep. One on the server goes on. */
  close: () => void;
}

/** The sweep that is shown, from server or browser. */
export function useSweep(): SweepControl {
  const [run, dispatch] = useReducer(nextSweep, null);
  const inSight = useRef<SourceRun>(undefined);

  const leave = useCallback(() => {
    inSight.current?.leave();
    inSight.current = undefined;
  }, []);
  useEffect(() => leave, [leave]);

  const follow = useCallback(
    (experiment: SweepExperiment, source: (tell: TellSweep) => SourceRun) => {
      leave();
      dispatch({ type: "begin", experiment, connection: "submitting" });
      let isOurs = true;
      const job = source((news) => isOurs && dispatch(news));
      inSight.current = {
        cancel: () => job.cancel(),
        leave: () => {
          isOurs = false;
          job.leave();
        },
      };
    },
    [leave],
  );

  const start = useCallback(
    (experiment: SweepExperiment) =>
      follow(experiment, (tell) => {
        const onServer = sweepOnServer(({ id, createTime }) =>
          rememberSweep({ ...sweptOf(experiment), id, when: Date.parse(createTime) || Date.now() }),
        );
        return firstReachable(onServer, sweepByRuns(runInBrowser))(experiment.sweep, tell);
      }),
    [follow],
  );

  const open = useCallback(
    (experiment: SweepExperiment, isFirst: boolean) => {
      const isOfCourse = isFirst && workOfExperiment(experiment) <= WORK_OF_COURSE;
      const afresh = () => {
        leave();
        if (isOfCourse) start(experiment);
        else dispatch({ type: "begin", experiment, connection: "none" });
      };
      const id = rememberedSweep(sweptOf(experiment));
      if (!id) return afresh();
      const unknown = () => {
        forgetSweep(id);
        afresh();
      };
      return follow(experiment, (tell) =>
        findSweepOnServer(id, {
          tell: (news) => (isUnreachable(news) && isOfCourse ? start(experiment) : tell(news)),
          unknown,
        }),
      );
    },
    [follow, leave, start],
  );

  const close = useCallback(() => {
    leave();
    dispatch({ type: "close" });
  }, [leave]);

  const cancel = () => {
    if (!run || !isSweeping(run) || run.cancelling) return;
    dispatch({ type: "cancelling" });
    inSight.current?.cancel();
  };
  return { run, start, cancel, open, close };
}

export function sweptOf({ base, sweep: { axis } }: SweepExperiment): SweptSpec {
  return { base, axis };
}

function isUnreachable(news: SweepNews): boolean {
  return news.type === "failed" && news.trouble.kind === "unreachable";
}

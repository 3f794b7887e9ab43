import type { SweepResult } from "../../experiments/sweep/result.ts";
import { isTerminal } from "../../experiments/result/simulation-handle.ts";
import type { Sweep } from "../../experiments/sweep/sweep-handle.ts";
import type { SourceRun } from "./run-source.ts";
import { type JobKind, type JobNews, ServerJob } from "./server-job.ts";
import { followSnapshots } from "./simulation-stream.ts";
import { cancelSweep, findSweep, resultOfSweep, submitSweep } from "./sweep-api.ts";
import type { SweepSource, TellSweep } from "./sweep-source.ts";

interface Snapshot {
  sweep: Sweep;
  result: SweepResult | null;
}

const sweeps: JobKind<Sweep, SweepResult> = {
  cancel: cancelSweep,
  resultOf: resultOfSweep,
  follow: ({ id, links }, { onSnapshot, ...handlers }) =>
    followSnapshots<Snapshot>(
      { events: links.events, lookUp: () => findSweep(id), isLast: ({ sweep }) => isTerminal(sweep.state) },
      { ...handlers, onSnapshot: ({ sweep, result }) => onSnapshot({ handle: sweep, result }) },
    ),
};

/** Runs sweeps on the server. @param accepted hears of every sweep that the server has taken */
export function sweepOnServer(accepted: (sweep: Sweep) => void): SweepSource {
  return ({ spec }, tell) =>
    new ServerJob(sweeps, submitSweep(spec), sweepNews(tell), {
      accepted,
      late: (sweep) => void cancelSweep(sweep).catch(() => {}),
    });
}

/** Follows a sweep that was submitted earlier; calls `unknown` if the server does not have it. */
export function findSweepOnServer(id: string, handlers: { tell: TellSweep; unknown: () => void }): SourceRun {
  return new ServerJob(sweeps, findSweep(id), sweepNews(handlers.tell), { unknown: handlers.unknown });
}

function sweepNews(tell: TellSweep): (news: JobNews<Sweep, SweepResult>) => void {
  return (news) => {
    if (!("handle" in news)) return tell(news);
    const { handle: sweep, ...rest } = news;
    return tell({ ...rest, sweep });
  };
}

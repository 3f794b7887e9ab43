import type { TraceRequest } from "../../../experiments/trace/request.ts";
import { pathsOf } from "./paths.ts";

export interface PathsAsked {
  request: TraceRequest;
  flipped: readonly number[];
}

/** A worker, because some policies take a second to say what they do in a hundred pulls. */
addEventListener("message", ({ data }: MessageEvent<PathsAsked>) => {
  postMessage(pathsOf(data.request, data.flipped));
});

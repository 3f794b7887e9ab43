import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isTerminal, type Simulation, type SimulationState } from "../../../experiments/result/simulation-handle.ts";
import type { SimulationSpecInput } from "../../../experiments/spec/spec.ts";
import type { Random } from "../../../policies/random/random.ts";
import { stream } from "../../../policies/random/streams.ts";
import { type Damage, DATABASE, damages } from "./damages.ts";
import { makeScene, type Scene, type SceneSize } from "./scene.ts";
import { canRun, launchServer } from "./server-process.ts";
import { hashOfText, keyOf } from "./truth.ts";
import type { Exit } from "./victim.ts";

type Kind = "all right" | "recomputed" | "absent" | "refused";

/** What became of a damaged data folder. */
export interface Outcome {
  damage: string;
  kind: Kind;
  /** What it said, where it refused. */
  reason?: string;
  faults: { kind: TornFault; detail: string }[];
  /** From its start until it was ready, or had refused. */
  readyMilliseconds: number;
}

export type TornFault = "wrong bytes" | "unclear refusal" | "failed request" | "hung" | "died";

const HUNG_MILLISECONDS = 60_000;
const LOOK_MILLISECONDS = 20;
const FINISHED_ASKED_ANEW = 3;

/** So many at a time: starting a server and computing take a processor each. */
const LANES = 2;

interface TearOptions {
  times: number;
  seed: string;
  /** The ways to damage them: all there are, unless it is said. */
  among?: readonly Damage[];
  /** How much they hold: as much as a scene can, unless it is said. */
  size?: SceneSize;
  onOutcome?: (done: number, of: number) => void;
}

/** Damages data folders in so many ways, in turn. */
export async function tearAgainAndAgain({
  times,
  seed,
  among = damages,
  size,
  onOutcome,
}: TearOptions): Promise<Outcome[]> {
  const possible = among.filter(({ uid }) => uid === undefined || canRun(uid));
  const scene = await makeScene(size);
  const outcomes: Outcome[] = [];
  let next = 0;
  const lane = async () => {
    while (next < times) {
      const index = next++;
      const random = stream(seed, "monte-carlo", "damage", index);
      outcomes.push(await tear(scene, { damage: possible[index % possible.length], random, ...size }));
      onOutcome?.(outcomes.length, times);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  scene.remove();
  return outcomes;
}

interface Injury extends Pick<SceneSize, "environment"> {
  damage: Damage;
  random: Random;
}

/** Damages a copy of the scene in one way, starts a server on it and holds all that it says against the truth. */
async function tear(scene: Scene, { damage, random, environment }: Injury): Promise<Outcome> {
  const root = mkdtempSync(join(tmpdir(), "bandit-lab-torn-"));
  const folder = join(root, "data");
  cpSync(scene.folder, folder, { recursive: true });
  damage.inflict({ folder, olderFolder: scene.olderFolder }, random);
  const outcome: Outcome = { damage: damage.name, kind: "all right", faults: [], readyMilliseconds: NaN };
  const start = performance.now();
  const server = launchServer({ dataDir: folder, uid: damage.uid, environment });
  const url = await inTime(server.ready);
  outcome.readyMilliseconds = performance.now() - start;
  if (url) {
    await new Examination(scene, url, outcome).run();
    const exit = await inTime(server.kill("SIGTERM"));
    if (!exit) await server.kill("SIGKILL");
    if (exit?.code !== 0) outcome.faults.push({ kind: "died", detail: `asked to stop: ${exit?.code} ${exit?.errors}` });
  } else if (await inTime(server.exit, 0)) judgeRefusal(await server.exit, outcome);
  else {
    outcome.faults.push({ kind: "hung", detail: `neither ready nor ended: ${server.stage()}` });
    await server.kill("SIGKILL");
  }
  rmSync(root, { recursive: true, force: true });
  return outcome;
}

async function inTime<Value>(value: Promise<Value>, milliseconds = HUNG_MILLISECONDS): Promise<Value | undefined> {
  return await Promise.race([value, sleep(milliseconds, undefined, { ref: false })]);
}

/** One sentence that names the file, for the operator; no stack. */
function judgeRefusal({ code, errors }: Exit, outcome: Outcome): void {
  outcome.kind = "refused";
  outcome.reason = errors.trim();
  const isClear = code === 1 && errors.trim().split("\n").length === 1 && errors.includes(DATABASE);
  if (!isClear) outcome.faults.push({ kind: "unclear refusal", detail: `${code}: ${errors}` });
}

const rank: readonly Kind[] = ["all right", "recomputed", "absent", "refused"];

/** Asks a server for everything that it once knew, and then anew for some of it: what goes on from a saved prefix above all. */
class Examination {
  readonly #scene: Scene;
  readonly #url: string;
  readonly #outcome: Outcome;

  constructor(scene: Scene, url: string, outcome: Outcome) {
    this.#scene = scene;
    this.#url = url;
    this.#outcome = outcome;
  }

  async run(): Promise<void> {
    for (const { spec, simulation } of this.#scene.known) {
      const response = await this.#fetch(`/api/v1/simulations/${simulation.id}`);
      if (response?.status === 404) this.#note("absent");
      else if (response) await this.#follow(spec, response, simulation);
    }
    const finished = this.#scene.known.filter(({ simulation }) => simulation.state === "succeeded");
    const others = this.#scene.known.filter(({ simulation }) => simulation.state !== "succeeded");
    for (const { spec } of [...others, ...finished.slice(0, FINISHED_ASKED_ANEW)]) {
      const headers = { "Content-Type": "application/json" };
      const body = JSON.stringify(spec);
      const response = await this.#fetch("/api/v1/simulations", { method: "POST", headers, body });
      if (response) await this.#follow(spec, response);
    }
  }

  /** Waits for the end of a simulation, and holds its result against the truth. */
  async #follow(spec: SimulationSpecInput, response: Response, before?: Simulation): Promise<void> {
    const deadline = performance.now() + HUNG_MILLISECONDS;
    let now = await this.#simulation(response);
    if (now && before && wasFinal[before.state] && now.state !== before.state) this.#note("recomputed");
    while (now && !isTerminal(now.state)) {
      if (performance.now() > deadline) {
        this.#blame("hung", `${now.id} is ${now.state}: ${JSON.stringify(now.progress)}`);
        return;
      }
      await sleep(LOOK_MILLISECONDS);
      const next = await this.#fetch(`/api/v1/simulations/${now.id}`);
      now = next && (await this.#simulation(next));
    }
    if (!now) return;
    if (now.state === "failed" && now.error) this.#note("absent");
    else await this.#compare(spec, now);
  }

  async #compare(spec: SimulationSpecInput, { id, state, progress }: Simulation): Promise<void> {
    const response = await this.#fetch(`/api/v1/simulations/${id}/result`);
    if (!response) return;
    const text = await response.text();
    const replications = progress.completedReplications;
    const what = `${id}, ${state}, ${replications} of ${spec.replications}: ${response.status}`;
    if (response.status === 200) {
      const isWhole = state !== "succeeded" || replications === spec.replications;
      const isTrue = hashOfText(text) === this.#scene.truth.get(keyOf({ spec, replications }));
      if (!isTrue || !isWhole) this.#blame("wrong bytes", what);
    } else if (response.status >= 500 && response.status !== 503) this.#blame("failed request", `${what} ${text}`);
    else if (replications > 0) this.#note("absent");
  }

  /** The simulation in an answer; undefined if the server says that it cannot read it. */
  async #simulation(response: Response): Promise<Simulation | undefined> {
    const text = await response.text();
    if (response.ok) return JSON.parse(text) as Simulation;
    if (response.status === 503) this.#note("absent");
    else this.#blame("failed request", `${response.status} ${text}`);
    return undefined;
  }

  async #fetch(path: string, request?: RequestInit): Promise<Response | undefined> {
    try {
      const signal = AbortSignal.timeout(HUNG_MILLISECONDS);
      return await fetch(new URL(path, this.#url), { ...request, signal });
    } catch (error) {
      this.#blame("died", `no answer to ${path}: ${String(error)}`);
      return undefined;
    }
  }

  #note(kind: Kind): void {
    if (rank.indexOf(kind) > rank.indexOf(this.#outcome.kind)) this.#outcome.kind = kind;
  }

  #blame(kind: TornFault, detail: string): void {
    this.#outcome.faults.push({ kind, detail });
  }
}

const wasFinal: Record<SimulationState, boolean> = {
  queued: false,
  running: false,
  succeeded: true,
  failed: true,
  cancelled: true,
};

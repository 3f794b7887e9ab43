import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Simulation } from "../../../experiments/result/simulation-handle.ts";
import type { SimulationSpecInput } from "../../../experiments/spec/spec.ts";
import { launchServer } from "./server-process.ts";
import { shapes } from "./shapes.ts";
import { type Expected, trueHashes } from "./truth.ts";

/** What is in a data folder, and what its results must be. */
export interface Scene {
  /** As a kill left it: with simulations that succeeded, that were cancelled, and that are under way. */
  folder: string;
  /** As an orderly stop left it, earlier. */
  olderFolder: string;
  /** Every simulation as it was last seen. */
  known: { spec: SimulationSpecInput; simulation: Simulation }[];
  truth: ReadonlyMap<string, string>;
  remove(): void;
}

/** How much a scene holds. */
export interface SceneSize {
  /** Results of each shape after the older folder was copied. */
  laterResults: number;
  /** Replications of the simulation that is under way at the kill. */
  replicationsUnderWay: number;
  /** Replications of those that are cancelled. */
  replicationsCancelled: number;
  /** What is set for the servers. */
  environment?: Record<string, string>;
}

/** Later results are more than the WAL holds, so that pages of the main file are newer than the older folder's. */
const large: SceneSize = {
  laterResults: 8,
  replicationsUnderWay: shapes.seconds.replications,
  replicationsCancelled: shapes.second.replications,
};

/** How long a simulation runs until its prefix is saved for certain. */
const SAVED_MILLISECONDS = 1500;
const LOOK_MILLISECONDS = 10;

export async function makeScene(size = large): Promise<Scene> {
  const underWay = { ...shapes.seconds, replications: size.replicationsUnderWay };
  const cancelled = { ...shapes.second, replications: size.replicationsCancelled };
  const root = mkdtempSync(join(tmpdir(), "bandit-lab-scene-"));
  const folder = join(root, "data");
  const olderFolder = join(root, "older");
  const known = new Map<string, Scene["known"][number]>();
  const inLife = async (end: NodeJS.Signals, act: (life: Life) => Promise<void>) => {
    const server = launchServer({ dataDir: folder, environment: size.environment });
    await act(new Life((await server.ready)!, known));
    await server.kill(end);
  };

  await inLife("SIGTERM", async (life) => {
    for (const shape of [shapes.brief, shapes.drawn, shapes.wide]) await life.finish({ ...shape, seed: "older" });
    await life.cancel(await life.begin({ ...cancelled, seed: "cancelled" }));
  });
  cpSync(folder, olderFolder, { recursive: true });
  await inLife("SIGKILL", async (life) => {
    for (let seed = 0; seed < size.laterResults; seed++) {
      for (const shape of [shapes.brief, shapes.drawn, shapes.wide]) await life.finish({ ...shape, seed });
    }
    const seconds = await life.begin({ ...underWay, seed: "under way" });
    await life.cancel(await life.begin({ ...cancelled, seed: "cancelled, then started again" }));
    await life.begin({ ...cancelled, seed: "cancelled, then started again" });
    await sleep(SAVED_MILLISECONDS);
    await life.look(seconds.id);
  });

  const all = [...known.values()];
  const expected = all.flatMap(({ spec, simulation }): Expected[] => {
    const whole = { spec, replications: spec.replications };
    const isPart = simulation.state === "cancelled" && simulation.progress.completedReplications > 0;
    return isPart ? [whole, { spec, replications: simulation.progress.completedReplications }] : [whole];
  });
  return {
    folder,
    olderFolder,
    known: all,
    truth: await trueHashes(expected),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** A server of the scene, from its start to its end. */
class Life {
  readonly #url: string;
  readonly #known: Map<string, Scene["known"][number]>;

  constructor(url: string, known: Map<string, Scene["known"][number]>) {
    this.#url = url;
    this.#known = known;
  }

  async finish(spec: SimulationSpecInput): Promise<Simulation> {
    return await this.#until(await this.#post(spec), ({ state }) => state === "succeeded");
  }

  /** Starts one, and waits for its first replications. */
  async begin(spec: SimulationSpecInput): Promise<Simulation> {
    return await this.#until(await this.#post(spec), ({ progress }) => progress.completedReplications > 0);
  }

  async cancel({ id }: Simulation): Promise<Simulation> {
    return await this.#ask(id, { method: "DELETE" });
  }

  async look(id: string): Promise<Simulation> {
    return await this.#ask(id);
  }

  async #until(simulation: Simulation, isWanted: (simulation: Simulation) => boolean): Promise<Simulation> {
    let now = simulation;
    while (!isWanted(now)) {
      await sleep(LOOK_MILLISECONDS);
      now = await this.#ask(now.id);
    }
    return now;
  }

  async #post(spec: SimulationSpecInput): Promise<Simulation> {
    const headers = { "Content-Type": "application/json" };
    const request = { method: "POST", headers, body: JSON.stringify(spec) };
    const response = await fetch(new URL("/api/v1/simulations", this.#url), request);
    const simulation = (await response.json()) as Simulation;
    this.#known.set(simulation.id, { spec, simulation });
    return simulation;
  }

  async #ask(id: string, request?: RequestInit): Promise<Simulation> {
    const response = await fetch(new URL(`/api/v1/simulations/${id}`, this.#url), request);
    const simulation = (await response.json()) as Simulation;
    this.#known.get(id)!.simulation = simulation;
    return simulation;
  }
}

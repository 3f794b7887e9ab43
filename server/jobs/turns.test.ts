import { expect, test } from "vitest";
import { Turns } from "./turns.ts";

/** Turns are taken in microtasks. */
async function settled() {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** Works that end when they are told to, and the order in which they began. */
function works(turns: Turns) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (name: string, gone = new AbortController().signal) =>
    turns.take(name[0], gone, async () => {
      begun.push(name);
      await new Promise<void>((resolve) => {
        ends.set(name, resolve);
      });
      return name;
    });
  const end = async (name: string) => {
    await settled();
    ends.get(name)!();
    await settled();
  };
  return { begun, ask, end };
}

test("clients have their turns, however many one has asked for before the other came", async () => {
  const turns = new Turns(1);
  const { begun, ask, end } = works(turns);
  const answers = ["a1", "a2", "a3", "b1", "b2", "c1"].map((name) => ask(name));
  await settled();
  expect(turns.waiting).toBe(5);
  for (const name of ["a1", "a2", "b1", "c1", "a3", "b2"]) await end(name);
  expect(begun).toEqual(["a1", "a2", "b1", "c1", "a3", "b2"]);
  expect(await Promise.all(answers)).toEqual(["a1", "a2", "a3", "b1", "b2", "c1"]);
  expect(turns.waiting).toBe(0);
});

test("as many work at a time as there are slots, and one that fails gives its slot back", async () => {
  const turns = new Turns(2);
  const { begun, ask, end } = works(turns);
  const failed = turns.take("a", new AbortController().signal, async () => {
    throw new Error("failed");
  });
  await expect(failed).rejects.toThrow("failed");
  const answers = ["a1", "a2", "b1"].map((name) => ask(name));
  await end("a1");
  expect(begun).toEqual(["a1", "a2", "b1"]);
  await Promise.all([end("a2"), end("b1")]);
  expect(await Promise.all(answers)).toEqual(["a1", "a2", "b1"]);
});

test("whoever is gone waits no longer, and has no turn", async () => {
  const turns = new Turns(1);
  const { begun, ask, end } = works(turns);
  const gone = new AbortController();
  const first = ask("a1");
  const left = ask("b1", gone.signal);
  const last = ask("c1");
  gone.abort(new Error("gone"));
  await expect(left).rejects.toThrow("gone");
  expect(turns.waiting).toBe(1);
  await expect(ask("b2", gone.signal)).rejects.toThrow("gone");
  await end("a1");
  await end("c1");
  expect(begun).toEqual(["a1", "c1"]);
  expect(await Promise.all([first, last])).toEqual(["a1", "c1"]);
});

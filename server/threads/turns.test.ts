import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ThreadTime } from "./thread-time.ts";
import { Turns } from "./turns.ts";

/** Turns are taken in microtasks. */
async function settled() {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** Work that ends when the test says so, and the order in which it began. */
function works(turns: Turns) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (name: string, gone = new AbortController().signal) =>
    turns.take({ asker: name[0], time: new ThreadTime(), gone }, async () => {
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
  for (const name of ["a1", "b1", "c1", "a2", "b2", "a3"]) await end(name);
  expect(begun).toEqual(["a1", "b1", "c1", "a2", "b2", "a3"]);
  expect(await Promise.all(answers)).toEqual(["a1", "a2", "a3", "b1", "b2", "c1"]);
  expect(turns.waiting).toBe(0);
});

test("an asker who leaves at the moment of its turn does no work", async () => {
  const turns = new Turns(1);
  const { begun, ask } = works(turns);
  const gone = new AbortController();
  const left = ask("a1", gone.signal);
  gone.abort(new Error("gone"));
  await expect(left).rejects.toThrow("gone");
  expect([begun, turns.running]).toEqual([[], 0]);
});

test("a client who asks one question after the other has every second turn beside one who asked for many", async () => {
  const turns = new Turns(1);
  const { begun, ask, end } = works(turns);
  const many = ["a1", "a2", "a3", "a4"].map((name) => ask(name));
  await end("a1");
  const one = ask("b1");
  await end("a2");
  await end("b1");
  const next = ask("b2");
  await end("a3");
  await end("b2");
  await end("a4");
  expect(begun).toEqual(["a1", "a2", "b1", "a3", "b2", "a4"]);
  expect(await Promise.all([...many, one, next])).toHaveLength(6);
});

test("as many work at a time as there are slots, and one that fails gives its slot back", async () => {
  const turns = new Turns(2);
  const { begun, ask, end } = works(turns);
  const failed = turns.take({ asker: "a", time: new ThreadTime(), gone: new AbortController().signal }, async () => {
    throw new Error("failed");
  });
  await expect(failed).rejects.toThrow("failed");
  const answers = ["a1", "a2", "b1"].map((name) => ask(name));
  await end("a1");
  expect(begun).toEqual(["a1", "a2", "b1"]);
  await Promise.all([end("a2"), end("b1")]);
  expect(await Promise.all(answers)).toEqual(["a1", "a2", "b1"]);
});

test("an asker that is gone leaves the queue, and has no turn", async () => {
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

describe("short and long work", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["performance", "setInterval", "clearInterval"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Works by name: long ones begin with a capital letter. What is interrupted begins anew. */
  function mixed(turns: Turns) {
    const log: string[] = [];
    const ends = new Map<string, () => void>();
    const never = new AbortController().signal;
    const ask = async (name: string, { asker = name[0], time = new ThreadTime(), gone = never } = {}) =>
      await turns.take({ asker, time, gone }, async (interrupt) => {
        log.push(name);
        await new Promise<void>((resolve, reject) => {
          ends.set(name, resolve);
          interrupt.addEventListener("abort", () => {
            log.push(`${name} interrupted`);
            reject(new Error("interrupted"));
          });
        });
        return name;
      });
    const end = async (name: string) => {
      ends.get(name)!();
      await settled();
    };
    return { log, ask, end };
  }
  const long = () => new ThreadTime(60_000);

  test("long work leaves a slot to short work, and takes no part of it when nothing waits", async () => {
    const turns = new Turns(3);
    const { log, ask, end } = mixed(turns);
    const answers = ["A1", "B1", "C1"].map(async (name) => await ask(name, { time: long() }));
    await settled();
    expect(log).toEqual(["A1", "B1"]);
    answers.push(ask("d1"), ask("e1"));
    await settled();
    expect(log).toEqual(["A1", "B1", "d1"]);
    await end("d1");
    await end("e1");
    // Two seconds and more without anything short: C1 still has no claim to the third slot.
    vi.advanceTimersByTime(5000);
    await settled();
    expect(log).toEqual(["A1", "B1", "d1", "e1"]);
    await end("A1");
    expect(log.at(-1)).toBe("C1");
    await end("B1");
    await end("C1");
    expect(await Promise.all(answers)).toEqual(["A1", "B1", "C1", "d1", "e1"]);
  });

  test("work that turns out to be long is interrupted for short work, starts again, and is done once", async () => {
    const turns = new Turns(2);
    const { log, ask, end } = mixed(turns);
    const answers = [ask("a1"), ask("b1")];
    await settled();
    vi.advanceTimersByTime(2400);
    expect(log).toEqual(["a1", "b1"]);
    answers.push(ask("c1"));
    await settled();
    vi.advanceTimersByTime(200);
    await settled();
    expect(log).toEqual(["a1", "b1", "b1 interrupted", "c1"]);
    await end("c1");
    // The slot is not given back to what is long by now.
    vi.advanceTimersByTime(1000);
    await settled();
    expect(log).toHaveLength(4);
    await end("a1");
    expect(log.at(-1)).toBe("b1");
    await end("b1");
    expect(await Promise.all(answers)).toEqual(["a1", "b1", "c1"]);
    expect(turns.running + turns.waiting).toBe(0);
  });

  test("three clients: a client's short question goes before its long ones, and has its turn before another's second", async () => {
    const turns = new Turns(2);
    const { log, ask, end } = mixed(turns);
    const answers = [
      ...["A1", "A2", "A3"].map(async (name) => await ask(name, { asker: "a", time: long() })),
      ask("a4"),
      ask("a5"),
      ask("B1", { asker: "b", time: long() }),
      ask("b2"),
      ask("c1"),
    ];
    await settled();
    // One slot is A1's. On the other one a4 came first, and then each client once before a's second.
    for (const name of ["a4", "b2", "c1", "a5", "A1", "B1", "A2", "A3"]) {
      expect(log).toContain(name);
      await end(name);
    }
    expect(log).toEqual(["A1", "a4", "b2", "c1", "a5", "B1", "A2", "A3"]);
    await Promise.all(answers);
  });

  test("the pieces of a job share its time: together they are long, and a slot becomes free for others", async () => {
    const turns = new Turns(2);
    const { log, ask, end } = mixed(turns);
    const time = new ThreadTime();
    const answers = ["j1", "j2", "j3"].map(async (name) => await ask(name, { time }));
    await settled();
    vi.advanceTimersByTime(1100);
    expect(time.isLong).toBe(true);
    answers.push(ask("k1"));
    await settled();
    vi.advanceTimersByTime(200);
    await settled();
    expect(log).toEqual(["j1", "j2", "j2 interrupted", "k1"]);
    await end("j1");
    // What was interrupted goes before what has not begun.
    expect(log.at(-1)).toBe("j2");
    for (const name of ["k1", "j2", "j3"]) await end(name);
    expect(await Promise.all(answers)).toEqual(["j1", "j2", "j3", "k1"]);
  });

  test("with one slot, long work has turns too, and is not interrupted", async () => {
    const turns = new Turns(1);
    const { log, ask, end } = mixed(turns);
    const answers = [ask("A1", { time: long() }), ask("b1")];
    await settled();
    vi.advanceTimersByTime(10_000);
    await settled();
    expect(log).toEqual(["A1"]);
    await end("A1");
    await end("b1");
    expect(await Promise.all(answers)).toEqual(["A1", "b1"]);
  });

  test("an asker who leaves while its work is interrupted is not waited for", async () => {
    const turns = new Turns(2);
    const { ask, end } = mixed(turns);
    const gone = new AbortController();
    const first = ask("A1", { time: long() });
    const left = ask("b1", { gone: gone.signal });
    await settled();
    vi.advanceTimersByTime(2400);
    const short = ask("c1");
    await settled();
    vi.advanceTimersByTime(200);
    await settled();
    expect(turns.waiting).toBe(1);
    gone.abort(new Error("gone"));
    await expect(left).rejects.toThrow("gone");
    expect(turns.waiting).toBe(0);
    await end("c1");
    await end("A1");
    expect(await Promise.all([first, short])).toEqual(["A1", "c1"]);
  });

  test("what is short but keeps waiting who has had no turn is interrupted once, after its trial", async () => {
    const turns = new Turns(2, { trialMilliseconds: 500 });
    const { log, ask, end } = mixed(turns);
    const answers = [ask("a1"), ask("b1"), ask("c1")];
    await settled();
    vi.advanceTimersByTime(400);
    await settled();
    expect(log).toEqual(["a1", "b1"]);
    vi.advanceTimersByTime(200);
    await settled();
    // One waits, so one is interrupted: it has another turn, before which c1 has its own.
    expect(log).toEqual(["a1", "b1", "b1 interrupted", "c1"]);
    vi.advanceTimersByTime(600);
    await settled();
    // b1 has been on a thread, so no piece is interrupted for it.
    expect(log).toHaveLength(4);
    await end("c1");
    answers.push(ask("d1"));
    vi.advanceTimersByTime(200);
    await settled();
    // a1 is in d1's way and has not been interrupted before; b1 would be left alone.
    expect(log.slice(4)).toEqual(["b1", "a1 interrupted", "d1"]);
    for (const name of ["d1", "b1", "a1"]) await end(name);
    expect(await Promise.all(answers)).toEqual(["a1", "b1", "c1", "d1"]);
  });

  test("of what is short, the one that has taken least goes first: a small job's second piece before a monster's", async () => {
    const turns = new Turns(1);
    const { log, ask, end } = mixed(turns);
    const [monster, small] = [new ThreadTime(), new ThreadTime()];
    const answers = [ask("m1", { time: monster }), ask("m2", { time: monster })];
    answers.push(ask("s1", { time: small }), ask("s2", { time: small }));
    await settled();
    vi.advanceTimersByTime(1000);
    for (const name of ["m1", "s1", "s2", "m2"]) await end(name);
    expect(log).toEqual(["m1", "s1", "s2", "m2"]);
    await Promise.all(answers);
  });

  test("long jobs have their turns one after another, also one that asks anew only when it has had one", async () => {
    const turns = new Turns(2);
    const { log, ask, end } = mixed(turns);
    const answers = ["A1", "A2", "B1", "B2", "C1"].map(async (name) => await ask(name, { time: long() }));
    for (const name of ["A1", "B1", "C1"]) {
      await settled();
      await end(name);
    }
    answers.push(ask("C2", { time: long() }));
    for (const name of ["A2", "B2", "C2"]) await end(name);
    expect(log).toEqual(["A1", "B1", "C1", "A2", "B2", "C2"]);
    await Promise.all(answers);
  });

  test("a turn's work hears of it when its asker has gone", async () => {
    const turns = new Turns(2);
    const { log, ask } = mixed(turns);
    const gone = new AbortController();
    const left = ask("a1", { gone: gone.signal });
    await settled();
    gone.abort();
    await expect(left).rejects.toThrow("interrupted");
    expect(log).toEqual(["a1", "a1 interrupted"]);
    expect(turns.running + turns.waiting).toBe(0);
  });

  test("until a thread has begun with it, a piece takes no time of its job", async () => {
    const turns = new Turns(1, { trialMilliseconds: 500 });
    const time = new ThreadTime();
    let start: number | undefined;
    const taken = turns.take(
      { asker: "a", time, gone: new AbortController().signal, began: () => start },
      async (interrupt) =>
        await new Promise<string>((resolve) => {
          interrupt.addEventListener("abort", () => resolve("interrupted"));
        }),
    );
    const { ask, end } = mixed(turns);
    const waiting = ask("b1");
    await settled();
    vi.advanceTimersByTime(10_000);
    expect([time.milliseconds, time.isLong]).toEqual([0, false]);
    start = performance.now();
    vi.advanceTimersByTime(600);
    await settled();
    expect(await taken).toBe("interrupted");
    expect(time.milliseconds).toBe(600);
    await end("b1");
    await waiting;
  });

  test("a slot of long work is not taken from it: what turned long on the other one is interrupted, and once", async () => {
    const turns = new Turns(2);
    const { log, ask, end } = mixed(turns);
    const unknown = ask("s1");
    await settled();
    const long1 = ask("L1", { time: long() });
    await settled();
    const short = ask("c1");
    await settled();
    vi.advanceTimersByTime(2400);
    await settled();
    expect(log).toEqual(["s1", "L1", "s1 interrupted", "c1"]);
    await end("c1");
    vi.advanceTimersByTime(5000);
    await settled();
    await end("L1");
    expect(log.at(-1)).toBe("s1");
    const next = ask("d1");
    await settled();
    vi.advanceTimersByTime(5000);
    await settled();
    await end("s1");
    await end("d1");
    expect(log.filter((line) => line.includes("interrupted"))).toEqual(["s1 interrupted"]);
    expect(await Promise.all([unknown, long1, short, next])).toEqual(["s1", "L1", "c1", "d1"]);
  });

  test("newcomers hold up neither what has taken some time nor what is long: waiting counts", async () => {
    const turns = new Turns(1);
    const { log, ask, end } = mixed(turns);
    const time = new ThreadTime();
    time.add(600);
    const answers = [ask("a0"), ask("m1", { time }), ask("L1", { time: long() })];
    await settled();
    for (let i = 1; i <= 20; i++) {
      answers.push(ask(`n${i}`, { asker: `newcomer ${i}` }));
      await settled();
      vi.advanceTimersByTime(50);
      await end([...log].at(-1)!);
    }
    // One newcomer every 50 ms, each of which is done in that time: 600 ms of waiting make up for 600 ms taken.
    expect(log.indexOf("m1")).toBeLessThanOrEqual(14);
    expect(log.indexOf("L1")).toBeGreaterThan(0);
    expect(log.indexOf("L1")).toBeLessThanOrEqual(14);
    while (turns.running > 0) await end([...log].at(-1)!);
    expect(await Promise.all(answers)).toHaveLength(23);
  });
});

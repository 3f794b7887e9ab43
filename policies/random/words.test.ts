import { describe, expect, test } from "vitest";
import { Coins } from "./coins.ts";
import { gammaCubeOf } from "./gamma.ts";
import { normalOf } from "./normal.ts";
import { Sfc32 } from "./sfc32.ts";
import { stream, streamKey } from "./streams.ts";

// What single words decide, at the borders that random draws never meet.

/** A generator of these words, which throws when they are used up. */
function ofWords(...words: number[]): Sfc32 {
  const random = new Sfc32(new Uint32Array(4), 0);
  random.word = () => {
    const word = words.shift();
    if (word === undefined) throw new RangeError("no words are left");
    return word;
  };
  return random;
}

const NONE = "no words are left";
/** Two words that make this uniform. */
const uniformWords = (uniform: number) => [Math.floor(uniform * 2 ** 27) * 32, ((uniform * 2 ** 27) % 1) * 2 ** 32];

describe("a coin", () => {
  const flip = (probability: number, ...words: number[]) => new Coins([probability]).flip(0, ofWords(...words));

  test("is heads for exactly the words below p·2³²", () => {
    for (const p of [0.25, 0.5, 0.75, 3 * 2 ** -31]) {
      const border = p * 2 ** 32;
      expect(flip(p, border - 1), `just below ${p}`).toBe(1);
      expect(flip(p, 0)).toBe(1);
      // At the border itself nothing is left over for the fraction.
      expect(flip(p, border, 0, 0)).toBe(0);
      expect(flip(p, border + 2)).toBe(0);
      expect(flip(p, 2 ** 32 - 1)).toBe(0);
    }
  });

  test("falls by the fraction that is left over where the word alone does not decide", () => {
    for (const fraction of [0.125, 0.5, 0.9375]) {
      const p = (1000 + fraction) * 2 ** -31;
      expect(flip(p, 1999)).toBe(1);
      for (const word of [2000, 2001]) {
        expect(flip(p, word, ...uniformWords(fraction - 2 ** -20))).toBe(1);
        expect(flip(p, word, ...uniformWords(fraction))).toBe(0);
        expect(() => flip(p, word)).toThrow(NONE);
      }
      expect(flip(p, 2002)).toBe(0);
    }
    // Less than one word in all: only the least one is open.
    expect(flip(2 ** -33, 0, ...uniformWords(0.24))).toBe(1);
    expect(flip(2 ** -33, 0, ...uniformWords(0.25))).toBe(0);
    expect(flip(2 ** -33, 2)).toBe(0);
  });

  test("never falls for p = 0 and always for p = 1", () => {
    for (const word of [0, 1, 2, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 2, 2 ** 32 - 1]) {
      expect(flip(0, word, 0, 0)).toBe(0);
      expect(flip(1, word)).toBe(1);
    }
  });
});

test("below(n) takes equally many words for every integer, by what happens at the borders", () => {
  for (const n of [1, 2, 3, 5, 7, 10, 100, 1000, 12_345, 2 ** 20 - 3, 2 ** 20]) {
    const each = Math.floor(2 ** 32 / n);
    const step = Math.max(1, Math.floor(n / 2000));
    for (let integer = 0; integer < n; integer += step) {
      const first = Math.ceil((integer * 2 ** 32) / n);
      const end = Math.ceil(((integer + 1) * 2 ** 32) / n);
      expect(ofWords(end - 1).below(n)).toBe(integer);
      // An interval has one word more than its share, or none; the first is the one to be drawn again.
      if (end - first === each) expect(ofWords(first).below(n)).toBe(integer);
      else expect(() => ofWords(first).below(n), `word ${first} for ${n}`).toThrow(NONE);
      expect(ofWords(first + 1).below(n)).toBe(integer);
    }
  }
});

test("a Gamma variate is refused by every uniform above its probability to be accepted", () => {
  const random = stream("squeeze", "reward", "");
  const key = streamKey("wedges", "reward", "");
  let refused = 0;
  for (let trial = 0; trial < 20_000; trial++) {
    const shape = [1, 1.01, 1.3, 2, 5, 60, 4000][trial % 7];
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    const [high, low] = [random.word(), random.word()];
    const x = normalOf(high, low, new Sfc32(key, 0));
    const root = 1 + c * x;
    const cube = root ** 3;
    const logAccepted = root > 0 ? 0.5 * x * x + d * (1 - cube + Math.log(cube)) : -Infinity;
    const accepted = Math.exp(logAccepted) * 2 ** 32;
    // The uniform has these 32 bits and more: it is above the probability if the word is.
    const above = Math.ceil(accepted + 1e-3);
    const wedges = new Sfc32(key, 0);
    const draw = (word: number) => gammaCubeOf(high, low, word, wedges, d, c);
    if (above < 2 ** 32) {
      refused++;
      expect(draw(above), `x = ${x}, shape ${shape}`).not.toBeCloseTo(cube, 12);
    }
    const below = Math.floor(accepted) - 2;
    if (below >= 0) expect(gammaCubeOf(high, low, below, new Sfc32(key, 0), d, c)).toBeCloseTo(cube, 12);
  }
  expect(refused).toBeGreaterThan(5000);
});

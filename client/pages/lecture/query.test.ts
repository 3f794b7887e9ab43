import fc from "fast-check";
import { expect, test } from "vitest";
import { InvalidInput } from "../../../experiments/mistakes/mistakes.ts";
import { mistakeWithPlace } from "../../text/mistakes.ts";
import { fromQuery, toQuery } from "./query.ts";
import { LectureSpec, lectureSpec } from "./spec.ts";

const shape = fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.double({ min: 1e-3, max: 1e9, noNaN: true }));
const prior = fc.record({ alpha: shape, beta: shape });

const specs = fc.integer({ min: 2, max: 6 }).chain((arms) =>
  fc
    .record({
      arms: fc.constant(arms),
      history: fc.array(
        fc.record({ arm: fc.integer({ min: 0, max: arms - 1 }), reward: fc.integer({ min: 0, max: 1 }) }),
        { maxLength: 20 },
      ),
      prior: fc.oneof(prior, fc.record({ priors: fc.array(prior, { minLength: arms, maxLength: arms }) })),
      epsilon: fc.double({ min: 0, max: 1, noNaN: true }),
      explore: fc.constantFrom("all", "others"),
      c: fc.double({ min: 0, max: 1e6, noNaN: true }),
      tieBreak: fc.constantFrom("uniform", "first"),
      slide: fc.boolean(),
    })
    .map(({ prior, ...rest }) => LectureSpec.parse({ ...rest, ...prior })),
);

test("an address gives back its specification", () => {
  fc.assert(
    fc.property(specs, (spec) => {
      expect(fromQuery(toQuery(spec))).toEqual(spec);
    }),
    { seed: 20_210_203, numRuns: 300 },
  );
});

test("the lecture's exercise is the empty address", () => {
  expect(toQuery(lectureSpec)).toBe("");
  expect(fromQuery("")).toEqual(lectureSpec);
});

test("an address is readable", () => {
  const spec = LectureSpec.parse({ alpha: 2, beta: 2, history: [{ arm: 1, reward: 1 }] });
  expect(toQuery(spec)).toBe("history=b1&alpha=2&beta=2");
  expect(fromQuery("history=").history).toEqual([]);
});

const mistakesOf = (query: string) => {
  try {
    fromQuery(query);
    return [];
  } catch (error) {
    return (error as InvalidInput).mistakes.map(({ pointer, detail }) => `${pointer} ${detail}`);
  }
};

test("a faulty address gives the API's mistakes", () => {
  expect(mistakesOf("epsilon=2")).toEqual(["/epsilon must be in [0, 1], got 2"]);
  expect(mistakesOf("epsilon=often")).toEqual(['/epsilon must be in [0, 1], got "often"']);
  expect(mistakesOf("history=a0,c1")).toEqual(['/history/1/arm names no arm: "c"']);
  expect(mistakesOf("history=a0,z9")[0]).toMatch(/^\/history\/1 must be an object/);
  expect(mistakesOf("priors=1:1")).toEqual(["/priors has 1 entries for 2 arms"]);
  expect(mistakesOf("slide=yes")).toHaveLength(1);
});

test.each(["utm_source=mail", "fbclid=IwAR0", "gclid=", "ref=a%20b", "__proto__=1", "toString=1", "spec={}", "a0,b1"])(
  "unknown fields of a link are ignored: %s",
  (extra) => {
    const spec = fromQuery("epsilon=0.2&arms=3");
    expect(fromQuery(`epsilon=0.2&${extra}&arms=3`)).toEqual(spec);
    expect(toQuery(fromQuery(`${extra}&epsilon=0.2&arms=3`))).toBe(toQuery(spec));
  },
);

test("a pull or a prior that cannot be read is quoted in plain words", () => {
  const said = (query: string) => {
    try {
      return fromQuery(query);
    } catch (error) {
      return (error as InvalidInput).mistakes.map(mistakeWithPlace);
    }
  };
  expect(said("history=a0,zz")).toEqual(['Pull 2: cannot be read: "zz".']);
  expect(said("priors=1:1,2")).toEqual(['Prior 2: cannot be read: "2".']);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import type { SelectionAnswer } from "../../../experiments/selection/answer.ts";
import { answersOf, POLICIES } from "./answers.ts";
import { deriveIntegral, finiteSum } from "./integral.ts";
import { namedPosteriors } from "./named-posteriors.ts";
import { aside, exactText, shortest } from "./numbers.ts";
import { meanText } from "./beliefs.ts";
import { countingSentence, fractionSentence, isWhole, methodSentence, shapeSentence } from "./integral-sentences.ts";
import { epsilonSentence, greedySentence, ucbWorking } from "./sentences.ts";
import { ARM_NAMES, LectureSpec } from "./spec.ts";
import { finiteSumTex, integralSteps } from "./tex.ts";
import {
  type Fraction,
  fraction,
  fractionOf,
  isEqual,
  isLess,
  largestOfWhole,
  minus,
  over,
  plus,
  textOf,
  times,
  wholeExceeds,
} from "./testing/exact-chances.ts";

const ZERO: Fraction = [0n, 1n];
const ONE: Fraction = [1n, 1n];

const wholePrior = fc.record({ alpha: fc.integer({ min: 1, max: 6 }), beta: fc.integer({ min: 1, max: 6 }) });
const decimal = fc.constantFrom(0.001, 0.3, 0.5, 1.5, 2, 2.25, 7.1, 40);
const anyPrior = fc.record({ alpha: decimal, beta: decimal });
const largePrior = fc.record({ alpha: fc.integer({ min: 1, max: 60 }), beta: fc.integer({ min: 1, max: 60 }) });
const prior = fc.oneof({ weight: 4, arbitrary: wholePrior }, { weight: 2, arbitrary: anyPrior }, largePrior);

const specs = fc.integer({ min: 2, max: 6 }).chain((arms) => {
  const pull = fc.record({ arm: fc.integer({ min: 0, max: arms - 1 }), reward: fc.integer({ min: 0, max: 1 }) });
  return fc
    .record({
      arms: fc.constant(arms),
      history: fc.oneof(
        { weight: 4, arbitrary: fc.array(pull, { maxLength: 12 }) },
        fc.array(pull, { minLength: 20, maxLength: 40 }),
      ),
      prior: fc.oneof(
        fc.constant({}),
        wholePrior,
        anyPrior,
        fc.record({ priors: fc.array(prior, { minLength: arms, maxLength: arms }) }),
      ),
      epsilon: fc.constantFrom(0, 0.01, 0.1, 0.25, 0.3, 0.999, 1),
      explore: fc.constantFrom("all", "others"),
      c: fc.constantFrom(0, 0.05, 0.5, 1, 1.3, 2, 5, 1000),
      tieBreak: fc.constantFrom("uniform", "first"),
    })
    .map(({ prior: given, ...rest }) => LectureSpec.parse({ ...rest, ...given }));
});

/** Three hundred what-ifs of the page, by a seed that nobody picked: the date of the lecture. */
const whatIfs = fc.sample(specs, { seed: 20_210_203, numRuns: 300 });
const cases = whatIfs.map((spec) => ({ spec, answers: answersOf(spec), truth: truthOf(spec) }));

/** What follows from the data by whole numbers alone. */
function truthOf(spec: LectureSpec) {
  const arms = ARM_NAMES.slice(0, spec.arms).map((name, arm) => {
    const rewards = spec.history.filter((pull) => pull.arm === arm).map(({ reward }) => reward);
    const wins = rewards.reduce((sum, reward) => sum + reward, 0);
    const mean: Fraction = rewards.length === 0 ? ZERO : fraction(BigInt(wins), BigInt(rewards.length));
    const { alpha, beta } = spec.priors?.[arm] ?? spec;
    // In tenths of thousandths, so that 0.1 + 0.2 is 0.3.
    const add = (value: number, count: number) => (Math.round(value * 10_000) + count * 10_000) / 10_000;
    const posterior = { alpha: add(alpha, wins), beta: add(beta, rewards.length - wins) };
    return { name, pulls: rewards.length, mean, posterior };
  });
  const isBest = ({ mean }: (typeof arms)[number]) => !arms.some((other) => isLess(mean, other.mean));
  const leaders = arms.filter(isBest).map(({ name }) => name);
  return { arms, leaders, untried: arms.filter(({ pulls }) => pulls === 0).map(({ name }) => name) };
}

type Truth = ReturnType<typeof truthOf>;

const evenly = (chosen: readonly string[], name: string) =>
  chosen.includes(name) ? fraction(1n, BigInt(chosen.length)) : ZERO;
const chosenOf = (tied: readonly string[], { tieBreak }: LectureSpec) =>
  tieBreak === "first" ? tied.slice(0, 1) : tied;

function exploredOf({ arms, leaders }: Truth, { explore }: LectureSpec): string[] {
  const names = arms.map(({ name }) => name);
  const others = names.filter((name) => !leaders.includes(name));
  return explore === "others" && others.length > 0 ? others : names;
}

/** The arms with the highest index Q + c·√(ln t/N), in doubles; undefined if two are nearer than rounding tells. */
function ucbLeaders({ arms, untried }: Truth, c: number, t: number): string[] | undefined {
  if (untried.length > 0) return untried;
  const indexOf = ({ mean: [above, below], pulls }: Truth["arms"][number]) =>
    Number(above) / Number(below) + c * Math.sqrt(Math.log(t) / pulls);
  const highest = Math.max(...arms.map(indexOf));
  const near = arms.filter((arm) => indexOf(arm) > highest - 1e-9);
  // Equal mean and equal counts, or no bonus, is a tie by algebra.
  const isTie = near.every(({ mean, pulls }) => isEqual(mean, near[0].mean) && (c === 0 || pulls === near[0].pulls));
  return isTie ? near.map(({ name }) => name) : undefined;
}

const computed = new WeakMap<Truth, (Fraction | undefined)[]>();

/** Thompson sampling's chance of an arm, where it is a fraction that whole numbers give. */
function thompsonChance(truth: Truth, arm: number): Fraction | undefined {
  const before = computed.get(truth);
  const chances = before ?? truth.arms.map((_, place) => thompsonFraction(truth, place));
  if (!before) computed.set(truth, chances);
  return chances[arm];
}

function thompsonFraction({ arms }: Truth, arm: number): Fraction | undefined {
  const posteriors = arms.map(({ posterior }) => posterior);
  if (isWhole(posteriors)) return largestOfWhole(posteriors, arm);
  if (arms.length > 2) return undefined;
  const [own, rival] = [posteriors[arm], posteriors[1 - arm]];
  if (isWhole([own])) return wholeExceeds(own, rival);
  return isWhole([rival]) ? minus(ONE, wholeExceeds(rival, own)) : undefined;
}

/** The exact chance of an arm under a policy; undefined where this test has none. */
function chanceOf(
  policy: (typeof POLICIES)[number],
  spec: LectureSpec,
  truth: Truth,
  arm: number,
): Fraction | undefined {
  const { name } = truth.arms[arm];
  if (policy === "greedy") return evenly(chosenOf(truth.leaders, spec), name);
  if (policy === "ucb") {
    const leaders = ucbLeaders(truth, spec.c, spec.history.length + 1);
    return leaders && evenly(chosenOf(leaders, spec), name);
  }
  if (policy === "thompson-beta") return thompsonChance(truth, arm);
  const epsilon = fractionOf(String(spec.epsilon));
  const explore = times(epsilon, evenly(exploredOf(truth, spec), name));
  return plus(explore, times(minus(ONE, epsilon), evenly(chosenOf(truth.leaders, spec), name)));
}

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const plainPower = (text: string) =>
  text.replaceAll(/·?10(⁻?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (_, minusSign: string, digits: string) => {
    const exponent = Array.from(digits, (digit) => SUPERSCRIPTS.indexOf(digit)).join("");
    return `e${minusSign && "-"}${exponent}`;
  });

/** Whether a shown text is true of a number: a fraction exactly, decimals by rounding in their last digit. */
function isTrue(text: string, exact: Fraction, epsilon: number): boolean {
  const [first, more] = text.split(" ≈ ");
  if (more !== undefined && !/^[\d…]+\/[\d…]+ \(\d+ digits below the line\)$/.test(more)) return false;
  if (first.includes("ε")) return isEqual(valueOfFormula(first, epsilon), exact);
  if (first.startsWith("below "))
    return !isEqual(exact, ZERO) && isLess(exact, fractionOf(plainPower(first.slice(6)).replace(/^e/, "1e")));
  if (first.startsWith("above 1 − "))
    return (
      isLess(minus(ONE, exact), fractionOf(plainPower(first.slice(10)).replace(/^e/, "1e"))) && !isEqual(exact, ONE)
    );
  if (first.startsWith("1 − ")) return isTrue(first.slice(4), minus(ONE, exact), epsilon);
  if (first.includes("/") || first === "0" || first === "1") return textOf(exact) === first;
  const plain = plainPower(first);
  const [digits, exponent = "0"] = plain.split("e");
  const places = (digits.split(".")[1] ?? "").length - Number(exponent);
  const distance = minus(fractionOf(plain), exact);
  const size: Fraction = distance[0] < 0n ? [-distance[0], distance[1]] : distance;
  // Half a unit of the last digit, and what the double may be off.
  return !isLess(over([10_001n, 20_000n], fractionOf(`1e${places}`)), size);
}

/** "1 − 2ε/3", "1/2 + ε/6", "ε/2". */
function valueOfFormula(formula: string, epsilon: number): Fraction {
  const terms = formula.replaceAll(" ", "").replaceAll("−", "+-").split("+").filter(Boolean);
  return terms.map((term) => termValue(term, epsilon)).reduce(plus, ZERO);
}

function termValue(term: string, epsilon: number): Fraction {
  const sign: Fraction = [term.startsWith("-") ? -1n : 1n, 1n];
  const size = term.replace("-", "");
  if (!size.includes("ε")) return times(sign, fractionOf(size));
  const [factor, divisor = ""] = size.split("ε");
  const value = times(fractionOf(factor || "1"), fractionOf(String(epsilon)));
  return times(sign, divisor === "" ? value : over(value, fractionOf(divisor.slice(1))));
}

test("every shown probability is the exact one: formula and fraction to the letter, decimals to their last digit", () => {
  const counts = { checked: 0, fractions: 0, formulas: 0 };
  const wrong: unknown[] = [];
  for (const { spec, answers, truth } of cases) {
    for (const policy of POLICIES) {
      answers[policy].probabilities.forEach((probability, arm) => {
        const exact = chanceOf(policy, spec, truth, arm);
        if (!exact) return;
        const texts = [shortest(probability), aside(probability) ?? shortest(probability)];
        if (policy === "thompson-beta") texts.push(exactText(probability));
        counts.checked += texts.length;
        counts.fractions += texts.filter((text) => text.includes("/") && !text.includes("ε")).length;
        counts.formulas += texts.filter((text) => text.includes("ε")).length;
        for (const text of texts)
          if (!isTrue(text, exact, spec.epsilon)) wrong.push([policy, arm, text, textOf(exact), JSON.stringify(spec)]);
        if (probability.fraction !== undefined && probability.fraction !== textOf(exact))
          wrong.push([policy, arm, probability.fraction, textOf(exact), JSON.stringify(spec)]);
      });
    }
  }
  expect(wrong.slice(0, 3)).toEqual([]);
  // The what-ifs reach every kind of text.
  expect(counts.checked).toBeGreaterThan(5000);
  expect(counts.fractions).toBeGreaterThan(1000);
  expect(counts.formulas).toBeGreaterThan(300);
});

test("the method above every column is the one that its numbers show", () => {
  for (const { answers, truth } of cases) {
    const thompson = answers["thompson-beta"];
    const allHave = (answer: SelectionAnswer, field: "fraction" | "formula") =>
      answer.probabilities.every((probability) => probability[field] !== undefined);
    expect(answers.greedy.method).toBe("index");
    expect(answers["epsilon-greedy"].method).toBe("closed-form");
    expect(allHave(answers["epsilon-greedy"], "formula")).toBe(true);
    expect(thompson.method === "fraction").toBe(allHave(thompson, "fraction"));
    if (thompson.method === "fraction") expect(isWhole(truth.arms.map(({ posterior }) => posterior))).toBe(true);
    for (const { errorBound } of thompson.probabilities) expect(errorBound === 0).toBe(thompson.method === "fraction");
  }
});

test("posteriors and their means are those of the counts", () => {
  for (const { spec, truth } of cases) {
    namedPosteriors(spec).forEach((posterior, arm) => {
      const { alpha, beta } = truth.arms[arm].posterior;
      expect(posterior).toMatchObject({ arm: truth.arms[arm].name });
      expect(posterior.alpha).toBeCloseTo(alpha, 9);
      expect(posterior.beta).toBeCloseTo(beta, 9);
      const mean = over(fractionOf(String(alpha)), plus(fractionOf(String(alpha)), fractionOf(String(beta))));
      expect([meanText(posterior), isTrue(meanText(posterior), mean, 0)]).toEqual([meanText(posterior), true]);
    });
  }
});

const listOf = (text: string) => text.split(/, | and /);
const plural = (names: readonly string[]) => names.length > 1;

test("what is said of greedy is true", () => {
  for (const { spec, answers, truth } of cases) {
    const sentence = greedySentence(answers.greedy, spec);
    const alone = /^Arm (\w) has the highest mean, so greedy plays it\./.exec(sentence);
    const tied =
      /^Arms (.+) tie for the highest mean\. (?:The first of them, (\w), is played|One of them is played, evenly)\./.exec(
        sentence,
      );
    expect(listOf((alone ?? tied)![1])).toEqual(truth.leaders);
    expect(Boolean(tied)).toBe(plural(truth.leaders));
    if (tied) expect(tied[2]).toBe(spec.tieBreak === "first" ? truth.leaders[0] : undefined);
    expect(sentence.includes("An untried arm counts as Q = 0.")).toBe(truth.untried.length > 0);
  }
});

test("what is said of ε-greedy is true", () => {
  for (const { spec, answers, truth } of cases) {
    const sentence = epsilonSentence(answers["epsilon-greedy"], spec);
    const said =
      /^With probability ε, (?:any of the (\d) arms, evenly(; no arm is without the highest mean)?|one of (.+?), evenly|arm (\w)); otherwise (?:arm (\w)|one of (.+?), evenly)\.( E = \{(.+)\}, G = \{(.+)\}\.)?$/.exec(
        sentence,
      )!;
    const [, all, nobody, several, single, otherwise, otherwiseSeveral, sets, explored, exploited] = said;
    const expected = exploredOf(truth, spec);
    if (all === undefined) expect(listOf(several ?? single)).toEqual(expected);
    else expect([Number(all), expected.length]).toEqual([spec.arms, spec.arms]);
    expect(nobody !== undefined).toBe(spec.explore === "others" && truth.leaders.length === spec.arms);
    expect(listOf(otherwise ?? otherwiseSeveral)).toEqual(chosenOf(truth.leaders, spec));
    if (sets !== undefined) {
      expect(explored.split(", ")).toEqual(expected);
      expect(exploited.split(", ")).toEqual(chosenOf(truth.leaders, spec));
    }
  }
});

test("what is said of UCB is true: its leaders at every c", () => {
  const kinds = new Set<string>();
  for (const { spec, answers, truth } of cases) {
    const { sentence, ranges } = ucbWorking(answers.ucb, spec);
    const t = spec.history.length + 1;
    const untried = /^Untried arms are played first for every c: ([^.]+)\./.exec(sentence);
    const equal =
      /^All arms have equal counts and so equal bonuses \((.+) at c = .+\)\. The highest mean decides: (.+?)(, which tie)?\./.exec(
        sentence,
      );
    const always =
      /^(.+?) (has|have) the highest mean and the largest bonus, so (it is played|they tie) for every c > 0\./.exec(
        sentence,
      );
    const changes =
      /^Counts differ, so c decides\. The leader changes at c\* = (.+)\. Here c = (.+?)\.( At c = 0|$)/.exec(sentence);
    const kind = [untried && "untried", equal && "equal", always && "always", changes && "changes"].filter(Boolean);
    expect([sentence, kind.length]).toEqual([sentence, 1]);
    kinds.add(String(kind[0]));
    if (untried) expect(listOf(untried[1])).toEqual(truth.untried);
    if (equal) {
      expect(listOf(equal[2])).toEqual(truth.leaders);
      expect(Boolean(equal[3])).toBe(plural(truth.leaders));
    }
    if (always) {
      expect(always[2] === "have").toBe(plural(listOf(always[1])));
      for (const c of [1e-3, 0.1, 1, 10, 1e4]) expect(ucbLeaders(truth, c, t)).toEqual(listOf(always[1]));
    }
    if (changes) {
      for (const { leaders, where } of ranges!) {
        const [low, high = "Infinity"] = [...where.matchAll(/\d[\d.]*/g)].map(([number]) => number);
        const [from, to] = [Number(low), Number(high)];
        expect([where, from < to]).toEqual([where, true]);
        const middle = to === Infinity ? 2 * from + 1 : (from + to) / 2;
        const found = ucbLeaders(truth, middle, t);
        if (found) expect([where, listOf(leaders)]).toEqual([where, found]);
      }
      expect(changes[1].split(", ")).toHaveLength(ranges!.length - 1);
    }
    const says = sentence.match(/The first of them, (\w), is played/);
    if (says) expect(answers.ucb.probabilities.find(({ value }) => value === 1)!.arm).toBe(says[1]);
  }
  expect([...kinds].toSorted()).toEqual(["always", "changes", "equal", "untried"]);
});

/** The numbers of a sum in LaTeX. */
const numbersOf = (tex: string) =>
  [...tex.matchAll(/(-?)\s*(?:\\frac\{(\d+)\}\{(\d+)\}|(\d+))/g)].map(([, sign, above, below, whole]) =>
    times(
      [sign === "-" ? -1n : 1n, 1n],
      whole === undefined ? fraction(BigInt(above), BigInt(below)) : [BigInt(whole), 1n],
    ),
  );

test("the lines of the integral end in the exact fraction, and so does the finite sum", () => {
  const counts = { derived: 0, summed: 0 };
  for (const { spec, answers, truth } of cases) {
    const posteriors = namedPosteriors(spec);
    const derivation = deriveIntegral(posteriors, 0);
    const answer = answers["thompson-beta"];
    if (derivation) {
      counts.derived++;
      const exact = thompsonChance(truth, 0)!;
      const lines = integralSteps(derivation).map(({ tex }) => tex);
      expect(numbersOf(lines.at(-1)!).map(textOf)).toEqual([textOf(exact)]);
      if (derivation.terms.length > 1) expect(textOf(numbersOf(lines.at(-2)!).reduce(plus))).toBe(textOf(exact));
    }
    if (spec.arms === 2 && isWhole(posteriors)) {
      counts.summed++;
      const terms = finiteSum(posteriors[0], posteriors[1]);
      const exact = thompsonChance(truth, 0)!;
      const tex = finiteSumTex(terms, answer);
      const [written, total] = tex.split(tex.includes("approx") ? "\\approx " : /= (?=[^=]*$)/);
      if (terms.length > 1) expect(textOf(numbersOf(written).reduce(plus))).toBe(textOf(exact));
      if (tex.includes("approx")) expect(isTrue(/\\text\{(.+)\}/.exec(total)![1], exact, 0)).toBe(true);
      else expect(textOf(numbersOf(total)[0])).toBe(textOf(exact));
    }
  }
  expect(counts.derived).toBeGreaterThan(30);
  expect(counts.summed).toBeGreaterThan(30);
});

test("what is said of fractions, sums and quadrature is true", () => {
  const seen = new Set<string>();
  for (const { spec, answers } of cases) {
    const posteriors = namedPosteriors(spec);
    const answer = answers["thompson-beta"];
    const { fraction: found } = answer.probabilities[0];
    const isFraction = found !== undefined;
    const sentences = [fractionSentence(answer), shapeSentence(posteriors, answer), countingSentence(answer)];
    const [card, shape, counting] = sentences;
    expect(card.startsWith("Computed in whole numbers")).toBe(isFraction);
    expect(card.startsWith("No fraction is computed here")).toBe(!isFraction);
    expect(counting.includes("the same fraction")).toBe(isFraction);
    expect(shape.includes("are polynomials")).toBe(isWhole(posteriors));
    const text = sentences.join(" ");
    const says = {
      fraction: text.includes("whole numbers gives"),
      "closed-form": text.includes("A finite sum"),
      quadrature: text.includes("Numerical integration"),
    };
    for (const [method, isSaid] of Object.entries(says))
      expect([method, isSaid]).toEqual([method, method === answer.method]);
    if (!isFraction) {
      const how = methodSentence(answer);
      expect(how.includes("Gauss–Kronrod")).toBe(answer.method === "quadrature");
      expect(how.includes("finite sum")).toBe(answer.method === "closed-form");
    }
    seen.add(answer.method);
  }
  expect([...seen].toSorted()).toEqual(["closed-form", "fraction", "quadrature"]);
});

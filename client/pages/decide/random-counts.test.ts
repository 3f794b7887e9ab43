import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { stream } from "../../../policies/random/streams.ts";
import { bestArmAnswer } from "../../../experiments/best-arm/best-arm.ts";
import { draftOf, type Conversions, example } from "./spec.ts";
import { language } from "./language.ts";
import { observedValues, wordings } from "./measured.ts";
import { NextVisitors } from "./next-visitors.tsx";
import { requestOf } from "./request.ts";
import { exactBest, exceeds, type Fraction, rounded, toNumber, type Whole } from "./testing/exact-verdicts.ts";
import { VariantsTable } from "./variants-table.tsx";
import { verdict } from "./verdict.ts";

const NAMES = ["A", "B", "C"];

/** Random tests: two or three variants, few visitors or some, rates of any size. */
function randomTest(index: number): Conversions {
  const random = stream("counts on the page", "world", "decide", index);
  const most = [3, 9, 30, index % 3 === 0 ? 60 : 20][index % 4];
  const variants = Array.from({ length: index % 3 === 0 ? 2 : 3 }, () => {
    const visitors = random.below(most + 1);
    const rate = random.uniform() ** 2;
    let conversions = 0;
    for (let i = 0; i < visitors; i++) conversions += Number(random.uniform() < rate);
    return { conversions, visitors };
  });
  const acceptedLoss = [0.1, 0.5, 2, 5][random.below(4)];
  const prior = { alpha: 1 + random.below(2), beta: 1 + random.below(3) };
  return { ...example, variants, names: [], acceptedLoss, prior };
}

const tests = Array.from({ length: 250 }, (_, index) => randomTest(index));
const exactly = memoised((spec: Conversions) => exactBest(posteriorsOf(spec)));
const page = memoised(pageOf);
const posteriorsOf = ({ variants, prior: { alpha, beta } }: Conversions): Whole[] =>
  variants.map(({ conversions, visitors }) => ({ alpha: alpha + conversions, beta: beta + visitors - conversions }));

function memoised<Value>(make: (spec: Conversions) => Value): (spec: Conversions) => Value {
  const made = new Map<Conversions, Value>();
  return (spec) => {
    if (!made.has(spec)) made.set(spec, make(spec));
    return made.get(spec)!;
  };
}

/** Comparisons with a control take most of the time, so only some tests have one. */
const compared = tests.filter((_, index) => index % 12 === 1);

/** What the page says of a test, as text. */
function pageOf(spec: Conversions) {
  const { control, ...request } = requestOf(spec);
  const answer = bestArmAnswer(compared.includes(spec) ? { ...request, control } : request);
  const arms = answer.probabilities;
  const names = NAMES.slice(0, arms.length);
  const table = renderToStaticMarkup(
    createElement(VariantsTable, { observed: observedValues(spec), arms, names, wording: wordings.conversions }),
  );
  const next = renderToStaticMarkup(
    createElement(NextVisitors, { spec, arms, names, state: { answer: null, failure: null } }),
  );
  const rows = table.split("<tr>").slice(2);
  return { arms, rows: rows.map(plain), next: plain(next), ...verdict(arms, names, spec.acceptedLoss) };
}

const plain = (html: string) => html.replaceAll(/<[^>]*>/g, "").replaceAll(/\s+/g, " ");

/** "97.3%" of an exact chance between 0.1% and 99.9%; undefined beyond, where the page has odds. */
function percent({ over, under }: Fraction): string | undefined {
  if (1000n * over < under || 1000n * over > 999n * under) return undefined;
  const thousandths = rounded({ over, under }, 1000n);
  return `${thousandths / 10n}.${thousandths % 10n}%`;
}

/** Percentage points, from the exact loss, to as many digits as show whether it is accepted. */
function cost(loss: Fraction, accepted: number, mayStop: boolean): string {
  const shown = [2, 3, 4, 5, 6].map((digits) => points(loss, digits));
  return shown.find((text) => text.startsWith("less") || Number(text) <= accepted === mayStop)!;
}

/** Percentage points to two digits, from the exact loss. */
function points(loss: Fraction, places = 2): string {
  if (loss.over * 1_000_000n < loss.under) return "less than 0.0001";
  let power = 0;
  while (loss.over * 10n ** BigInt(power + 2) < 10n * loss.under) power++;
  // loss·10^(power + places) is in [10^(places − 1), 10^places), so as many digits are whole.
  const digits = rounded(loss, 10n ** BigInt(power + places));
  return String(Number(`${digits}e${2 - places - power}`));
}

test("numbers and sentences of 250 random tests are those of sums of fractions", () => {
  for (const spec of tests) {
    const { best, loss } = exactly(spec);
    const { arms, rows, headline, advice, canStop } = page(spec);
    const what = JSON.stringify(spec.variants);
    best.forEach((chance, arm) => {
      expect(Math.abs(arms[arm].value - toNumber(chance)), what).toBeLessThan(1e-12);
      expect(Math.abs(arms[arm].expectedLoss! - toNumber(loss[arm])), what).toBeLessThan(1e-12);
      const text = percent(chance);
      if (text) expect(rows[arm], what).toContain(text);
      expect(rows[arm].endsWith(points(loss[arm])), `${what} ${rows[arm]} ${points(loss[arm])}`).toBe(true);
    });
    const order = (a: Fraction, b: Fraction) => Number(a.over * b.under - b.over * a.under > 0n);
    const leads = best.map((chance) => best.every((other) => order(other, chance) === 0));
    const leaders = NAMES.filter((_, arm) => leads[arm]);
    const share = percent(best[leads.indexOf(true)]);
    if (leaders.length === 1 && share) expect(headline, what).toBe(`${leaders[0]} leads: ${share} to be best.`);
    if (leaders.length === best.length) expect(headline, what).toContain("are equally likely to be best");
    else if (leaders.length > 1) expect(headline, what).toContain(`${leaders.join(" and ")} lead: `);
    const cheapest = loss.findIndex((own) => loss.every((other) => order(own, other) === 0));
    const [accepted] = [spec.acceptedLoss];
    // Accepted losses are decimals of one place.
    const mayStop = loss[cheapest].over * 1000n <= BigInt(Math.round(accepted * 10)) * loss[cheapest].under;
    expect(canStop, what).toBe(mayStop);
    expect(advice, what).toBe(
      mayStop
        ? `You can stop: choosing ${NAMES[cheapest]} loses ${cost(loss[cheapest], accepted, mayStop)} percentage points on average, no more than the ${accepted} you accept.`
        : `Keep testing: choosing ${NAMES[cheapest]} now loses ${cost(loss[cheapest], accepted, mayStop)} percentage points on average, more than the ${accepted} you accept.`,
    );
  }
});

test("the next 1,000 visitors are shared out by exact chances, with at most one between", () => {
  for (const spec of tests) {
    const { best } = exactly(spec);
    const { next } = page(spec);
    const shares = [...next.matchAll(/([\d,]+) [ABC]/g)].map(([, count]) => Number(count.replace(",", "")));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(1000);
    best.forEach((chance, arm) => {
      // The whole part, or one more.
      expect([0, 1], JSON.stringify(spec.variants)).toContain(
        shares[arm] - Number((1000n * chance.over) / chance.under),
      );
    });
  }
});

test("the lift of 25 random tests has exactly its probability below it, up to its rounding", () => {
  for (const spec of compared) {
    const [control, ...others] = posteriorsOf(spec);
    const { rows } = page(spec);
    others.forEach((arm, index) => {
      const beats = percent(exceeds(arm, control, 1, 1));
      if (beats) expect(rows[index + 1], JSON.stringify(spec.variants)).toContain(`; beats it with ${beats}`);
      const texts = /([+−]\d+%) ([+−]\d+%) to ([+−]\d+%);/.exec(rows[index + 1]);
      if (!texts) return;
      texts.slice(1).forEach((text, place) => {
        const above = [0.5, 0.975, 0.025][place];
        const half = 2 * Number(text.replace("−", "-").replace("%", ""));
        const beyond = (halfPoints: number) =>
          halfPoints <= -200 ? 1 : toNumber(exceeds(arm, control, 200 + halfPoints, 200));
        expect(beyond(half - 1), `${JSON.stringify(spec.variants)} ${text}`).toBeGreaterThanOrEqual(above - 1e-9);
        expect(beyond(half + 1), `${JSON.stringify(spec.variants)} ${text}`).toBeLessThanOrEqual(above + 1e-9);
      });
    });
  }
});

// 1 − P(A best) = 1/C(2000, 1000) is about 10⁻⁶⁰⁰.
test("what rounds to certain is not called certain", () => {
  const variants = [0, 999].map((conversions) => ({ conversions, visitors: 999 }));
  const spec: Conversions = { ...example, variants, names: [] };
  const arms = bestArmAnswer(requestOf(spec)).probabilities;
  const table = renderToStaticMarkup(
    createElement(VariantsTable, {
      observed: observedValues(spec),
      arms,
      names: NAMES.slice(0, 2),
      wording: wordings.conversions,
    }),
  );
  expect(plain(table)).toContain("all but less than 1 in 10¹⁵");
  expect(plain(table)).toContain("all but 1 in 10⁶⁰⁰");
  expect(plain(table)).not.toMatch(/\b(100|0)%/);
});

test("every one of them comes back from its address", () => {
  for (const spec of tests)
    expect(language.check(language.read(language.write(spec)).draft).spec).toEqual({
      ...spec,
      names: draftOf(spec).names,
    });
});

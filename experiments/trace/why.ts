import { apart, digits, Facts, type Shown } from "./step-facts.ts";

/** What a step shows, and what is then said; the first row that applies. */
interface Row {
  applies: (facts: Facts) => boolean;
  says: (facts: Facts) => string;
}

const hasUnseen = ({ indices, arm }: Facts) => indices?.[arm] === Infinity;
const byIndexAlone = ({ indices, method, isCertain }: Facts) =>
  indices !== undefined && (method === "index" || isCertain);

const rows: readonly Row[] = [
  { applies: ({ armCount }) => armCount === 1, says: (facts) => `${facts.name(0)} is the only arm.` },
  {
    applies: ({ chances, arm }) => chances[arm].value === 0,
    says: (facts) =>
      `exact sums of the rewards would favour another arm; the simulation's rounded sums favour ${facts.name(facts.arm)}.`,
  },
  {
    applies: (facts) => hasUnseen(facts) && facts.leadersOf(facts.indices!).length === 1,
    says: (facts) => `no reward of ${facts.name(facts.arm)} counts so far, and such arms come first.`,
  },
  {
    applies: hasUnseen,
    says: (facts) =>
      `no rewards of ${facts.list(facts.leadersOf(facts.indices!))} count so far; such arms come first, ${facts.isCertain ? "in order" : "and one of them is chosen at random"}.`,
  },
  {
    applies: ({ draws, arm }) => draws[arm] !== undefined,
    says: (facts) => {
      const rival = facts.rival(facts.draws);
      const own = facts.draws[facts.arm]!;
      const other = facts.draws[rival];
      if (other === undefined)
        return `${facts.name(facts.arm)}'s draw ${digits(own, 3)} was the largest; the others were below it for certain and were not drawn.`;
      const [first, second] = apart(own, other);
      return `${facts.name(facts.arm)}'s draw ${first} was the largest; ${facts.name(rival)} came next with ${second}.`;
    },
  },
  {
    applies: (facts) => byIndexAlone(facts) && facts.isNear && !facts.isCertain,
    says: (facts) =>
      `the indices of ${facts.list(facts.possible)} are too close to tell apart; one of these arms is chosen at random.`,
  },
  {
    applies: (facts) => byIndexAlone(facts) && !facts.isCertain,
    says: (facts) =>
      `${facts.list(facts.possible)} tie for the highest index, ${digits(facts.indices![facts.arm], 4)}; one of them is chosen at random.`,
  },
  {
    applies: (facts) => byIndexAlone(facts) && facts.indices![facts.arm] > facts.indices![facts.rival(facts.indices!)],
    says: (facts) => {
      const [own, other] = apart(facts.indices![facts.arm], facts.indices![facts.rival(facts.indices!)]);
      return `${facts.name(facts.arm)} has the highest index: ${own} against ${other}.`;
    },
  },
  {
    applies: byIndexAlone,
    says: (facts) =>
      `no arm has a higher index than ${facts.name(facts.arm)}: ${digits(facts.indices![facts.arm], 4)}.`,
  },
  {
    applies: ({ indices, arm }) => indices !== undefined && indices[arm] < Math.max(...indices),
    says: (facts) => {
      const [leader] = facts.leadersOf(facts.indices!);
      const [highest, own] = apart(facts.indices![leader], facts.indices![facts.arm]);
      return `explored: ${facts.name(facts.arm)} is played with probability ${facts.chance()}, though its index ${own} is below ${facts.name(leader)}'s ${highest}.`;
    },
  },
  {
    applies: ({ indices }) => indices !== undefined,
    says: (facts) => {
      const leaders = facts.leadersOf(facts.indices!);
      const index = facts.indices![facts.arm];
      const played = `is played with probability ${facts.chance()}`;
      if (leaders.length > 1)
        return `${facts.list(leaders)} tie for the highest index, ${digits(index, 4)}; ${facts.name(facts.arm)} ${played}.`;
      const [own, other] = apart(index, facts.indices![facts.rival(facts.indices!)]);
      return `${facts.name(facts.arm)} has the highest index, ${own} against ${other}, and ${played}.`;
    },
  },
  {
    applies: (facts) => facts.preferences !== undefined && facts.leadersOf(facts.preferences).length === facts.armCount,
    says: (facts) =>
      `all arms have the same preference; one of them is chosen at random, each with probability ${facts.chance()}.`,
  },
  {
    applies: (facts) => facts.preferences !== undefined && facts.leadersOf(facts.preferences).includes(facts.arm),
    says: (facts) => {
      const leaders = facts.leadersOf(facts.preferences!);
      const preference = digits(facts.preferences![facts.arm], 4);
      const lead =
        leaders.length > 1
          ? `${facts.list(leaders)} tie for the highest preference, ${preference}; ${facts.name(facts.arm)}`
          : `${facts.name(facts.arm)} has the highest preference, ${preference}, and`;
      return `${lead} is drawn with probability ${facts.chance()}.`;
    },
  },
  {
    applies: ({ preferences }) => preferences !== undefined,
    says: (facts) => {
      const [leader] = facts.leadersOf(facts.preferences!);
      return `${facts.name(facts.arm)} is drawn with probability ${facts.chance()}; ${facts.name(leader)} has the highest preference and probability ${facts.chance(leader)}.`;
    },
  },
  { applies: ({ isCertain }) => isCertain, says: (facts) => `${facts.name(facts.arm)} is certain to be played.` },
  {
    applies: ({ possible, chances }) => possible.every((arm) => chances[arm].value === chances[possible[0]].value),
    says: (facts) =>
      `${facts.list(facts.possible)} are equally likely; one of them is chosen at random, each with probability ${facts.chance()}.`,
  },
  { applies: () => true, says: (facts) => `${facts.name(facts.arm)} is played with probability ${facts.chance()}.` },
];

/** Why the arm of a step was pulled, in a sentence that says only what the step's data shows. */
export function whyOf(step: Shown, names?: readonly string[]): string {
  const facts = new Facts(step, names);
  const sentence = rows.find(({ applies }) => applies(facts))!.says(facts);
  return sentence[0].toUpperCase() + sentence.slice(1);
}

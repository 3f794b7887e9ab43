/** What a page says of itself before it is opened: in a tab, a bookmark, a search result and the preview of a link. */
export interface PageHead {
  title: string;
  description: string;
}

/** A page of the dashboard. Its component stands in `page-components.ts`. */
interface PageRow extends PageHead {
  /** Its address; parameters as wouter and Express write them, "/things/:id". */
  path: string;
  /** The page in a word or two: the label of its link in the header, and its name in notices. */
  name: string;
  inHeader?: true;
}

/** Every page, those of the header in its order. Header, routes, titles, descriptions and the server's HTML follow it. */
export const pageTable = [
  {
    path: "/",
    name: "start",
    title: "Bandit Lab: how likely is each arm to be played next?",
    description:
      "Exact selection probabilities and reproducible simulations of multi-armed bandit policies, in the browser, on the command line and over REST.",
  },
  {
    path: "/learn",
    name: "Learn",
    inHeader: true,
    title: "Learn · Bandit Lab",
    description: "Multi-armed bandits step by step: what there is to learn here, and where it is worked out.",
  },
  {
    path: "/learn/lecture-2",
    name: "Lecture 2",
    title: "Lecture 2: which arm is played next? · Bandit Lab",
    description:
      "The bandit exercise of DeepMind × UCL lecture 2 worked out: greedy, ε-greedy, UCB and Thompson sampling, from two rewards to exact fractions. Change any input.",
  },
  {
    path: "/learn/softmax",
    name: "Softmax",
    title: "Softmax and its derivative · Bandit Lab",
    description:
      "The softmax layer of three posts worked out: every matrix beside the printed one, and the gradient bandit, which learns by the same derivative.",
  },
  {
    path: "/learn/step",
    name: "Step through",
    title: "Step through a run · Bandit Lab",
    description:
      "One bandit run, pull by pull: what the policy knows, how likely each arm is, and why it pulls the one it pulls. Flip a reward, or play against the policies.",
  },
  {
    path: "/lab",
    name: "Lab",
    inHeader: true,
    title: "Lab: race bandit policies · Bandit Lab",
    description:
      "Build a bandit, choose policies and compare their regret: simulated with error bands, and exact where it can be computed.",
  },
  {
    path: "/decide",
    name: "Decide",
    inHeader: true,
    title: "Decide: which variant wins? · Bandit Lab",
    description:
      "Paste the counts of an A/B test: how likely each variant is to be best, its lift over the control, what choosing it would cost, and whether you can stop.",
  },
  {
    path: "/runs",
    name: "Runs",
    title: "Runs · Bandit Lab",
    description: "The simulations that this browser has started: their states and results, side by side or one by one.",
  },
  {
    path: "/runs/:id",
    name: "Run",
    title: "Run · Bandit Lab",
    description: "One simulation of bandit policies: charts, leaderboard, settings, and where its numbers come from.",
  },
  {
    path: "/compare",
    name: "Compare runs",
    title: "Compare runs · Bandit Lab",
    description:
      "Simulations of bandit policies in one chart, the settings that differ, and differences of regret with intervals.",
  },
] as const satisfies readonly PageRow[];

export type Page = (typeof pageTable)[number];
export type PagePath = Page["path"];

/** The head of an address without a page. */
export const noPage: PageHead = {
  title: "Page not found · Bandit Lab",
  description: "Bandit Lab has no page at this address.",
};

/** Where pages of old addresses are now. */
export const moved: Readonly<Record<string, PagePath>> = { "/lecture": "/learn/lecture-2", "/calculator": "/decide" };

/** What the new address has before the query of the old one. */
export const movedFields: Readonly<Partial<Record<string, string>>> = { "/calculator": "tab=posteriors" };

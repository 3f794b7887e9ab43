import type { SelectionAnswer } from "../../../experiments/selection/answer.ts";
import { Maths } from "../../components/maths.tsx";
import type { LectureAnswers } from "./answers.ts";
import { decimal, shortest } from "./numbers.ts";
import { type UcbRange, ucbRanges } from "./ucb-ranges.ts";
import type { LectureState } from "./use-lecture-spec.ts";
import { subscript } from "../../text/symbols.ts";
import { listed } from "../../text/words.ts";

interface RulesProps {
  state: LectureState;
  answers: LectureAnswers;
}

/** Greedy, ε-greedy and UCB: the rule, its application here, and the answer. */
export function RulesSection({ state, answers }: RulesProps) {
  return (
    <section aria-labelledby="rules">
      <h2 id="rules">Greedy, ε-greedy and UCB</h2>
      <div className="rules">
        <Greedy answer={answers.greedy} />
        <EpsilonGreedy answer={answers["epsilon-greedy"]} greedy={greedyArms(answers.greedy)} state={state} />
        <Ucb answer={answers.ucb} c={state.spec.c} />
      </div>
    </section>
  );
}

/** The arms with the highest mean; an untried arm counts as 0, the policy's default. */
function greedyArms({ arms }: SelectionAnswer): string[] {
  const highest = Math.max(...arms.map(({ mean }) => mean ?? 0));
  return arms.filter(({ mean }) => (mean ?? 0) === highest).map(({ arm }) => String(arm));
}

function Greedy({ answer }: { answer: SelectionAnswer }) {
  const leaders = greedyArms(answer);
  return (
    <article className="card">
      <div className="rule">
        <h3>Greedy</h3>
        <Maths display tex={String.raw`A_t = \operatorname*{argmax}_x\, Q(x)`} />
      </div>
      <div className="working">
        <p>
          {leaders.length === 1
            ? `Arm ${leaders[0]} has the highest mean, so greedy plays it.`
            : `Arms ${listed(leaders)} tie for the highest mean.`}
          {answer.arms.some(({ mean }) => mean === null) && " An untried arm counts as Q = 0."}
        </p>
      </div>
      <Result answer={answer} />
    </article>
  );
}

function EpsilonGreedy({ answer, greedy, state }: { answer: SelectionAnswer; greedy: string[]; state: LectureState }) {
  const { explore, arms } = state.spec;
  const others = explore === "others";
  const among = others && greedy.length < arms ? arms - greedy.length : arms;
  return (
    <article className="card">
      <div className="rule">
        <h3>ε-greedy</h3>
        <Maths
          display
          tex={
            others
              ? String.raw`\pi(x) = \begin{cases} \varepsilon / |\text{others}| & x \text{ not greedy} \\ (1 - \varepsilon) / |\text{greedy}| & x \text{ greedy} \end{cases}`
              : String.raw`\pi(x) = \frac{\varepsilon}{K} + (1 - \varepsilon)\,\frac{\mathbf{1}[x \text{ greedy}]}{|\text{greedy}|}`
          }
        />
      </div>
      <div className="working">
        <p>
          With probability ε, {others ? `one of the ${among} arms that are not greedy` : `any of the ${arms} arms`},
          evenly; otherwise {listed(greedy)}.
        </p>
        <label className="choice">
          <input
            type="checkbox"
            checked={others}
            onChange={({ target }) => state.change({ explore: target.checked ? "others" : "all" })}
          />
          Explore other arms only
        </label>
      </div>
      <Result answer={answer} />
    </article>
  );
}

function Ucb({ answer, c }: { answer: SelectionAnswer; c: number }) {
  const names = answer.arms.map(({ arm }) => String(arm));
  const ranges = ucbRanges(answer);
  const equalCounts = answer.arms.every(({ pulls }) => pulls === answer.arms[0].pulls);
  return (
    <article className="card">
      <div className="rule">
        <h3>UCB</h3>
        <Maths display tex={String.raw`U(x) = Q(x) + c\sqrt{\frac{\ln\,${answer.decision}}{N(x)}}`} />
      </div>
      <div className="working">
        {!ranges && (
          <p>
            Untried arms are played first for every c: {listed(names.filter((_, arm) => answer.arms[arm].pulls === 0))}.
          </p>
        )}
        {ranges && equalCounts && (
          <p>
            All arms have equal counts and so equal bonuses (
            {decimal(c * Math.sqrt(Math.log(answer.decision) / answer.arms[0].pulls), 3)} at c = {c}). The highest mean
            decides: {leadersIn(ranges[0], names)}.
          </p>
        )}
        {ranges && !equalCounts && <Thresholds ranges={ranges} names={names} c={c} />}
      </div>
      <Result answer={answer} />
    </article>
  );
}

function Thresholds({ ranges, names, c }: { ranges: readonly UcbRange[]; names: string[]; c: number }) {
  if (ranges.length === 1) {
    return (
      <p>
        {leadersIn(ranges[0], names)} has the highest mean and the largest bonus, so it is played for every c &gt; 0.
      </p>
    );
  }
  return (
    <>
      <p>
        Counts differ, so c decides. The leader changes at c* ={" "}
        {ranges
          .slice(1)
          .map(({ from }) => decimal(from, 3))
          .join(", ")}
        . Here c = {c}.
      </p>
      <ul>
        {ranges.map((range) => (
          <li key={range.from}>
            <strong>{leadersIn(range, names)}</strong>{" "}
            {range.from === 0
              ? `for c < ${decimal(range.to, 3)}`
              : range.to === Infinity
                ? `for c > ${decimal(range.from, 3)}`
                : `for ${decimal(range.from, 3)} < c < ${decimal(range.to, 3)}`}
          </li>
        ))}
      </ul>
    </>
  );
}

function leadersIn({ leaders }: UcbRange, names: string[]): string {
  return listed(leaders.map((arm) => names[arm]));
}

function Result({ answer: { decision, probabilities } }: { answer: SelectionAnswer }) {
  return (
    <p className="result">
      {probabilities.map((probability) => (
        <span key={probability.arm}>
          P(A{subscript(decision)} = {probability.arm}) = <strong>{shortest(probability)}</strong>{" "}
        </span>
      ))}
    </p>
  );
}

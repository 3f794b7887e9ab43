"""Selection probabilities of every policy after wild histories: up to fifty arms, rewards from 1e-9 to 1e9 of either sign.

Rewards and parameters are the decimals that are written, as exact fractions. Laws that are rational are computed as
fractions, indices at eighty digits, and recursions at a hundred digits and again at a hundred and sixty.
"""

import json
import random
from fractions import Fraction
from functools import lru_cache

from mpmath import mp, mpf

from .best_arm import best_arm
from .dynamic_programs import gittins_index
from .policies import bisect, divergence, rational, softmax

SEED = 20_240_817



def exact(value):
    """The decimal that is written for a number, as a fraction."""
    return Fraction(repr(value))


def statistics(history, arm_count):
    pulls, sums = [0] * arm_count, [Fraction(0)] * arm_count
    for arm, reward in history:
        pulls[arm] += 1
        sums[arm] += exact(reward)
    return pulls, sums


def evenly(leaders, first):
    if first:
        leaders = [lead and not any(leaders[:arm]) for arm, lead in enumerate(leaders)]
    return [Fraction(int(lead), sum(leaders)) for lead in leaders]


def best_of(values):
    highest = max(values)
    return [value == highest for value in values]


def is_first(policy):
    return policy.get("tieBreak") == "first"


def means(policy, history, arm_count):
    initial = exact(policy.get("initialValue", 0))
    return [s / n if n else initial for n, s in zip(*statistics(history, arm_count))]


def uniform(policy, history, arm_count, _):
    return [Fraction(1, arm_count)] * arm_count


def greedy(policy, history, arm_count, _):
    return evenly(best_of(means(policy, history, arm_count)), is_first(policy))


def epsilon_greedy(policy, history, arm_count, _):
    leaders = best_of(means(policy, history, arm_count))
    epsilon = exact(policy["epsilon"])
    explored = [True] * arm_count
    if policy.get("explore") == "others" and not all(leaders):
        explored = [not lead for lead in leaders]
    chosen = evenly(leaders, is_first(policy))
    return [
        (1 - epsilon) * share + (epsilon / sum(explored) if explore else 0) for share, explore in zip(chosen, explored)
    ]


def upper_confidence(coefficient, untried_logarithm):
    def law(policy, history, arm_count, _):
        pulls, sums = statistics(history, arm_count)
        if 0 in pulls:
            return evenly([n == 0 for n in pulls], is_first(policy))
        factor = coefficient(policy)
        log = mp.log(len(history) + untried_logarithm)
        index = lambda n, s: rational(s / n) + mp.sqrt(rational(factor) * log / n)
        # Equal means tie where the bonus is zero or equal.
        key = lambda n, s: (s / n) if factor == 0 or log == 0 else index(n, s)
        return evenly(best_of([key(n, s) for n, s in zip(pulls, sums)]), is_first(policy))

    return law


def ucb1_tuned(policy, history, arm_count, _):
    pulls, sums = statistics(history, arm_count)
    if 0 in pulls:
        return evenly([n == 0 for n in pulls], is_first(policy))
    log = mp.log(len(history))

    def index(arm):
        n, mean = pulls[arm], sums[arm] / pulls[arm]
        variance = sum((exact(reward) - mean) ** 2 for chosen, reward in history if chosen == arm) / n
        return rational(mean) + mp.sqrt(log / n * min(mpf(1) / 4, rational(variance) + mp.sqrt(2 * log / n)))

    return evenly(best_of([index(arm) for arm in range(arm_count)]), is_first(policy))


def moss(policy, history, arm_count, horizon):
    pulls, sums = statistics(history, arm_count)
    if 0 in pulls:
        return evenly([n == 0 for n in pulls], is_first(policy))
    scale = rational(exact(policy["scale"]))

    def index(n, s):
        share = Fraction(horizon, arm_count * n)
        return rational(s / n) + (mp.sqrt(scale * mp.log(rational(share)) / n) if share > 1 else 0)

    return evenly(best_of([index(n, s) for n, s in zip(pulls, sums)]), is_first(policy))


def sliding_window_ucb(policy, history, arm_count, _):
    pulls, sums = statistics(history[-policy["window"] :], arm_count)
    if 0 in pulls:
        return evenly([n == 0 for n in pulls], is_first(policy))
    xi, scale = rational(exact(policy["xi"])), rational(exact(policy["range"]))
    log = mp.log(min(len(history) + 1, policy["window"]))
    index = lambda n, s: rational(s / n) + scale * mp.sqrt(xi * log / n)
    return evenly(best_of([index(n, s) for n, s in zip(pulls, sums)]), is_first(policy))


def kl_ucb(policy, history, arm_count, _):
    pulls, sums = statistics(history, arm_count)
    if 0 in pulls:
        return evenly([n == 0 for n in pulls], is_first(policy))
    t = len(history) + 1
    budget = max(mpf(0), mp.log(t) + rational(exact(policy.get("c", 0))) * mp.log(mp.log(t)))

    def index(n, s):
        p = min(Fraction(1), max(Fraction(0), s / n))
        if p == 1 or budget == 0:
            return rational(p)
        return bisect(lambda q: n * divergence(rational(p), q) <= budget, rational(p), mpf(1))

    return evenly(best_of([index(n, s) for n, s in zip(pulls, sums)]), is_first(policy))


def shapes(policy, history, arm_count):
    alpha, beta = exact(policy.get("alpha", 1)), exact(policy.get("beta", 1))
    return [(alpha + s, beta + n - s) for n, s in zip(*statistics(history, arm_count))]


def bayes_ucb(policy, history, arm_count, _):
    t = len(history) + 1

    @lru_cache(None)
    def index(alpha, beta):
        if t == 1:
            return mpf(0)
        tail = lambda x: mp.betainc(rational(alpha), rational(beta), x, 1, regularized=True)
        return bisect(lambda x: tail(x) > mpf(1) / t, mpf(0), mpf(1))

    return evenly(best_of([index(*arm) for arm in shapes(policy, history, arm_count)]), is_first(policy))


def gittins(policy, history, arm_count, _):
    discount = exact(policy["discount"])

    @lru_cache(None)
    def index(alpha, beta):
        if discount == 0:
            return alpha / (alpha + beta)
        return gittins_index(int(alpha), int(beta), discount, mpf("1e-22"))

    return evenly(best_of([index(*arm) for arm in shapes(policy, history, arm_count)]), is_first(policy))


def bayes_optimal(policy, history, arm_count, horizon):
    @lru_cache(None)
    def worths(state, left):
        return tuple(worth(state, arm, left) for arm in range(len(state)))

    def worth(state, arm, left):
        alpha, beta = state[arm]
        mean = alpha / (alpha + beta)
        after = lambda won: state[:arm] + ((alpha + won, beta + 1 - won),) + state[arm + 1 :]
        later = [max(worths(after(won), left - 1)) if left > 1 else 0 for won in (0, 1)]
        return mean * (1 + later[1]) + (1 - mean) * later[0]

    state = tuple(shapes(policy, history, arm_count))
    return evenly(best_of(worths(state, horizon - len(history))), is_first(policy))


def thompson(policy, history, arm_count, _):
    return best_arm("beta", [tuple(map(rational, arm)) for arm in shapes(policy, history, arm_count)], losses=False)[0]


def thompson_normal(policy, history, arm_count, _):
    before, own = (exact(policy[name]) ** 2 for name in ("priorStandardDeviation", "standardDeviation"))
    center = exact(policy["priorMean"]) / before
    posteriors = [
        ((center + s / own) / (1 / before + n / own), 1 / (1 / before + n / own))
        for n, s in zip(*statistics(history, arm_count))
    ]
    if len(set(posteriors)) == 1:
        return [Fraction(1, arm_count)] * arm_count
    # Differences of means, which may be large numbers that are next to one another.
    origin = max(mean for mean, _ in posteriors)
    return best_arm("normal", [(rational(mean - origin), mp.sqrt(rational(variance))) for mean, variance in posteriors], losses=False)[0]


def boltzmann(policy, history, arm_count, _):
    values = means({}, history, arm_count)
    if len(set(values)) == 1:
        return [Fraction(1, arm_count)] * arm_count
    return softmax([rational((value - max(values)) / exact(policy["temperature"])) for value in values])


def unmoved(values, _):
    return values


def gradient(policy, history, arm_count, _, nudged=unmoved):
    preferences, total = [mpf(0)] * arm_count, Fraction(0)
    step = exact(policy["stepSize"])
    for plays, (chosen, reward) in enumerate(history):
        before = total / plays if plays else Fraction(0)
        total += exact(reward)
        baseline = {"including": total / (plays + 1), "excluding": before, "none": Fraction(0)}[policy["baseline"]]
        size = rational(step * (exact(reward) - baseline))
        highest = max(preferences)
        p = softmax([each - highest for each in preferences])
        preferences = [
            preference + size * ((1 - p[arm]) if arm == chosen else -p[arm]) for arm, preference in enumerate(preferences)
        ]
        preferences = nudged(preferences, size)
    highest = max(preferences)
    return softmax([each - highest for each in preferences])


def exp3(policy, history, arm_count, _, nudged=unmoved):
    gamma = rational(exact(policy["gamma"]))
    logs = [mpf(0)] * arm_count

    def probabilities():
        highest = max(logs)
        return [(1 - gamma) * share + gamma / arm_count for share in softmax([each - highest for each in logs])]

    for chosen, reward in history:
        size = gamma * rational(exact(reward)) / (arm_count * probabilities()[chosen])
        logs[chosen] += size
        logs = nudged(logs, size)
    return probabilities()


def exp3_ix(policy, history, arm_count, _, nudged=unmoved):
    eta, gamma = (rational(exact(policy[name])) for name in ("eta", "gamma"))
    logs = [mpf(0)] * arm_count

    def probabilities():
        highest = max(logs)
        # Below e^(−10^7) an arm is nothing, and e to the power of its loss no number.
        return softmax([max(each - highest, mpf(-(10**7))) for each in logs])

    for chosen, reward in history:
        size = -eta * (1 - rational(exact(reward))) / (probabilities()[chosen] + gamma)
        logs[chosen] += size
        logs = nudged(logs, size)
    return probabilities()


LAWS = {
    "uniform": uniform,
    "greedy": greedy,
    "epsilon-greedy": epsilon_greedy,
    "ucb": upper_confidence(lambda policy: exact(policy["c"]) ** 2, 1),
    "ucb1": upper_confidence(lambda _: Fraction(2), 0),
    "ucb1-tuned": ucb1_tuned,
    "moss": moss,
    "sliding-window-ucb": sliding_window_ucb,
    "kl-ucb": kl_ucb,
    "bayes-ucb": bayes_ucb,
    "thompson-beta": thompson,
    "gittins": gittins,
    "bayes-optimal": bayes_optimal,
    "softmax": boltzmann,
    "gradient": gradient,
    "exp3": exp3,
    "exp3-ix": exp3_ix,
    "thompson-normal": thompson_normal,
}

RECURSIONS = {"gradient", "exp3", "exp3-ix"}
# Of which rounding always grows from pull to pull.
UNSTABLE = {"exp3-ix"}


def law(policy, history, arm_count, horizon):
    """The probabilities, as fractions or at as many digits as two precisions agree on."""
    rule = LAWS[policy["kind"]]
    mp.dps = 100
    values = rule(policy, history, arm_count, horizon)
    if policy["kind"] in RECURSIONS:
        for digits in (160, 400, 1000):
            mp.dps = digits
            again = rule(policy, history, arm_count, horizon)
            agree = all(abs(one - other) <= mpf("1e-60") for one, other in zip(values, again))
            values = again
            if agree:
                break
        else:
            raise ArithmeticError(f"no two precisions agree on {policy}")
    return values


def openness(policy, history, arm_count, values):
    """What 27 digits of every preference leave open of a recursion's law: its largest change under random roundings."""
    mp.dps = 400
    r = random.Random(f"{SEED} openness")

    def rounded(preferences, size):
        unit = mpf(2) ** -90 * (max(map(abs, preferences)) + abs(size))
        return [preference + unit * mpf(r.uniform(-1, 1)) for preference in preferences]

    rule = LAWS[policy["kind"]]
    laws = [rule(policy, history, arm_count, None, rounded) for _ in range(6)]
    return max(abs(one - other) for law in laws for one, other in zip(law, values))


class Wild:
    """Draws problems, each wild in another way."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def decimal(self, least, most):
        """Log-uniform, with one to seven digits."""
        exponent = self.random.uniform(least, most)
        return float(f"{10 ** exponent:.{self.random.randint(0, 6)}e}")

    def rewards(self):
        """A way of drawing rewards, as the number of an arm is given."""
        r = self.random
        tens = [round(k / 10, 1) for k in range(11)]
        return r.choice(
            [
                lambda: float(r.randint(0, 1)),
                lambda: r.choice([1e9, 0.1, -1e9]),
                lambda: r.choice(tens),
                lambda: r.choice([0.1, 0.2, 0.3, 0.15]),
                lambda: r.choice([-1, 1]) * self.decimal(-9, 9),
                lambda: r.choice([-1, 1]) * self.decimal(-3, 1),
                lambda: float(f"{1 + r.random() * 1e-6:.12f}"),
                lambda: r.choice([1e9, 999999999.9, -1e-9]),
            ]
        )

    def unit_rewards(self):
        r = self.random
        return r.choice([lambda: float(r.randint(0, 1)), lambda: float(f"{r.random():.6f}"), lambda: r.choice([0.1, 0.3, 1.0])])

    def history(self, arm_count, length, rewards):
        return [(self.random.randrange(arm_count), rewards()) for _ in range(length)]

    def length(self, arm_count, most):
        return self.random.choice([0, 1, arm_count, self.random.randint(1, most), self.random.randint(1, most)])

    def tie_break(self):
        return self.random.choice(["uniform", "uniform", "first"])

    def prior(self):
        r = self.random
        return r.choice([(1, 1), (0.5, 0.5), (2, 3), (1, 1), (7, 1), (30, 40), (0.25, 2)])

    def problem(self, kind):
        r = self.random
        arm_count = r.choice([1, 2, 2, 3, 5, 10, 50])
        policy, horizon = {"kind": kind}, None
        binary = lambda: float(r.randint(0, 1))
        rewards, most = self.rewards(), 120
        if kind in ("greedy", "epsilon-greedy"):
            policy |= {"initialValue": r.choice([0, 0, 0.1, 1e9, -5.5]), "tieBreak": self.tie_break()}
        if kind == "epsilon-greedy":
            policy |= {"epsilon": r.choice([0, 0.1, 0.37, 1, 1e-9]), "explore": r.choice(["all", "others"])}
        if kind == "ucb":
            policy |= {"c": r.choice([0, 1, 0.1, 1e6, 1e-9]), "tieBreak": self.tie_break()}
        if kind == "moss":
            policy |= {"scale": r.choice([1, 4, 2, 0.1, 1e-9, 16]), "tieBreak": self.tie_break()}
        if kind == "sliding-window-ucb":
            policy |= {"window": r.choice([1, 2, 7, 10, 30, 100]), "xi": r.choice([2, 0.5, 0, 1e-9])}
            policy |= {"range": r.choice([1, 0.1, 1e9]), "tieBreak": self.tie_break()}
            arm_count = r.choice([1, 2, 2, 3, 5])
        if kind in ("moss", "ucb1-tuned"):
            rewards = r.choice([rewards, self.unit_rewards()])
        if kind in ("ucb1", "ucb1-tuned"):
            policy |= {"tieBreak": self.tie_break()}
        if kind == "kl-ucb":
            policy |= {"c": r.choice([0, 0, 3, 0.5, 100]), "tieBreak": self.tie_break()}
            rewards = r.choice([rewards, self.unit_rewards(), binary])
        if kind in ("bayes-ucb", "thompson-beta", "bayes-optimal"):
            alpha, beta = self.prior()
            policy |= {"alpha": alpha, "beta": beta}
            rewards = binary
        if kind in ("bayes-ucb", "gittins", "bayes-optimal"):
            policy |= {"tieBreak": self.tie_break()}
        if kind in ("bayes-ucb", "thompson-beta"):
            arm_count, most = r.choice([1, 2, 3, 5]), 60
        if kind == "gittins":
            policy |= {"discount": r.choice([0, 0.5, 0.9]), "alpha": r.choice([1, 2, 9]), "beta": r.choice([1, 3])}
            arm_count, rewards, most = r.choice([1, 2, 3]), binary, 12
        if kind == "bayes-optimal":
            arm_count, most = r.choice([1, 2, 2, 3]), 10
        if kind == "softmax":
            policy |= {"temperature": self.decimal(-6, 9) if r.random() < 0.5 else r.choice([0.1, 0.3, 1, 1e-6, 1e9])}
        if kind == "gradient":
            policy |= {
                "stepSize": self.decimal(-9, 6) if r.random() < 0.4 else r.choice([0.1, 0.4, 1, 0.01]),
                "baseline": r.choice(["including", "excluding", "none"]),
            }
            most = 300
        if kind == "exp3":
            policy |= {"gamma": self.decimal(-9, 0) if r.random() < 0.4 else r.choice([0.1, 0.5, 1, 0.01])}
            rewards = r.choice([rewards, rewards, self.unit_rewards()])
            most = 300
        if kind == "exp3-ix":
            policy |= {"eta": self.decimal(-3, 1) if r.random() < 0.4 else r.choice([0.1, 0.5, 0.01, 10]), "gamma": r.choice([0.05, 0.05, 0, 0.5, 1, 1e-9])}
            rewards, most = self.unit_rewards(), 200
        if kind == "thompson-normal":
            policy |= {
                "priorMean": r.choice([0, 0, 0.5, -3.7, 1e9]),
                "priorStandardDeviation": r.choice([1, 1, 0.1, 30, 1e9]),
                "standardDeviation": r.choice([1, 1, 0.5, 0.3, 20]),
            }
            arm_count, most = r.choice([1, 2, 2, 3, 5, 10]), 60
            rewards = r.choice([rewards, self.unit_rewards(), lambda: float(f"{r.gauss(0, 1):.6f}")])
        history = self.history(arm_count, self.length(arm_count, most), rewards)
        if kind == "moss":
            horizon = len(history) + r.choice([1, 10, 1000, 10_000_000 - len(history)])
        if kind == "bayes-optimal":
            horizon = len(history) + r.randint(1, 5 if arm_count < 3 else 3)
        return policy, arm_count, history, horizon


def long_histories():
    """What takes ten thousand pulls to go wrong."""
    r = random.Random(SEED)
    tenth = [(0, 0.1)] * 9999 + [(1, 0.1)]
    yield {"kind": "softmax", "temperature": 0.1}, 2, tenth, None
    yield {"kind": "greedy"}, 2, tenth, None
    ones = [(r.randrange(2), float(r.random() < 0.5)) for _ in range(10_000)]
    yield {"kind": "gradient", "stepSize": 0.1, "baseline": "including"}, 2, ones, None
    yield {"kind": "exp3", "gamma": 0.1}, 2, ones, None
    many = [(r.randrange(5), round(r.random(), 3)) for _ in range(3000)]
    yield {"kind": "gradient", "stepSize": 0.25, "baseline": "excluding"}, 5, many, None
    yield {"kind": "exp3", "gamma": 0.05}, 5, many, None
    # Too many arms to follow every step's error.
    crowd = [(r.randrange(200), float(r.random() < 0.3)) for _ in range(1100)]
    yield {"kind": "gradient", "stepSize": 0.3, "baseline": "including"}, 200, crowd, None
    yield {"kind": "exp3", "gamma": 0.2}, 200, crowd, None


def steep_histories(count):
    """Steps of the recursions so long that an arm has everything, and what comes back from there."""
    for kind in ("gradient", "exp3"):
        wild = Wild(f"{SEED} steep {kind}")
        r = wild.random
        for _ in range(count):
            sign = lambda: r.choice([-1, 1])
            rewards = r.choice(
                [
                    lambda: 1e9 * sign(),
                    lambda: r.choice([1e9, 5e8, 1e8, -1e9]),
                    lambda: r.choice([1e9, 0.1, -1e9]),
                    lambda: sign() * wild.decimal(-9, 9),
                    lambda: sign() * wild.decimal(7, 9),
                    lambda: float(r.randint(-3, 3)),
                    lambda: sign() * wild.decimal(-2, 2),
                ]
            )
            if kind == "gradient":
                steps = [1, 1e6, 1e-9, 0.1, wild.decimal(-9, 6), wild.decimal(-9, 6)]
                policy = {"kind": kind, "stepSize": r.choice(steps), "baseline": r.choice(["including", "excluding", "none"])}
            else:
                policy = {"kind": kind, "gamma": r.choice([0.1, 0.5, 0.01, wild.decimal(-9, 0)])}
            arm_count = r.choice([1, 2, 2, 3, 4, r.randint(5, 20)])
            yield policy, arm_count, wild.history(arm_count, r.randint(1, r.choice([10, 40, 200])), rewards), None


def problems(count):
    for kind in LAWS:
        # A seed for every kind, so that a new one changes no other's problems.
        wild = Wild(f"{SEED} {kind}")
        for _ in range(count):
            yield wild.problem(kind)
    yield from long_histories()


STEEP = 75


def case_of(policy, arm_count, history, horizon):
    values = law(policy, history, arm_count, horizon)
    mp.dps = 60
    as_text = [str(each) if isinstance(each, Fraction) else mp.nstr(each, 45) for each in values]
    case = {"policy": policy, "arms": arm_count, "history": history, "probabilities": as_text}
    return case if horizon is None else case | {"horizon": horizon}


def steep_case_of(policy, arm_count, history, _):
    case = case_of(policy, arm_count, history, None)
    values = law(policy, history, arm_count, None)
    return case | {"openness": float(mp.nstr(openness(policy, history, arm_count, values), 5))}


def write_wild(path, count, report):
    cases = []
    for make, drawn in ((case_of, problems(count)), (steep_case_of, steep_histories(STEEP))):
        for problem in drawn:
            cases.append((steep_case_of if problem[0]["kind"] in UNSTABLE else make)(*problem))
            if len(cases) % 25 == 0:
                report(f"{len(cases)} cases, now {problem[0]['kind']}")
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    path.write_text(f"[\n{lines}\n]\n")

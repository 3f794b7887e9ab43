"""Random best-arm problems: the tables random-best-arm.json and vast-best-arm.json.

Problem number n depends on n alone, so a longer table starts with the shorter one. Values are computed twice, with
different panels; what differs by more than 1e-18, or sums to something other than 1, is rejected and counted.
"""

from math import exp, log, sqrt
from random import Random

from mpmath import mp, mpf

from .best_arm import best_arm
from .families import FAMILIES
from .table import number, text, write_table

TOLERANCE = mpf(10) ** -18
LOWEST_P = mp.exp(-1400)  # p below: null
LOWEST_LOSS = mpf(10) ** -300  # expected loss below: null
LIGHTEST_TAIL = 1.5  # Student arms with fewer degrees of freedom: no expected loss
PATTERN = ["beta", "normal", "beta", "gamma", "beta", "student", "beta"] * 2 + ["beta", "normal", "beta"] + [
    "normal",
    "gamma",
    "student",
]


def rounded(value):
    """Eight significant digits: short in print, and still apart by far less than any standard deviation."""
    return float(f"{value:.8g}")


def log_uniform(random, low, high):
    return 10 ** random.uniform(log(low, 10), log(high, 10))


def beta_wild(random, count):
    return [(log_uniform(random, 1e-3, 1e9), log_uniform(random, 1e-3, 1e9)) for _ in range(count)]


def beta_u_shaped(random, count):
    return [(log_uniform(random, 1e-3, 1), log_uniform(random, 1e-3, 1)) for _ in range(count)]


def beta_counts(random, count):
    return [(random.randint(1, 300), random.randint(1, 300)) for _ in range(count)]


def beta_near(random, count, fewest=1.0, spread=4.0):
    """Means within a few standard deviations of a common one."""
    common = random.uniform(-5, 5)
    arms = []
    for _ in range(count):
        total = log_uniform(random, fewest, 1e9)
        x = 1 / (1 + exp(-common))
        deviation = min(1.0, 1 / sqrt(total * x * (1 - x)))
        x = 1 / (1 + exp(-common - random.uniform(-spread, spread) * deviation))
        arms.append((max(total * x, 1e-3), max(total * (1 - x), 1e-3)))
    return arms


def beta_huge(random, count):
    return beta_near(random, count, fewest=1e6)


def beta_vast(random, count):
    """Counts of up to 10¹⁵ pulls, as near to each other as their standard deviations and now and then much nearer."""
    spread = random.choice([0.01, 1.0, 4.0, 12.0])
    total = log_uniform(random, 1e9, 5e14)
    log_odds = random.uniform(-6, 6)
    arms = []
    for _ in range(count):
        pulls = total * 10 ** random.uniform(-1, 0.3)
        x = 1 / (1 + exp(-log_odds))
        x += random.uniform(-spread, spread) * sqrt(x * (1 - x) / pulls)
        arms.append((round(pulls * x) + random.randint(1, 3), round(pulls * (1 - x)) + random.randint(1, 3)))
    return arms


def gamma_vast(random, count):
    spread = random.choice([0.01, 1.0, 4.0, 12.0])
    total = log_uniform(random, 1e9, 5e14)
    rate = log_uniform(random, 1e-3, 1e3)
    shapes = [total * 10 ** random.uniform(-1, 0.3) for _ in range(count)]
    return [(round(k), round(k) / rate * (1 + random.uniform(-spread, spread) / sqrt(k)) / total) for k in shapes]


def beta_far(random, count):
    return beta_near(random, count, fewest=10.0, spread=25.0)


def location_wild(random, count):
    return [
        (random.choice([-1, 1]) * log_uniform(random, 1e-3, 1e6), log_uniform(random, 1e-6, 1e6)) for _ in range(count)
    ]


def location_near(random, count, spread=4.0):
    unit = log_uniform(random, 1e-4, 1e4)
    centre = random.uniform(-1, 1) * unit * log_uniform(random, 1, 1e3)
    scales = [unit * log_uniform(random, 0.03, 30) for _ in range(count)]
    return [(centre + random.uniform(-spread, spread) * scale, scale) for scale in scales]


def location_far(random, count):
    return location_near(random, count, spread=20.0)


def gamma_wild(random, count):
    return [(log_uniform(random, 1e-3, 1e9), log_uniform(random, 1e-3, 1e3)) for _ in range(count)]


def gamma_near(random, count, spread=4.0):
    mean = log_uniform(random, 1e-3, 1e3)
    arms = []
    for _ in range(count):
        shape = log_uniform(random, 1e-3, 1e9)
        arms.append((shape, shape / mean * exp(random.uniform(-spread, spread) / sqrt(max(shape, 1)))))
    return arms


def with_freedom(locations):
    def draw(random, count):
        few = random.random() < 0.5
        return [
            (loc, scale, log_uniform(random, 0.5, 20 if few else 1e6)) for loc, scale in locations(random, count)
        ]

    draw.__name__ = locations.__name__
    return draw


REGIMES = {
    "beta": [beta_wild, beta_near, beta_huge, beta_counts, beta_far, beta_near, beta_huge, beta_u_shaped],
    "normal": [location_wild, location_near, location_far],
    "gamma": [gamma_wild, gamma_near],
    "student": [with_freedom(location_wild), with_freedom(location_near), with_freedom(location_far)],
}


def random_problem(index):
    """Family, regime and arms of problem `index`."""
    random = Random(f"random best arm {index}")
    family = PATTERN[index % len(PATTERN)]
    regime = random.choice(REGIMES[family])
    arms = [[rounded(value) for value in arm] for arm in regime(random, random.randint(2, 6))]
    return family, regime.__name__, arms


def vast_problem(index):
    """Family, regime and arms of problem `index` of vast-best-arm.json."""
    random = Random(f"vast best arm {index}")
    family, regime = [("beta", beta_vast), ("beta", beta_vast), ("gamma", gamma_vast)][index % 3]
    return family, regime.__name__, [list(arm) for arm in regime(random, random.randint(2, 6))]


def log_probabilities(p):
    """ln p, or None below LOWEST_P; near 1 from the other probabilities, so that it keeps its digits."""
    for index, value in enumerate(p):
        others = sum(p[:index] + p[index + 1 :])
        if value < LOWEST_P:
            yield None
        else:
            yield mp.log(value) if others > 0.5 else mp.log1p(-others) if others > LOWEST_P else mpf(0)


def solve(family, arms):
    """ln p, expected losses (or None) and the largest disagreement of the two computations."""
    losses = family != "student" or min(arm[2] for arm in arms) >= LIGHTEST_TAIL
    p, loss, defect = best_arm(family, arms, 20, 1.0, losses)
    p_again, loss_again, defect_again = best_arm(family, arms, 20, 0.7, losses)
    difference = max(defect, defect_again)
    logs = list(log_probabilities(p))
    for value, again, known in zip(p, p_again, logs):
        if known is not None:
            difference = max(difference, abs(again / value - 1))
    loss = [value if losses and value > LOWEST_LOSS else None for value in loss]
    for value, again in zip(loss, loss_again):
        if value is not None:
            difference = max(difference, abs(again / value - 1))
    return logs, loss, difference


def write_random(path, count, command="random", problem=random_problem, report=print):
    """Write the table; every hundred problems so far, so that a part is of use while the rest is computed."""
    cases, rejected, worst = [], [], mpf(0)

    def save():
        meta = {
            "generated_by": f"make_reference.py {command}",
            "parameters": {name: list(family.names) for name, family in FAMILIES.items()},
            "note": "arms are exact IEEE doubles in the order of `parameters`; ln_p = ln P(arm is the largest) and "
            "loss = E[max - arm], 20 digits; null: ln p < -1400, loss < 1e-300 or a Student arm with dof < 1.5. "
            "ln_p = 0: all others are below e^-1400. id is the number of the problem.",
            "method": "20-node Gauss-Legendre panels on the densities, twice with different panels",
            "max_rel_diff": text(worst, 3),
            "rejected": rejected,
            "cases": len(cases),
        }
        write_table(path, meta, cases)

    for index in range(count):
        family, regime, arms = problem(index)
        logs, loss, difference = solve(family, arms)
        if not difference <= TOLERANCE:
            rejected.append(index)
            report(f"rejected {index}: {family} {regime} {arms}, {text(difference, 3)}")
            continue
        worst = max(worst, difference)
        case = {"id": index, "family": family, "regime": regime, "arms": [[number(x) for x in arm] for arm in arms]}
        case["ln_p"] = [text(value, 20) for value in logs]
        if any(value is not None for value in loss):
            case["loss"] = [text(value, 20) for value in loss]
        cases.append(case)
        if len(cases) % 100 == 0:
            save()
            report(f"{index + 1} of {count}, {len(rejected)} rejected, max difference {text(worst, 3)}")
    save()

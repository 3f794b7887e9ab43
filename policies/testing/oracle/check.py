"""Recompute every case of reference.json and compare."""

import json
from fractions import Fraction
from math import comb

from mpmath import mp, mpf

from .best_arm import best_arm
from .distributions import BetaDistribution, log_of, quantile
from .dynamic_programs import bayes_optimal_value, gittins_index, regret_curve
from .families import FAMILIES
from .policies import selection


def difference(value, expected):
    expected = mpf(expected)
    return abs(value - expected) / (abs(expected) or 1)


def largest(values, expected):
    return max((difference(value, each) for value, each in zip(values, expected, strict=True) if each is not None))


def check_prob_best(case):
    names = FAMILIES[case["family"]].names
    p = best_arm(case["family"], [[float(arm[name]) for name in names] for arm in case["arms"]], losses=False)[0]
    logs = [mp.log(value) if value else None for value in p]
    # Where p is near 1 its 25 digits leave fewer for ln p.
    return max(
        [difference(value, each) for value, each, known in zip(p, case["p"], case["ln_p"]) if known is not None]
        + [abs(value - mpf(each)) / max(1, abs(value)) for value, each in zip(logs, case["ln_p"]) if each is not None]
    )


def check_grouped(case):
    """Integer parameters: a polynomial integrand, by mpmath's own quadrature."""
    groups = [(group["alpha"], group["beta"], group["count"]) for group in case["groups"]]

    def cdf(a, b, x):
        return sum(comb(a + b - 1, k) * x**k * (1 - x) ** (a + b - 1 - k) for k in range(a, a + b))

    def density(a, b, x):
        return (a + b - 1) * comb(a + b - 2, a - 1) * x ** (a - 1) * (1 - x) ** (b - 1)

    def probability(own):
        def integrand(x):
            product = density(*groups[own][:2], x)
            for index, (a, b, count) in enumerate(groups):
                product *= cdf(a, b, x) ** (count - (index == own))
            return product

        return mp.quad(integrand, mp.linspace(0, 1, 65))

    return largest([probability(own) for own in range(len(groups))], case["p"])


def check_special(case):
    distribution = BetaDistribution((case["alpha"], case["beta"]))
    x = mpf(case["x"])
    lower, upper = distribution.tails(distribution.y(x))
    values = distribution.log_density(x), log_of(lower, upper), log_of(upper, lower)
    return largest(values, [case[name] for name in ("beta_logpdf", "beta_logcdf", "beta_logsf")])


def check_quantile(case):
    x, y = quantile(BetaDistribution((case["alpha"], case["beta"])), case["p"], False, 30, 1.0)
    return largest([x, 1 / (1 + mp.exp(y))], [case["x"], case["one_minus_x"]])


def check_gittins(case):
    discount = Fraction(case["gamma"])
    return difference(gittins_index(case["alpha"], case["beta"], discount, mpf(10) ** -22), case["index"])


def check_bayes_optimal(case):
    assert case["prior"] == [[1, 1], [1, 1]]
    return difference(bayes_optimal_value(case["horizon"]), case["expected_successes"])


def check_regret(case):
    means = [Fraction(str(mean)) for mean in case["means"]]
    horizon = case["final"]["T"]
    first, law = regret_curve(case["policy"], means, horizon)
    gap, best = abs(means[0] - means[1]), int(means[1] > means[0])
    gap = mpf(gap.numerator) / gap.denominator
    optimal = [1 - p if best else p for p in first]
    differences = []
    for t, expected in ((int(t), expected) for t, expected in case["at"].items()):
        values = [first[t - 1], optimal[t - 1], gap * sum(1 - p for p in optimal[:t])]
        differences.append(largest(values, [expected[name] for name in ("pArm0", "pOptimal", "regret")]))
    law = law if best else law[::-1]  # of the pulls of the other arm
    mean = gap * sum(n * p for n, p in enumerate(law))
    variance = gap * gap * sum(n * n * p for n, p in enumerate(law)) - mean * mean
    values = [sum(law), mean, variance, law[0]]
    names = ("total_mass", "regretMean", "regretVar", "probNoSuboptimal")
    differences.append(largest(values, [case["final"][name] for name in names]))
    return max(differences)


def check_history(case):
    p, index = selection(case["policy"], [tuple(each) for each in case["history"]], case["K"])
    return max(largest(p, case["p"]), largest(index, case["index"]) if "index" in case else 0)


CHECKS = {
    "prob_best": check_prob_best,
    "prob_best_grouped": check_grouped,
    "special": check_special,
    "quantile": check_quantile,
    "gittins": check_gittins,
    "bayes_optimal_value": check_bayes_optimal,
    "dp_regret": check_regret,
    "policy_history": check_history,
}

# The table quotes 25 digits, but its Gittins indices are doubles.
TOLERANCE = dict.fromkeys(CHECKS, mpf(10) ** -24) | {"gittins": mpf(2) ** -53}


def check_reference(path, report=print):
    """Largest relative difference of each kind; False if one is above what the quoted digits allow."""
    cases = json.loads(path.read_text())["cases"]
    good = True
    for kind in dict.fromkeys(case["kind"] for case in cases):
        differences = {case["id"]: CHECKS[kind](case) for case in cases if case["kind"] == kind}
        worst = max(differences, key=differences.get)
        good = good and differences[worst] <= TOLERANCE[kind]
        report(f"{kind:20} {len(differences):3} cases  {mp.nstr(differences[worst], 2):>9} at {worst}")
    return good

"""Log density, log cdf, log survival and quantiles of the four families: the table distributions.json.

A tail is the integral of the density outwards, by Gauss-Legendre panels until nothing is left, twice with different
panels. Where mpmath has the distribution as a special function that it can evaluate, that has to agree too.
"""

from math import exp, hypot, log10, pi
from random import Random

from mpmath import mp, mpf
from mpmath.libmp.libelefun import exp_fixed

from .families import Beta, Gamma, Normal, scaled_log1p, width
from .quadrature import BITS, dot, exponentials, fixed, legendre_rule, panel_nodes
from .table import number, text, write_table

DIGITS = 25
TOLERANCE = mpf(10) ** -26
NOTHING = mpf(10) ** -36
LARGEST = mpf(10) ** 300  # quantiles beyond, or below its inverse, are left out


class StudentTail:
    """The upper half of a standard Student density in u = ln t, where its tail e^(-dof u) is tame for every dof."""

    def __init__(self, dof):
        v = mpf(dof)
        self.dof = dof
        self.constant = mp.loggamma((v + 1) / 2) - mp.loggamma(v / 2) - mp.log(v * mp.pi) / 2
        self.log_dof = mp.log(v)
        self.centre = 0.0
        self.scaled = fixed(self.constant), fixed(self.log_dof), fixed((v + 1) / 2)

    def step(self, u):
        q = 2 * u - float(self.log_dof)
        share = 1 / (1 + exp(-q)) if q > -700 else 0.0
        slope, curvature = 1 - (self.dof + 1) * share, 2 * (self.dof + 1) * share * (1 - share)
        return width(slope, curvature, hypot(q, pi) / 2)

    @staticmethod
    def shared(nodes):
        return nodes

    def logs(self, nodes):
        constant, log_dof, power = self.scaled
        shifts = [2 * u - log_dof for u in nodes]
        tails = scaled_log1p([exp_fixed(-abs(q), BITS) for q in shifts])
        return [
            constant + u - (power * (max(q, 0) + tail) >> BITS) for u, q, tail in zip(nodes, shifts, tails)
        ]


def outward_integral(arm, y, direction, count, fineness):
    """The probability beyond y on one side, with relative accuracy however small it is."""
    weights = legendre_rule(count)[1]
    total, area, at = mpf(0), mpf(1), mpf(y)
    while area > total * NOTHING:
        here = float(at)
        size = arm.step(here) / fineness
        while arm.step(here + direction * size) / fineness < size:
            size *= 0.75
        following = mpf(here + direction * size)
        nodes, half = panel_nodes(min(at, following), max(at, following), count)
        mantissas, scale = exponentials(arm.logs(arm.shared(nodes)))
        area = half * scale * mp.ldexp(mpf(dot(weights, mantissas)), -BITS)
        total, at = total + area, following
    return total


class Distribution:
    """One family's variable, density and closed form."""

    def __init__(self, parameters):
        self.parameters = parameters
        self.arm = self.natural(*parameters)

    def tails(self, y, count=30, fineness=1.0):
        """F and S at y: the integral over the side without the peak, and its complement."""
        if y < self.arm.centre:
            lower = outward_integral(self.arm, y, -1, count, fineness)
            return lower, 1 - lower
        upper = outward_integral(self.arm, y, 1, count, fineness)
        return 1 - upper, upper

    def closed_tails(self, x):
        """F and S by special functions of mpmath, or None where those take too long."""
        if max(self.parameters) > 2000:
            return None
        with mp.extraprec(400):
            lower, upper = self.special(x)
            return (lower, 1 - lower) if lower < upper else (1 - upper, upper)


class BetaDistribution(Distribution):
    natural = Beta

    def y(self, x):
        return mp.log(x / (1 - x))

    def x(self, y):
        return 1 / (1 + mp.exp(-y))

    def slope(self, y):
        return 1 / (2 + mp.exp(y) + mp.exp(-y))

    def log_density(self, x):
        a, b = map(mpf, self.parameters)
        return self.arm.constant + (a - 1) * mp.log(x) + (b - 1) * mp.log(1 - x)

    def special(self, x):
        a, b = map(mpf, self.parameters)
        return mp.betainc(a, b, 0, x, regularized=True), mp.betainc(b, a, 0, 1 - x, regularized=True)


class GammaDistribution(Distribution):
    natural = Gamma

    def y(self, x):
        return mp.log(x)

    def x(self, y):
        return mp.exp(y)

    def slope(self, y):
        return mp.exp(y)

    def log_density(self, x):
        k, r = map(mpf, self.parameters)
        return k * mp.log(r) - mp.loggamma(k) + (k - 1) * mp.log(x) - r * x

    def special(self, x):
        k, r = map(mpf, self.parameters)
        return mp.gammainc(k, 0, r * x, regularized=True), mp.gammainc(k, r * x, mp.inf, regularized=True)


class NormalDistribution(Distribution):
    natural = Normal

    def y(self, x):
        return x

    def x(self, y):
        return y

    def slope(self, _):
        return mpf(1)

    def log_density(self, x):
        mean, sd = map(mpf, self.parameters)
        return self.arm.constant - ((x - mean) / sd) ** 2 / 2

    def special(self, x):
        mean, sd = map(mpf, self.parameters)
        z = (x - mean) / sd / mp.sqrt(2)
        return mp.erfc(-z) / 2, mp.erfc(z) / 2


class StudentDistribution(Distribution):
    """Standard: location 0, scale 1. Left of 0 by symmetry."""

    natural = StudentTail

    def y(self, x):
        return x

    def x(self, y):
        return y

    def slope(self, _):
        return mpf(1)

    def tails(self, y, count=30, fineness=1.0):
        if y == 0:
            return mpf(1) / 2, mpf(1) / 2
        small = outward_integral(self.arm, mp.log(abs(y)), 1, count, fineness)
        return (small, 1 - small) if y < 0 else (1 - small, small)

    def log_density(self, x):
        v = mpf(self.parameters[0])
        return self.arm.constant - (v + 1) / 2 * mp.log1p(x * x / v)

    def special(self, x):
        v = mpf(self.parameters[0])
        small = mp.betainc(v / 2, mpf(1) / 2, 0, v / (v + x * x), regularized=True) / 2
        return (small, 1 - small) if x < 0 else (1 - small, small)


def log_of(value, complement):
    """ln of a probability; near 1 from what it lacks."""
    return mp.log(value) if value < 0.5 else mp.log1p(-complement)


def difference_of(values, others):
    return max(abs(other / value - 1) if value else abs(other) for value, other in zip(values, others))


def value_case(distribution, x):
    """Logs of density, cdf and survival at the double x, the disagreement, and whether a closed form was at hand."""
    y = distribution.y(mpf(x))
    lower, upper = distribution.tails(y)
    logs = [log_of(lower, upper), log_of(upper, lower)]

    def again(tails):
        return difference_of(logs, [log_of(*tails), log_of(*tails[::-1])])

    difference = again(distribution.tails(y, 36, 1.2))
    closed = distribution.closed_tails(mpf(x))
    if closed:
        difference = max(difference, again(closed))
    return [distribution.log_density(mpf(x)), *logs], difference, bool(closed)


def quantile(distribution, p, upper, count, fineness):
    """x with F = p or S = p: bisection in y by a coarse integral, then Newton on ln F or ln S."""

    def tail(y, *rule):
        return distribution.tails(y, *rule)[1 if upper else 0]

    def beyond(y):
        return (tail(mpf(y), 12, 1.0) < p) != upper  # F(y) < p, or S(y) > p: the quantile lies to the right

    centre, stride = bracket_of(distribution)
    low, high = centre - stride, centre + stride
    while not beyond(low):
        low -= stride
        stride *= 2
    while beyond(high):
        high += stride
        stride *= 2
    while high - low > 1e-7 * max(abs(low), abs(high)) and high - low > 1e-9 * bracket_of(distribution)[1]:
        middle = (low + high) / 2
        low, high = (middle, high) if beyond(middle) else (low, middle)
    y = mpf((low + high) / 2)
    goal = mp.log(mpf(p))
    for _ in range(4):
        value = tail(y, count, fineness)
        density = mp.exp(distribution.log_density(distribution.x(y))) * distribution.slope(y)
        y += (goal - mp.log(value)) * value / density * (-1 if upper else 1)
    return distribution.x(y), y


def bracket_of(distribution):
    if isinstance(distribution, StudentDistribution):
        return 0.0, 1.0
    return distribution.arm.centre, distribution.arm.step(distribution.arm.centre)


FREEDOMS = [0.1, 0.5, 1, 2, 3.5, 10, 60, 1e3, 1e5, 1e7, 1e9]
POWERS = [1e-3, 0.05, 0.5, 1, 2.5, 30, 1e3, 1e5, 1e7, 1e9]
DEVIATIONS = [-30, -8, -3, -1, 0, 1, 3, 8, 30]
EDGES = [1e-300, 1e-20, 1e-5, 0.1, 0.5, 0.9]
SMALL = [1e-300, 1e-20, 1e-6, 0.025, 0.3, 0.5]


def beta_points(arm):
    a, b = arm
    mean, sd = a / (a + b), (a * b / (a + b + 1)) ** 0.5 / (a + b)
    return [x for x in [*EDGES, 1 - 2**-20, 1 - 2**-53] + [mean + z * sd for z in DEVIATIONS] if 0 < x < 1]


def gamma_points(arm):
    k, r = arm
    return [x for x in [*EDGES, 10.0, 1e4] + [(k + z * k**0.5) / r for z in DEVIATIONS] if x > 0]


def normal_points(arm):
    mean, sd = arm
    deviations = [0.1, 0.7, 2, 5, 12, 20, 38, 40, 100, 1e3, 1e6]
    return [mean + z * sd for z in [0.0] + deviations + [-z for z in deviations]]


def student_points(_):
    sizes = [1e-20, 0.01, 0.3, 1, 3, 8, 30, 1e3, 1e8, 1e40, 1e150]
    return [0.0] + sizes + [-x for x in sizes]


PLANS = {
    "beta": (BetaDistribution, [(a, b) for a in POWERS for b in POWERS], beta_points, 110),
    "gamma": (GammaDistribution, [(k, r) for k in POWERS for r in (1, 0.125, 20)], gamma_points, 110),
    "normal": (NormalDistribution, [(0, 1), (0, 0.25), (2.5, 0.125), (-1000, 3)], normal_points, 92),
    "student": (StudentDistribution, [(v,) for v in FREEDOMS], student_points, 110),
}
QUANTILES = 40


def write_distributions(path, report=print):
    cases, worst, closed_count = [], mpf(0), 0
    for family, (distribution, arms, points, count) in PLANS.items():
        random = Random(f"distributions {family}")
        candidates = [(arm, x) for arm in arms for x in sorted(set(points(arm)))]
        for arm, x in sorted(random.sample(candidates, count)):
            logs, difference, closed = value_case(distribution(arm), x)
            assert difference < TOLERANCE, (family, arm, x, text(difference, 3))
            worst, closed_count = max(worst, difference), closed_count + closed
            names = ("log_density", "log_cdf", "log_survival")
            case = {"kind": "value", "family": family, "arm": [number(each) for each in arm], "x": number(x)}
            cases.append(case | {name: text(value, DIGITS) for name, value in zip(names, logs)})
        candidates = [(arm, p, side) for arm in arms for p in SMALL for side in ("lower", "upper")]
        if family in ("normal", "student"):  # a median of 0 has no relative error
            candidates = [each for each in candidates if each[1] != 0.5]
        if family == "student":  # about p^(-1/dof)
            candidates = [each for each in candidates if -log10(each[1]) < 290 * each[0][0]]
        wanted = len(cases) + QUANTILES
        for arm, p, side in random.sample(candidates, len(candidates)):
            x, y = quantile(distribution(arm), p, side == "upper", 30, 1.0)
            again, y_again = quantile(distribution(arm), p, side == "upper", 36, 1.2)
            if not 1 / LARGEST < abs(x) < LARGEST or (family == "beta" and 1 - x < 1 / LARGEST):
                continue
            others = [1 / (1 + mp.exp(y)), 1 / (1 + mp.exp(y_again))] if family == "beta" else [1, 1]
            difference = difference_of([x, others[0]], [again, others[1]])
            assert difference < TOLERANCE, (family, arm, p, side, text(difference, 3))
            worst = max(worst, difference)
            case = {"kind": "quantile", "family": family, "arm": [number(each) for each in arm], "tail": side, "p": p}
            case["x"] = text(x, DIGITS)
            if family == "beta":
                case["one_minus_x"] = text(others[0], DIGITS)
            cases.append(case)
            if len(cases) == wanted:
                break
        report(f"{family}: {len(cases)} cases so far, largest difference {text(worst, 3)}")
    meta = {
        "generated_by": "make_reference.py distributions",
        "parameters": {"beta": Beta.names, "normal": Normal.names, "gamma": Gamma.names, "student": ["dof"]},
        "note": "arm, x and p are exact IEEE doubles; student has location 0 and scale 1. value: logs at x to 25 digits, "
        "density with respect to x. quantile: x with F(x) = p (tail lower) or 1 - F(x) = p (tail upper).",
        "method": "outward Gauss-Legendre panels, twice with different panels; "
        f"{closed_count} values also by mpmath's special functions",
        "max_rel_diff": text(worst, 3),
        "cases": len(cases),
    }
    write_table(path, meta, cases)

"""Differences and ratios of two independent posteriors: the table comparisons.json.

A probability is the integral of one density times the other arm's tail, mpmath's incomplete beta or gamma function, by
Gauss-Legendre rules over panels of the log odds (or the logarithm); with other panels it has to be the same to 15 digits.
A quantile is the root of it, by the secant method. Where shapes are vast, X - c Y is nearly normal, and Cornish and
Fisher's expansion by its cumulants gives its quantiles to some shape^(-2) of a standard deviation.
"""

from mpmath import mp, mpf

from .table import number, text, write_table

DIGITS = 16
AGREEMENT = mpf(10) ** -15


class Beta:
    family = "beta"
    most = mpf(1)

    def __init__(self, alpha, beta):
        self.parameters = (alpha, beta)
        self.a, self.b = mpf(alpha), mpf(beta)
        self.constant = mp.loggamma(self.a + self.b) - mp.loggamma(self.a) - mp.loggamma(self.b)
        self.centre = mp.log(self.a / self.b)
        self.width = min(1, mp.sqrt(1 / self.a + 1 / self.b))

    def tail(self, x):
        """P(X > x), by the hypergeometric series of positive terms from the end where it is short."""
        if x * (self.a + self.b) <= self.a or self.b > 10**5 and x < mpf("0.01"):
            return 1 - self.lower(self.a, self.b, x)
        return self.lower(self.b, self.a, 1 - x)

    def lower(self, a, b, x):
        """x^a (1 - x)^b / (a B(a, b)) * (1 + (a + b)/(a + 1) x + (a + b)(a + b + 1)/((a + 1)(a + 2)) x^2 + ...)"""
        term = total = mp.exp(self.constant + a * mp.log(x) + b * mp.log(1 - x)) / a
        n = 0
        while n < 5 or term > total * mp.eps:
            term *= x * (a + b + n) / (a + 1 + n)
            total += term
            n += 1
            if term == 0:
                break
        return min(mpf(1), total)

    def at(self, t):
        """x and the density in t, its log odds."""
        x, rest = 1 / (1 + mp.exp(-t)), 1 / (1 + mp.exp(t))
        return x, mp.exp(self.constant + self.a * mp.log(x) + self.b * mp.log(rest))

    def place(self, x):
        return mp.log(x / (1 - x))

    def cumulants(self):
        """The first four."""
        a, b, n = self.a, self.b, self.a + self.b
        variance = a * b / n**2 / (n + 1)
        skew = 2 * (b - a) * mp.sqrt(n + 1) / (n + 2) / mp.sqrt(a * b)
        excess = 6 * ((a - b) ** 2 * (n + 1) - a * b * (n + 2)) / (a * b * (n + 2) * (n + 3))
        return [a / n, variance, skew * variance ** mpf("1.5"), excess * variance**2]


class Gamma:
    family = "gamma"
    most = mp.inf

    def __init__(self, shape, rate):
        self.parameters = (shape, rate)
        self.k, self.rate = mpf(shape), mpf(rate)
        self.centre = mp.log(self.k / self.rate)
        self.width = min(1, 1 / mp.sqrt(self.k))

    def tail(self, x):
        return mp.gammainc(self.k, self.rate * x, mp.inf, regularized=True)

    def at(self, t):
        x = mp.exp(t)
        return x, mp.exp(self.k * (t + mp.log(self.rate)) - self.rate * x - mp.loggamma(self.k))

    def place(self, x):
        return mp.log(x)


def panels(arm, edges, step):
    """Ends of panels over which the density is tame, with every edge among them and short panels beside it."""
    places = {arm.place(x) for x in edges}
    for centre in list(places):
        places.update(centre + side * step * mpf(2) ** -k for side in (-1, 1) for k in range(0, 50, 2))
    for side in (-1, 1):
        at, size = arm.centre, step * arm.width
        while arm.at(at)[1] > mpf(10) ** -30:
            places.add(at)
            at, size = at + side * size, size * mpf("1.12")
    return sorted(places)


def exceedance(x, y, kind, value, step):
    """P(X - Y > value) or P(X/Y - 1 > value), over the density of Y."""

    def integrand(t):
        own, density = y.at(t)
        at = own + value if kind == "difference" else own * (1 + value)
        return density * (1 if at <= 0 else 0 if at >= x.most else x.tail(at))

    edges = [(at - value if kind == "difference" else at / (1 + value)) for at in (mpf(0), x.most)]
    places = panels(y, [edge for edge in edges if 0 < edge < y.most], step)
    return mp.quad(integrand, places, method="gauss-legendre", maxdegree=4)


def checked(x, y, kind, value):
    """The same by two sets of panels."""
    found, again = exceedance(x, y, kind, value, mpf(1)), exceedance(x, y, kind, value, mpf("0.83"))
    if abs(found - again) > AGREEMENT:
        raise ArithmeticError(f"{x.parameters} {y.parameters} {kind} {value}: {found} or {again}")
    return found


def quantile(x, y, kind, tail, start):
    """The value that is exceeded with a probability, from two places near it."""
    return mp.findroot(
        lambda value: exceedance(x, y, kind, value, mpf(1)) - tail, start, solver="secant", tol=mpf(10) ** -32, maxsteps=12
    )


def vast_quantile(x, y, factor, tail):
    """The same for X - factor * Y, by Cornish and Fisher."""
    z = mp.sqrt(2) * mp.erfinv(1 - 2 * mpf(tail))
    k1, k2, k3, k4 = [one + (-factor) ** (n + 1) * other for n, (one, other) in enumerate(zip(x.cumulants(), y.cumulants()))]
    g1, g2 = k3 / k2 ** mpf("1.5"), k4 / k2**2
    w = z + g1 * (z**2 - 1) / 6 + g2 * (z**3 - 3 * z) / 24 - g1**2 * (2 * z**3 - 5 * z) / 36
    return k1 + mp.sqrt(k2) * w


def vast_lift(x, y, tail):
    """The l with P(X - (1 + l) Y > 0) = tail."""
    start = x.cumulants()[0] / y.cumulants()[0] - 1
    return mp.findroot(lambda l: vast_quantile(x, y, 1 + l, tail), (start - mpf(10) ** -9, start + mpf(10) ** -9), solver="secant", tol=mpf(10) ** -60)


PROBABILITIES = [
    (Beta, (18, 84), (24, 78), [-0.15, -0.01, 0.02], [-0.5, 0.25, 1]),
    (Beta, (3.3, 7.1), (2.5, 9.2), [-0.3, 0.1, 0.6], [-0.75, 0.5, 20]),
    (Beta, (0.5, 0.5), (0.5, 1.5), [-0.5, 0.25, 0.9], [-0.875, 1, 300]),
    (Beta, (0.05, 0.5), (0.0625, 1.5), [-0.25, 1e-6, 0.5], [-0.999, 4, 1e9]),
    (Beta, (0.001, 0.5), (0.002, 1.5), [-0.01, 0.25], [-0.5, 1e12]),
    (Beta, (4, 999998), (9, 999992), [-1e-5, 1e-6], [-0.75, 0.25]),
    (Gamma, (30, 10), (50, 20), [-0.5, 0.5, 1.5], []),
    (Gamma, (0.5, 1), (3, 2), [-2, -0.5, 1], []),
    (Gamma, (0.01, 4), (0.02, 0.5), [-0.125, 0.001], []),
]
QUANTILES = [
    ((18, 84), (24, 78), "difference", [-0.058798, -0.169161, 0.051407]),
    ((18, 84), (24, 78), "ratio", [-0.253053, -0.576344, 0.287181]),
]
VAST = [
    ((1e12, 2e12), (1e12 + 1e6, 2e12)),
    ((3e11 + 1, 7e11 + 1), (3e11 - 4e5, 7e11)),
    ((1e15, 2e15), (1e15 + 3e7, 2e15)),
    ((4e14, 1e15), (7e13, 1.75e14)),
]
TAILS = [("median", mpf("0.5")), ("lower", mpf("0.975")), ("upper", mpf("0.025"))]


def write_comparisons(path, report):
    mp.dps = 22
    cases = []

    def add(case):
        cases.append(case)
        report(case)

    def described(x, y):
        return {"family": x.family, "x": list(map(number, x.parameters)), "y": list(map(number, y.parameters))}

    for family, x, y, differences, ratios in PROBABILITIES:
        one, other = family(*x), family(*y)
        for kind, values in (("difference", differences), ("ratio", ratios)):
            for value in values:
                found = checked(one, other, kind, mpf(value))
                add({"kind": "probability", **described(one, other), "of": kind, "size": value, "p": text(found, DIGITS)})
    for x, y, kind, starts in QUANTILES:
        one, other = Beta(*x), Beta(*y)
        for (name, tail), start in zip(TAILS, starts):
            near = mpf(start)
            found = quantile(one, other, kind, tail, (near, near * (1 + mpf(10) ** -4)))
            add({"kind": "quantile", **described(one, other), "of": kind, "name": name, "value": text(found, DIGITS)})
    mp.dps = 60
    for x, y in VAST:
        one, other = Beta(*x), Beta(*y)
        for name, tail in TAILS:
            for kind, found in (("difference", vast_quantile(one, other, 1, tail)), ("ratio", vast_lift(one, other, tail))):
                add({"kind": "quantile", **described(one, other), "of": kind, "name": name, "value": text(found, DIGITS)})
    write_table(path, {"made_by": "make_reference.py comparisons", "working_digits": 22}, cases)

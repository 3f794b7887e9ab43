"""The four posterior families, each in the variable y in which its log density is smooth.

    Beta(alpha, beta)         y = ln(x / (1 - x))
    Normal(mean, sd)          y = x
    Gamma(shape, rate)        y = ln x
    Student(loc, scale, dof)  y = x

An arm knows its log density with respect to y twice: in doubles, to lay out panels (`rough`), and in fixed point,
for the value (`logs`). What the arms of a family share at the nodes of a panel is computed once (`shared`).
`step(y)` is a panel width at y over which 30 nodes represent the density to about 1e-24 of its smallest value.
"""

from math import exp, expm1, hypot, inf, log, log1p, pi, sqrt

from mpmath import mp, mpf
from mpmath.libmp.libelefun import exp_fixed

from .quadrature import BITS, ONE, fixed, real

# Panel widths: in 1/slope (the density changes by at most e^6), in local standard deviations, and in distances to
# the nearest singularity of the density in the complex plane, or to where a term like n e^y begins to fade: it is 1e-9
# of the density twenty units on and still has to be represented.
SLOPES, DEVIATIONS, DISTANCES = 6.0, 2.0, 0.8


def width(slope, curvature, distance):
    return min(
        SLOPES / abs(slope) if slope else inf,
        DEVIATIONS / sqrt(curvature) if curvature else inf,
        DISTANCES * distance,
    )


def scaled_log1p(values):
    """ln(1 + v) of scaled v > -1, scaled."""
    return [fixed(mp.log(real(ONE + value))) for value in values]


class Beta:
    names = ("alpha", "beta")

    def __init__(self, alpha, beta):
        self.alpha, self.beta = alpha, beta
        a, b = mpf(alpha), mpf(beta)
        self.constant = mp.loggamma(a + b) - mp.loggamma(a) - mp.loggamma(b)
        self.scaled = fixed(a), fixed(b), fixed(self.constant)
        self.centre = log(alpha / beta)
        self.reach = max(0.0, log(alpha + beta))  # beyond +-reach, (alpha + beta) e^-|y| < 1 fades away
        self.mean = a / (a + b)

    def rough(self, y):
        tail = log1p(exp(-abs(y)))
        return float(self.constant) - self.alpha * (tail + max(-y, 0)) - self.beta * (tail + max(y, 0))

    def step(self, y):
        x = exp(-abs(y)) / (1 + exp(-abs(y)))
        x, other = (x, 1 - x) if y < 0 else (1 - x, x)
        total = self.alpha + self.beta
        return width(self.alpha * other - self.beta * x, total * x * other, hypot(max(abs(y) - self.reach, 0), pi))

    @staticmethod
    def smooth(y):
        """A panel width for dx/dy; beyond x = e^-120 no expected loss feels it (parameters being below 1e10)."""
        return width(1.0, 0, hypot(y, pi)) if abs(y) < 120 else inf

    @staticmethod
    def shared(nodes):
        """ln x and ln(1 - x)."""
        tails = scaled_log1p([exp_fixed(-abs(y), BITS) for y in nodes])
        return [(min(y, 0) - tail, min(-y, 0) - tail) for y, tail in zip(nodes, tails)]

    @staticmethod
    def jacobian(shared):
        """ln dx/dy."""
        return [left + right for left, right in shared]

    @staticmethod
    def rough_jacobian(y):
        return -abs(y) - 2 * log1p(exp(-abs(y)))

    def logs(self, shared):
        a, b, constant = self.scaled
        return [constant + ((a * left + b * right) >> BITS) for left, right in shared]


class Gamma:
    names = ("shape", "rate")

    def __init__(self, shape, rate):
        self.shape, self.rate = shape, rate
        k, r = mpf(shape), mpf(rate)
        # ln f = shape (v - (e^v - 1)) + constant with v = y - ln(shape / rate): no difference of huge terms.
        self.offset = mp.log(k / r)
        self.log_rate = log(rate)
        self.constant = k * mp.log(k) - k - mp.loggamma(k)
        self.scaled = fixed(k), fixed(self.offset), fixed(self.constant)
        self.centre = float(self.offset)
        self.mean = k / r

    def rough(self, y):
        v = y - self.centre
        return float(self.constant) + self.shape * (v - expm1(v) if v < 700 else -inf)

    def step(self, y):
        grown = expm1(y - self.centre)
        fading = min(y + self.log_rate, 0)  # rate e^y < 1 fades away to the left of -ln rate
        return width(self.shape * grown, self.shape * (grown + 1), hypot(fading, pi))

    @staticmethod
    def smooth(y):
        """As for Beta: below e^-400 no expected loss feels it (rates being below 1e100)."""
        return SLOPES if y > -400 else inf

    @staticmethod
    def shared(nodes):
        return nodes

    @staticmethod
    def jacobian(shared):
        return shared

    @staticmethod
    def rough_jacobian(y):
        return y

    def logs(self, shared):
        k, offset, constant = self.scaled
        shifts = [y - offset for y in shared]
        return [constant + (k * (v - exp_fixed(v, BITS) + ONE) >> BITS) for v in shifts]


class Normal:
    names = ("mean", "sd")

    def __init__(self, mean, sd):
        self.centre, self.sd = mean, sd
        self.mean = mpf(mean)
        self.constant = -mp.log(mpf(sd)) - mp.log(2 * mp.pi) / 2
        self.scaled = fixed(self.mean), fixed(1 / mpf(sd)), fixed(self.constant)

    def rough(self, y):
        return float(self.constant) - ((y - self.centre) / self.sd) ** 2 / 2

    def step(self, y):
        return width((y - self.centre) / self.sd**2, 1 / self.sd**2, inf)

    @staticmethod
    def smooth(_):
        return inf

    @staticmethod
    def shared(nodes):
        return nodes

    @staticmethod
    def jacobian(shared):
        return [0] * len(shared)

    @staticmethod
    def rough_jacobian(_):
        return 0.0

    def logs(self, shared):
        mean, inverse, constant = self.scaled
        deviations = [(y - mean) * inverse >> BITS for y in shared]
        return [constant - (z * z >> BITS + 1) for z in deviations]


class Student(Normal):
    names = ("loc", "scale", "dof")

    def __init__(self, loc, scale, dof):
        self.centre, self.scale, self.dof = loc, scale, dof
        self.mean = mpf(loc)
        v = mpf(dof)
        self.constant = (
            mp.loggamma((v + 1) / 2) - mp.loggamma(v / 2) - mp.log(v * mp.pi) / 2 - mp.log(mpf(scale))
        )
        self.scaled = fixed(self.mean), fixed(1 / mpf(scale)), fixed(1 / v), fixed((v + 1) / 2), fixed(self.constant)

    def rough(self, y):
        t = abs((y - self.centre) / self.scale)
        logarithm = log1p(t * t / self.dof) if t < 1e150 else 2 * log(t) - log(self.dof)
        return float(self.constant) - (self.dof + 1) / 2 * logarithm

    def step(self, y):
        t = (y - self.centre) / self.scale
        q = self.dof + t * t
        slope = (self.dof + 1) * t / (self.scale * q)
        return width(slope, (self.dof + 1) / q / self.scale**2, self.scale * sqrt(q))

    def logs(self, shared):
        loc, inverse, inverse_dof, power, constant = self.scaled
        squares = [(((y - loc) * inverse >> BITS) ** 2 >> BITS) * inverse_dof >> BITS for y in shared]
        return [constant - (power * value >> BITS) for value in scaled_log1p(squares)]


FAMILIES = {"beta": Beta, "normal": Normal, "gamma": Gamma, "student": Student}

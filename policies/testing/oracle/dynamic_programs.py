"""Exact regret, Bayes-optimal value and Gittins index of Bernoulli arms: programs over counts in fixed point.

Integers scaled by 2^BITS: the rounding of one step is 1e-60, that of all steps far below the quoted digits.
"""

from fractions import Fraction
from math import comb

from mpmath import mp, mpf

BITS = 200
ONE = 1 << BITS


def real(scaled):
    return mp.ldexp(mpf(scaled), -BITS)


# Two arms with Beta(1, 1) priors; a state is n_0, s_0, s_1 after t plays, so n_1 = t - n_0.


class Thompson:
    """P(X > Y) for X ~ Beta(a, b), Y ~ Beta(c, d) layer by layer: positive terms only.

    g(1, b, c, d) = C(b+d-1, b) / C(b+c+d-1, b),   g(a, b, c, d) = g(a-1, b, c, d) + h(a-1, b, c, d) / (a-1),
    h(a, b, c, d) = B(a+c, b+d) / (B(a, b) B(c, d)).
    """

    def __init__(self):
        self.previous, self.current = {}, {}

    def start_layer(self, _):
        self.previous, self.current = self.current, {}

    def first_arm(self, n, s, m, r):
        a, b, c, d = 1 + s, 1 + n - s, 1 + r, 1 + m - r
        if a == 1:
            value = (comb(b + d - 1, b) << BITS) // comb(b + c + d - 1, b)
        else:
            value = self.previous[n - 1, s - 1, r] + self.increment(a - 1, b, c, d) // (a - 1)
        self.current[n, s, r] = value
        return value

    @staticmethod
    def increment(a, b, c, d):
        total = a + b + c + d
        above = (a + b - 1) * comb(a + b - 2, a - 1) * (c + d - 1) * comb(c + d - 2, c - 1)
        return (above << BITS) // ((total - 1) * comb(total - 2, a + c - 1))


class Greedy:
    """epsilon-greedy over all arms, untried arms having mean 0, ties split evenly."""

    def __init__(self, epsilon=Fraction(0)):
        self.choices = [
            int(ONE * (epsilon / 2 + (1 - epsilon) * share)) for share in (Fraction(0), Fraction(1, 2), Fraction(1))
        ]

    def start_layer(self, _):
        pass

    def first_arm(self, n, s, m, r):
        left, right = s * max(m, 1), r * max(n, 1)
        return self.choices[(left > right) - (left < right) + 1]


class Ucb:
    """Q + c sqrt(ln t / n), t the number of the decision, untried arms first; equal arms tie."""

    def __init__(self, c=1):
        self.c = c

    def start_layer(self, t):
        self.log = mp.log(t)
        self.rough = float(self.log)

    def first_arm(self, n, s, m, r):
        if n == 0 or m == 0:
            return ONE >> 1 if n == m else ONE * (n == 0)
        if (n, s) == (m, r):
            return ONE >> 1
        difference = s / n - r / m + self.c * ((self.rough / n) ** 0.5 - (self.rough / m) ** 0.5)
        if abs(difference) < 1e-9:
            difference = mpf(s) / n - mpf(r) / m + self.c * (mp.sqrt(self.log / n) - mp.sqrt(self.log / m))
        return ONE * (difference > 0)


COUNT_POLICIES = {
    "thompson": Thompson,
    "egreedy0.1": lambda: Greedy(Fraction(1, 10)),
    "greedy": Greedy,
    "ucb_c1_logt": Ucb,
}


def regret_curve(policy, means, horizon):
    """P(A_t = 0) for t = 1 ... horizon, and the law of n_0 after the last."""
    rule, (p, q) = COUNT_POLICIES[policy](), means
    mass, first = {(0, 0, 0): ONE}, []
    for t in range(horizon):
        rule.start_layer(t + 1)
        following, chosen = {}, 0
        get = following.get
        for n in range(t + 1):
            for s in range(n + 1):
                for r in range(t - n + 1):
                    # Thompson builds on the last layer, so it is asked in every state.
                    choice = rule.first_arm(n, s, t - n, r)
                    here = mass.get((n, s, r), 0)
                    if not here:
                        continue
                    left = here * choice >> BITS
                    right = here - left
                    chosen += left
                    won = left * p.numerator // p.denominator
                    key = (n + 1, s + 1, r)
                    following[key] = get(key, 0) + won
                    key = (n + 1, s, r)
                    following[key] = get(key, 0) + left - won
                    won = right * q.numerator // q.denominator
                    key = (n, s, r + 1)
                    following[key] = get(key, 0) + won
                    key = (n, s, r)
                    following[key] = get(key, 0) + right - won
        mass = following
        first.append(real(chosen))
    law = [0] * (horizon + 1)
    for (n, _, _), value in mass.items():
        law[n] += value
    return first, [real(each) for each in law]


def bayes_optimal_value(horizon):
    """E[successes] of the best policy for two Beta(1, 1) arms: V = max of m (1 + V_success) + (1 - m) V_failure."""
    value = None
    for t in range(horizon, -1, -1):
        layer = {}
        for n in range(t + 1):
            for s in range(n + 1):
                for r in range(t - n + 1):
                    if t == horizon:
                        layer[n, s, r] = 0
                        continue
                    m = t - n
                    first = (s + 1) * (ONE + value[n + 1, s + 1, r]) + (n - s + 1) * value[n + 1, s, r]
                    second = (r + 1) * (ONE + value[n, s, r + 1]) + (m - r + 1) * value[n, s, r]
                    layer[n, s, r] = max(first // (n + 2), second // (m + 2))
        value = layer
    return real(value[0, 0, 0])


def gittins_index(alpha, beta, discount, tolerance):
    """Root of continuation(lambda) = lambda / (1 - discount), by Newton with the derivative of the same recursion.

    After `depth` pulls the arm is worth max(lambda, mean) / (1 - discount), which discount^depth makes negligible.
    """
    depth = int(mp.log(tolerance) / mp.log(rational(discount))) + 50
    up, down = discount.numerator, discount.denominator
    index = ONE * alpha // (alpha + beta)
    for _ in range(40):
        change = newton_change(alpha, beta, up, down, depth, index)
        index += change
        if abs(change) < ONE >> 110:
            break
    return real(index)


def newton_change(alpha, beta, up, down, depth, index):
    retire, slope = index * down // (down - up), ONE * down // (down - up)
    values, slopes = [], []
    for s in range(depth + 1):
        mean = ONE * (alpha + s) // (alpha + beta + depth) * down // (down - up)
        values.append(max(mean, retire))
        slopes.append(slope if retire >= mean else 0)
    for n in range(depth - 1, -1, -1):
        total = (alpha + beta + n) * down
        next_values, next_slopes = [], []
        for s in range(n + 1):
            a, b = alpha + s, beta + n - s
            value = (a * (down * ONE + up * values[s + 1]) + b * up * values[s]) // total
            if value > retire or n == 0:
                next_values.append(value)
                next_slopes.append((a * slopes[s + 1] + b * slopes[s]) * up // total)
            else:
                next_values.append(retire)
                next_slopes.append(slope)
        values, slopes = next_values, next_slopes
    return (values[0] - retire) * ONE // (slope - slopes[0])


def rational(value):
    return mpf(value.numerator) / value.denominator

"""Gauss-Legendre panels in fixed point: integrals and running integrals of exp(log density).

All numbers inside a panel are Python integers scaled by 2^BITS; a scale common to the panel is an mpf.
Python integers are several times as fast as mpf in loops, and the panel keeps its own scale, so values
near e^-1500 lose nothing.
"""

from functools import cache
from operator import mul

from mpmath import mp, mpf
from mpmath.libmp import to_fixed
from mpmath.libmp.libelefun import exp_fixed

BITS = 160
ONE = 1 << BITS


def fixed(value):
    """An mpf, float or int as an integer scaled by 2^BITS."""
    return to_fixed(mpf(value)._mpf_, BITS)


def real(scaled):
    """The mpf of an integer scaled by 2^BITS."""
    return mp.ldexp(mpf(scaled), -BITS)


def dot(row, column):
    """Inner product of two lists of scaled integers, scaled again."""
    return sum(map(mul, row, column)) >> BITS


@cache
def legendre_rule(count):
    """Nodes t, weights w and the running-integral matrix M of `count` Gauss-Legendre points on [-1, 1].

    M[k] . f = integral from -1 to t_k of the polynomial through (t_l, f_l). With P_m the Legendre polynomials,
        M[k][l] = w_l sum_m (2m+1)/2 P_m(t_l) I_m(t_k),   I_m(t) = (P_{m+1}(t) - P_{m-1}(t)) / (2m+1),  I_0 = t + 1.
    """
    with mp.extraprec(64):
        nodes, weights, table = [], [], []
        for k in range(count):
            t = mp.cos(mp.pi * (count - k - mpf(1) / 4) / (count + mpf(1) / 2))
            for _ in range(12):
                p = legendre_values(count, t)
                slope = count * (t * p[count] - p[count - 1]) / (t * t - 1)
                t -= p[count] / slope
            p = legendre_values(count, t)
            slope = count * (t * p[count] - p[count - 1]) / (t * t - 1)
            nodes.append(t)
            weights.append(2 / ((1 - t * t) * slope * slope))
            table.append(p)
        matrix = []
        for k in range(count):
            p = table[k]
            integrals = [nodes[k] + 1] + [(p[m + 1] - p[m - 1]) / (2 * m + 1) for m in range(1, count)]
            matrix.append(
                [
                    fixed(weights[l] * sum((2 * m + 1) * table[l][m] * integrals[m] for m in range(count)) / 2)
                    for l in range(count)
                ]
            )
        return [fixed(t) for t in nodes], [fixed(w) for w in weights], matrix


def legendre_values(count, t):
    """P_0(t) ... P_count(t)."""
    values = [mpf(1), t]
    for m in range(1, count):
        values.append(((2 * m + 1) * t * values[m] - m * values[m - 1]) / (m + 1))
    return values


def panel_nodes(left, right, count):
    """The scaled nodes of the panel [left, right] (doubles) and its half width (mpf)."""
    half = (mpf(right) - mpf(left)) / 2
    middle, scaled_half = fixed((mpf(right) + mpf(left)) / 2), fixed(half)
    return [middle + (t * scaled_half >> BITS) for t in legendre_rule(count)[0]], half


def exponentials(logs):
    """exp of scaled logs as (mantissas in (0, 1], scale): value_k = mantissa_k * scale, scale an mpf."""
    top = max(logs)
    return [exp_fixed(value - top, BITS) for value in logs], mp.exp(real(top))

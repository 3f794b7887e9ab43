"""Slow, independent computations of what policies/numerics computes fast; run by make_reference.py."""

from mpmath import mp

mp.prec = 192  # bits: 57 digits

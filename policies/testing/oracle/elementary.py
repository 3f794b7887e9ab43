"""Elementary functions at many doubles: the table elementary.json.

A case is one string: the bits of the arguments and of the result rounded to nearest, in hexadecimal, and by how much the
true value is above that result, in thousandths of the result's unit in the last place.
"""

from json import dumps
from math import frexp, inf, ldexp, nextafter
from random import Random
from struct import pack, unpack

from mpmath import mp, mpf

PRECISION = 2400  # cos of the double next to pi/2, and 1 + 2^-1074, keep all of their digits
LN2 = 0.6931471805598903
STEP = LN2 / 128


def bits(value):
    return pack(">d", value).hex()


def double(word):
    return unpack(">d", pack(">Q", word))[0]


def exact(value):
    """A finite double as an mpf without rounding."""
    return mpf(value)


def unit(value):
    """The unit in the last place of a double."""
    return ldexp(1.0, max(-1074, frexp(value)[1] - 53)) if value else ldexp(1.0, -1074)


def nearest(value):
    """The double next to a number, subnormal ones included; None beyond the largest."""
    size = abs(value)
    if size >= mpf(2) ** 1024 - mpf(2) ** 970:
        return None
    exponent = max(-1074, int(mp.floor(mp.log(size, 2))) - 53) if size else -1074
    for place in (exponent, exponent + 1):
        mantissa = int(mp.nint(mp.ldexp(value, -place)))
        if abs(mantissa) <= 2**53:
            return ldexp(float(mantissa), place)
    return None


def around(values, steps=2):
    """Doubles and their neighbours."""
    for value in values:
        below = above = value
        yield value
        for _ in range(steps):
            below, above = nextafter(below, -inf), nextafter(above, inf)
            yield below
            yield above


def signed(values):
    for value in values:
        yield value
        yield -value


def any_exponent(random, count, lowest=0, highest=0x7FF):
    """Positive doubles with mantissas of their own, evenly over exponents: the subnormal ones count as one."""
    for _ in range(count):
        yield double((random.randrange(lowest, highest) << 52) | random.getrandbits(52))


def uniform(random, count, low, high):
    return (random.uniform(low, high) for _ in range(count))


def near_exponential_breaks(random, count, low, high):
    """Where exp goes from one entry of its table to the next, and in the middle between."""
    for _ in range(count):
        step = random.randrange(int(low / STEP), int(high / STEP))
        yield from around([random.choice([(step + 0.5) * STEP, step * STEP])], 1)


def near_logarithm_breaks(random, count, exponents):
    """Where log goes from one entry of its table to the next."""
    for _ in range(count):
        place = 0x3FE69000 + (random.randrange(128) << 13)
        yield from (ldexp(value, random.choice(exponents)) for value in around([double(place << 32)], 1))


def exponential_arguments(random):
    yield from uniform(random, 700, -745.2, 709.79)
    yield from uniform(random, 700, -2, 2)
    yield from signed(any_exponent(random, 150, 0x3C0, 0x3FF))
    yield from signed([5e-324, 2.0**-1022, 2.0**-54, 2.0**-53, 1e-300])
    yield from uniform(random, 300, -745.13, -708.3)
    yield from around([-745.1332191019411, -708.3964185322641, -708.0, 709.0, 709.782712893384, 1.0, -1.0, LN2, -LN2], 3)
    yield from near_exponential_breaks(random, 250, -745, 709)
    yield from near_exponential_breaks(random, 250, -1.5, 1.5)


def expm1_arguments(random):
    yield from uniform(random, 300, -40, 709.79)
    yield from uniform(random, 900, -1.5, 1.5)
    yield from uniform(random, 500, -0.02, 0.02)
    yield from signed(any_exponent(random, 200, 0x3A0, 0x3FF))
    yield from signed([5e-324, 2.0**-1022, 2.0**-54, 2.0**-53, 1e-300])
    yield from around([-38.0, -37.42994775023705, 709.0, 709.782712893384, 1.0, -1.0, LN2, -LN2], 3)
    yield from near_exponential_breaks(random, 250, -2, 2)
    yield from near_exponential_breaks(random, 100, -0.05, 0.05)


def logarithm_arguments(random):
    yield from any_exponent(random, 700)
    yield from uniform(random, 900, 0.5, 2)
    yield from uniform(random, 400, 0.98, 1.02)
    yield from (double(random.getrandbits(random.randrange(1, 53))) for _ in range(150))
    yield from around([1.0], 8)
    yield from signed_offsets(random, 200)
    yield from around([2.0**-1022, 1.7976931348623155e308, 1e-300, 2.718281828459045], 1)
    yield from (ldexp(1.0, random.randrange(-1074, 1024)) for _ in range(60))
    yield from near_logarithm_breaks(random, 250, [-1022, -1, 0, 0, 0, 1, 1022])


def signed_offsets(random, count):
    for small in any_exponent(random, count, 0x3CB, 0x3F9):
        yield 1 + random.choice([-small, small])


def log1p_arguments(random):
    yield from any_exponent(random, 300)
    yield from uniform(random, 800, -1, 1)
    yield from uniform(random, 500, -0.02, 0.02)
    yield from signed(any_exponent(random, 250, 0x3A0, 0x3FE))
    yield from any_exponent(random, 200, 0x3FF, 0x450)
    yield from signed([5e-324, 2.0**-1022, 2.0**-54, 2.0**-53, 1e-300])
    yield from around([-0.5, 1.0, 2.0**53, -1 / 512, 1 / 256], 4)
    yield from (nextafter(-1.0, 0) + k * 2.0**-53 for k in range(8))
    yield from (value - 1 for value in near_logarithm_breaks(random, 250, [-3, -1, 0, 0, 0, 1, 3, 40]))


def power_arguments(random):
    for base in any_exponent(random, 700):
        limit = 745 / abs(float(mp.log(base))) if base != 1 else 1.0
        yield base, random.uniform(-limit, limit)
    for base in [*uniform(random, 500, 0.5, 2), *signed_offsets(random, 600)]:
        yield base, random.choice([-1, 1]) * random.uniform(600, 709) / float(mp.log(base)) if base != 1 else 2.5
    for _ in range(400):
        yield random.uniform(0, 100), random.choice([-1, 1]) * random.choice([0.5, 1 / 3, 1.5, 2, 3, 7, 10, 19, 100])
    for _ in range(250):
        yield -float(random.randrange(1, 1000)), random.randrange(-90, 90)
    for _ in range(150):
        yield 10.0, random.randrange(-323, 308)
        yield random.choice([2.0, 4.0, 0.5]), random.randrange(-530, 500)
    for base in near_logarithm_breaks(random, 100, [0, 0, 1, -1]):
        yield base, random.uniform(-300, 300)
    for _ in range(200):
        base = double(random.getrandbits(random.randrange(1, 53)))
        yield base, random.uniform(-0.95, 1)


def hyperbolic_arguments(random):
    yield from signed(uniform(random, 300, 0, 2))
    yield from uniform(random, 200, -710.4, 710.4)
    yield from uniform(random, 150, 2, 45)
    yield from signed(any_exponent(random, 60, 0x3A0, 0x3FF))
    yield from around([0.5, 40.0, 709.782712893384, 710.475860073943, 22.0], 2)
    yield from near_exponential_breaks(random, 80, 0.4, 41)
    yield from [5e-324, -(2.0**-1022), 1e-300]


def asinh_arguments(random):
    yield from signed(uniform(random, 300, 0, 3))
    yield from signed(any_exponent(random, 150))
    yield from signed(any_exponent(random, 150, 0x3E0, 0x420))
    yield from around([1 / 64, 2.0**28, 1.7976931348623155e308, 1.0], 1)
    yield from [5e-324, -(2.0**-1022), 1e-300]


def sine_arguments(random):
    yield from signed(uniform(random, 400, 0, 1.5707963267948966))
    yield from signed(any_exponent(random, 80, 0x3A0, 0x3FF))
    yield from (1.5707963267948966 - small for small in any_exponent(random, 80, 0x3CB, 0x3FE))
    yield from around([0.7853981633974483], 8)
    yield from (value for value in around([1.5707963267948966], 4) if value <= 1.5707963267948966)
    yield from (k * 1.5707963267948966 / 8 for k in range(9))
    yield from [5e-324, -(2.0**-1022), 1e-300]


def hypotenuse_arguments(random):
    for larger in any_exponent(random, 300):
        yield larger, larger * random.random()
    for larger in any_exponent(random, 200, 60):
        yield ldexp(larger, -random.randrange(60)), -larger
    for _ in range(200):
        yield 1.0, random.uniform(0, 4)
    for _ in range(100):
        yield float(3 * random.randrange(1, 2**40)), 0.0
    for _ in range(100):
        k = random.randrange(1, 2**48)
        yield 3.0 * k, 4.0 * k
    yield from [(5e-324, 5e-324), (1.5e-323, 2e-323), (2.0**-1022, 2.0**-1022), (2.0**500, 2.0**500), (1e308, 1e308)]


FUNCTIONS = {
    "exp": (exponential_arguments, mp.exp),
    "expm1": (expm1_arguments, mp.expm1),
    "log": (logarithm_arguments, mp.log),
    "log1p": (log1p_arguments, mp.log1p),
    "pow": (power_arguments, mp.power),
    "sinh": (hyperbolic_arguments, mp.sinh),
    "cosh": (hyperbolic_arguments, mp.cosh),
    "asinh": (asinh_arguments, mp.asinh),
    "sin": (sine_arguments, mp.sin),
    "hypot": (hypotenuse_arguments, mp.hypot),
}


def case_of(function, arguments):
    numbers = [float(argument) for argument in arguments]
    value = function(*map(exact, numbers))
    result = nearest(value)
    if result is None:
        return None
    above = int(mp.nint(1000 * (value - exact(result)) / exact(unit(result))))
    return " ".join([*map(bits, numbers), bits(result), str(above)])


def write_elementary(path, report):
    tables = {}
    # Where a sum such as 1 + x needs more bits than this, its value is x to every digit that is kept.
    with mp.workprec(PRECISION):
        for name, (arguments, function) in FUNCTIONS.items():
            random = Random(name)
            rows = [case_of(function, each if isinstance(each, tuple) else (each,)) for each in arguments(random)]
            tables[name] = list(dict.fromkeys(row for row in rows if row is not None))
            report(f"{name}: {len(tables[name])}")
    path.write_text(dumps(tables, indent=0) + "\n")

"""The constants of policies/numerics/elementary: powers of 2 and logarithms as sums of two doubles, as TypeScript."""

from struct import pack, unpack

from mpmath import mp, mpf

STEPS = 128
LOWEST_WORD = 0x3FE69000  # the upper word of 0.705; 1 is inside of an interval, which begins 2^12 words below it
INVERSE_BITS = 11
LOGARITHM_BITS = 42


def from_upper_word(word):
    return unpack(">d", pack(">II", word, 0))[0]


def multiple(value, bits):
    """The multiple of 2^-bits next to a number."""
    return float(mp.ldexp(mp.nint(mp.ldexp(value, bits)), -bits))


def pair(value, high=None):
    high = float(value) if high is None else high
    return high, float(value - mpf(high))


def roots():
    """2^(j/128) for j = 0 … 63, −64 … −1: j modulo 128 is the place."""
    return [pair(mpf(2) ** (mpf(j) / STEPS)) for j in [*range(STEPS // 2), *range(-STEPS // 2, 0)]]


def logarithms():
    """1/c, ln c as a multiple of 2^-42 and a rest, and a 0 that makes four, for every interval."""
    rows = []
    for interval in range(128):
        start, end = (from_upper_word(LOWEST_WORD + (place << 13)) for place in (interval, interval + 1))
        inverse = 1.0 if start < 1 < end else multiple(2 / (mpf(start) + mpf(end)), INVERSE_BITS)
        logarithm = -mp.log(mpf(inverse))
        rows.append((inverse, *pair(logarithm, multiple(logarithm, LOGARITHM_BITS)), 0))
    return rows


def rows_of(rows):
    def literal(value):
        return str(int(value)) if value == int(value) else repr(value)

    return "\n".join("  " + ", ".join(literal(value) for value in row) + "," for row in rows)


NOTE = "// Written by `python3 policies/testing/make_reference.py elementary-tables`, with mpmath."


def write_tables(folder):
    with mp.workprec(400):
        step = mp.ln2 / STEPS
        step_high = float(mp.ldexp(mp.floor(mp.ldexp(step, LOGARITHM_BITS)), -LOGARITHM_BITS))
        ln2_high = multiple(mp.ln2, LOGARITHM_BITS)
        (folder / "exponential-table.ts").write_text(
            f"""{NOTE}
// The root of one half is an entry like every other.
// oxlint-disable oxc/approx-constant

/** Steps of the table in an octave. */
export const STEPS = {STEPS};

/** ln 2/{STEPS} as a sum of two doubles; a whole number of up to 18 bits times the first is exact. */
export const STEP_HIGH = {step_high!r};
export const STEP_LOW = {float(step - mpf(step_high))!r};

/** 2^(j/{STEPS}) as a sum of two doubles, for j = 0 … {STEPS // 2 - 1}, −{STEPS // 2} … −1: place 2·(j mod {STEPS}) and the next. */
// oxfmt-ignore
export const rootTable = Float64Array.of(
{rows_of(roots())}
);
"""
        )
        (folder / "logarithm-table.ts").write_text(
            f"""{NOTE}

/** ln 2 as a sum of two doubles; a whole number of up to 11 bits times the first is exact. */
export const LN2_HIGH = {ln2_high!r};
export const LN2_LOW = {float(mp.ln2 - mpf(ln2_high))!r};

/** The upper 32 bits of the double where the first interval begins; 2¹³ on, the next one does. */
export const LOWEST_WORD = 0x{LOWEST_WORD:08x};

/** 1/c of {INVERSE_BITS + 1} bits, ln c as a multiple of 2⁻⁴² and the rest, and a 0 that makes four: for each of 128 intervals. */
// oxfmt-ignore
export const logarithmTable = Float64Array.of(
{rows_of(logarithms())}
);
"""
        )

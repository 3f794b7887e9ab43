"""How tables are written: one case a line, doubles as short as they go, long numbers as strings."""

import json

from mpmath import mp


def number(value):
    """A double that JSON prints without a needless .0; the value is unchanged."""
    return int(value) if value == int(value) and abs(value) < 2**53 else value


def text(value, digits):
    """A real number to `digits` significant digits, or None."""
    return None if value is None else mp.nstr(value, digits, strip_zeros=True)


def write_table(path, meta, cases):
    def line(value):
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False)

    lines = ",\n".join(line(case) for case in cases)
    path.write_text(f'{{\n"meta":{json.dumps(meta, indent=1, ensure_ascii=False)},\n"cases":[\n{lines}\n]\n}}\n')

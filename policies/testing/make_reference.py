#!/usr/bin/env python3
"""Makes the outside values our tests trust, and checks those we were given. Needs mpmath 1.3 (`pip install mpmath`).

    python3 policies/testing/make_reference.py random [--count 1000]   writes random-best-arm.json
    python3 policies/testing/make_reference.py vast                    writes vast-best-arm.json
    python3 policies/testing/make_reference.py distributions           writes distributions.json
    python3 policies/testing/make_reference.py comparisons             writes comparisons.json
    python3 policies/testing/make_reference.py elementary              writes elementary.json
    python3 policies/testing/make_reference.py elementary-tables       writes numerics/elementary/*-table.ts
    python3 policies/testing/make_reference.py wild [--count 24]       writes wild-histories.json
    python3 policies/testing/make_reference.py check                   recomputes every case of reference.json

Nothing here shares a method with policies/numerics: no continued fractions, no Gauss-Kronrod, no rounding to doubles.
"""

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))


def random(options):
    from oracle.random_problems import write_random

    write_random(HERE / "random-best-arm.json", options.count, report=lambda line: print(line, flush=True))


def vast(_):
    from oracle.random_problems import vast_problem, write_random

    write_random(HERE / "vast-best-arm.json", 90, "vast", vast_problem, report=lambda line: print(line, flush=True))


def distributions(_):
    from oracle.distributions import write_distributions

    write_distributions(HERE / "distributions.json", report=lambda line: print(line, flush=True))


def comparisons(_):
    from oracle.comparisons import write_comparisons

    write_comparisons(HERE / "comparisons.json", report=lambda line: print(line, flush=True))


def elementary(_):
    from oracle.elementary import write_elementary

    write_elementary(HERE / "elementary.json", report=lambda line: print(line, flush=True))


def elementary_tables(_):
    from oracle.elementary_tables import write_tables

    write_tables(HERE.parent / "numerics" / "elementary")


def wild(options):
    from oracle.wild_histories import write_wild

    write_wild(HERE / "wild-histories.json", options.count, report=lambda line: print(line, flush=True))


def check(_):
    from oracle.check import check_reference

    return check_reference(HERE / "reference.json", report=lambda line: print(line, flush=True))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("random")
    command.add_argument("--count", type=int, default=1000)
    command.set_defaults(run=random)
    commands.add_parser("vast").set_defaults(run=vast)
    command = commands.add_parser("wild")
    command.add_argument("--count", type=int, default=24)
    command.set_defaults(run=wild)
    commands.add_parser("distributions").set_defaults(run=distributions)
    commands.add_parser("comparisons").set_defaults(run=comparisons)
    commands.add_parser("elementary").set_defaults(run=elementary)
    commands.add_parser("elementary-tables").set_defaults(run=elementary_tables)
    commands.add_parser("check").set_defaults(run=check)
    options = parser.parse_args()
    sys.exit(options.run(options) is False)


if __name__ == "__main__":
    main()

"""`python -m tests.bench [--long]`: speed and cost as ratios, a row for each; docs/performance.md keeps a copy."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
from collections.abc import Iterable
from dataclasses import astuple

from tests.bench import clicking, draining, feeding, ticking
from tests.bench.measuring import Row

HEAD = Row("what", "figure", "baseline", "ratio", "bar", "verdict")


async def measure(long: bool) -> list[Row]:
    """Every bench, one after the other: two at once would measure each other."""
    rows = await feeding.measure()
    rows += await asyncio.to_thread(draining.measure)  # it starts event loops of its own
    rows.append(await ticking.measure_old_rows(long))
    rows.append(await ticking.measure_reminders())
    return [*await clicking.measure(), *rows]


def table(rows: Iterable[Row]) -> str:
    """As it stands in docs/performance.md."""
    first, *rest = ["| " + " | ".join(astuple(row)) + " |" for row in rows]
    return "\n".join((first, "|---" * len(astuple(HEAD)) + "|", *rest, ""))


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="Klubban's speed and cost, as ratios.")
    parser.add_argument("--long", action="store_true", help="a million old rows instead of a hundred thousand")
    long: bool = parser.parse_args().long
    logging.disable(logging.CRITICAL)
    sys.stdout.write(table([HEAD, *asyncio.run(measure(long))]))


if __name__ == "__main__":
    main()

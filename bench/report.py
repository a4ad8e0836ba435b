"""What was measured, as one table, and which goals hold."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence

from bench.cases import COUNT, Checked
from bench.country import SMALLEST
from bench.measuring import Law, Measured

GROWTH, SHARE, DECISION_US, THOUSAND_MS, CHECK_S = 1.3, 0.2, 200, 5, 2

HEAD = ("", "grown by", "times", "p50", "p95", "raw p50", "ratio", "growth", "goal")


def table(results: dict[str, tuple[list[Measured], Law]], check: Checked) -> str:
    """Milliseconds, unless a row says otherwise. `ratio`: p50 to that of the statements alone."""
    rows = [HEAD]
    for database, (countries, law) in results.items():
        rows += _pages(f"{database}: find a time", countries, "find")
        rows += _pages(f"{database}: POST /book", countries, "book")
        rows += _heats(database, countries)
        rows += _law(database, law)
    rows.append(_check(check))
    widths = [max(len(row[n]) for row in rows) for n in range(len(HEAD))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(line.rstrip() for line in lines)


def _pages(title: str, countries: Sequence[Measured], page: str) -> Iterator[tuple[str, ...]]:
    first = _p50(getattr(countries[0], page))
    last = max(c.country.total for c in countries)
    for measured in countries:
        seconds, bare = getattr(measured, page), getattr(measured, f"{page}_raw")
        growth = _p50(seconds) / first
        judged = measured.country.total == last and measured.country != SMALLEST
        yield (
            title,
            "" if measured.country == SMALLEST else measured.country.growth,
            f"{measured.country.total:,}",
            f"{_p50(seconds) * 1e3:.1f}",
            f"{_p95(seconds) * 1e3:.1f}",
            f"{_p50(bare) * 1e3:.1f}",
            f"{_p50(seconds) / _p50(bare):.1f}",
            f"{growth:.2f}",
            _goal(growth <= GROWTH, f"at most {GROWTH}") if judged else "",
        )


def _heats(database: str, countries: Sequence[Measured]) -> Iterator[tuple[str, ...]]:
    postgresql = database == "PostgreSQL"  # the goal is pgbench's, and SQLite has none
    alone = "pgbench" if postgresql else "the statements alone"
    for measured in countries:
        if not measured.heats:
            continue
        share = statistics.median(through / without for through, without in measured.heats)
        through = statistics.median(through for through, _ in measured.heats)
        without = statistics.median(without for _, without in measured.heats)
        yield (
            f"{database}: bookings/s, 2 clients",
            "" if measured.country == SMALLEST else measured.country.growth,
            f"{measured.country.total:,}",
            f"{through:.0f}/s",
            "",
            f"{without:.0f}/s",
            f"{share:.2f}",
            "",
            _goal(share >= SHARE, f"at least {SHARE} of {alone}") if postgresql else f"beside {alone}",
        )


def _law(database: str, law: Law) -> Iterator[tuple[str, ...]]:
    one, thousand = law.decision_us, law.thousand_times_ms
    yield (
        *("a policy decision", "", "1", f"{one:.0f} us", "", "", "", ""),
        _goal(one <= DECISION_US, f"at most {DECISION_US} us"),
    )
    yield (
        *("judged for one person", "", "1,000", f"{thousand:.1f}", "", "", "", ""),
        _goal(thousand <= THOUSAND_MS, f"at most {THOUSAND_MS} ms"),
    )


def _check(check: Checked) -> tuple[str, ...]:
    milliseconds, alone = f"{check.seconds * 1e3:.0f}", f"{check.alone * 1e3:.0f}"
    ratio = f"{check.seconds / check.alone:.1f}"
    return (
        *("portal law check, start included", "", str(COUNT), milliseconds, "", alone, ratio, ""),
        _goal(check.seconds <= CHECK_S, f"at most {CHECK_S} s"),
    )


def _goal(held: bool, words: str) -> str:
    return f"{words}: {'yes' if held else 'NO'}"


def _p50(values: Sequence[float]) -> float:
    return statistics.median(values)


def _p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]

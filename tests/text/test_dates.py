from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.text.dates import is_date, may_meet, period


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("2024-12-30", ("2024-12-30", "2025-W01", "2024-12", "2024")),
        ("2021-01-03", ("2021-01-03", "2020-W53", "2021-01", "2021")),
        ("2024-02", ("", "", "2024-02", "2024")),
        ("2024", ("", "", "", "2024")),
        ("2024-02-31", ("", "", "2024-02", "2024")),
        ("", ("", "", "", "")),
        ("soon", ("", "", "", "")),
        ("2024-13", ("", "", "", "")),
    ],
)
def test_a_date_has_the_times_that_it_tells(written: str, found: tuple[str, ...]) -> None:
    assert tuple(period(written, kind) for kind in ("day", "week", "month", "year")) == found


@given(st.dates(date(1000, 1, 1)), st.integers(0, 800), st.integers(0, 800))
def test_a_day_meets_the_time_it_lies_in(day: date, before: int, after: int) -> None:
    first, last = day - timedelta(min(before, 300)), day
    assert may_meet(str(day), str(first) if first.year >= 1000 else "", str(last))
    assert may_meet(str(day)[:7], str(day), "")
    assert may_meet(str(day)[:4], "", str(day))
    if day > date(1000, 1, 1):
        assert not may_meet(str(day), "", str(day - timedelta(1)))


@pytest.mark.parametrize(
    ("written", "since", "until", "meets"),
    [
        ("2024", "2024-12-31", "", True),
        ("2024", "2025", "", False),
        ("2024-05", "", "2024-04", False),
        ("2024-05", "2024-05-31", "2024", True),
        ("", "", "2024", False),
        ("2024-02-30", "2024-02", "2024-02", True),
    ],
)
def test_a_vague_date_meets_what_it_may(written: str, since: str, until: str, meets: bool) -> None:
    assert may_meet(written, since, until) == meets


def test_what_is_a_date() -> None:
    assert all(map(is_date, ("2024", "2024-01", "2024-01-31")))
    assert not any(
        map(is_date, ("", "24", "2024-1", "2024-00", "2024-01-32", "2024-01-01 ", "٢٠٢٤"))
    )

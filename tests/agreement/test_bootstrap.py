import pytest

from workbench.agreement.bootstrap import NO_INTERVAL, draws, interval, interval_of_sum


def test_samples_have_as_many_blocks_and_the_seed_decides() -> None:
    found = list(draws([5, 0, 3], 20, seed=1))
    assert len(found) == 20
    assert all(sum(numbers) == 8 and numbers[1] == 0 for numbers in found)
    assert found == list(draws([5, 0, 3], 20, seed=1))
    assert found != list(draws([5, 0, 3], 20, seed=2))


def test_kinds_are_drawn_by_how_many_there_are() -> None:
    drawn = sum(numbers[0] for numbers in draws([30, 10], 500, seed=1))
    assert drawn / 500 == pytest.approx(30, abs=0.5)


def test_the_interval_is_the_middle_of_the_samples() -> None:
    assert interval([value / 1000 for value in range(1001)], 1001) == (0.025, 0.975)
    assert interval([0.5], 2) == NO_INTERVAL


def test_the_spread_of_a_sum_is_that_of_its_parts() -> None:
    low, high = interval_of_sum([0.0, 1.0] * 50, lambda total: total, 1000, seed=1)
    # 100 parts of 0 or 1 give 50 with a standard deviation of 5.
    assert low == pytest.approx(40, abs=2)
    assert high == pytest.approx(60, abs=2)
    assert interval_of_sum([1.0], float, 10, 1) == NO_INTERVAL

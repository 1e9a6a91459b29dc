import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.gui.matrix.figures import Heat, spoken
from workbench.matrix import Request
from workbench.matrix.figures import figure_text, signed, split
from workbench.matrix.request import MEASURES


@pytest.mark.parametrize(
    ("request_", "value", "shown", "said"),
    [
        (Request(), 0, "·", "0 claims"),
        (Request(), 1204, "1,204", "1204 claims"),
        (Request(once="year"), 1, "1", "1 year"),
        (Request(measure="sources"), 3, "3", "3 sources"),
        (Request(percent="row"), 12.4, "12%", "12% of the row"),
        (Request(percent="table"), 0.3, "<1%", "<1% of the table"),
        (Request(percent="column"), 0.0, "·", "0% of the column"),
        (Request(measure="presence"), 1, "●", "present"),
        (Request(measure="balance"), -3, "−3", "balance −3"),
        (Request(measure="balance"), 0, "0", "balance 0"),
        (Request(measure="residual"), 2.1449, "+2.1", "standardised residual +2.1"),
        (Request(measure="confidence"), 2.25, "2.2", "average confidence 2.2"),
        (Request(measure="jaccard"), 0.125, "0.12", "Jaccard index 0.12"),
        (Request(measure="split"), 0.75, "75%", "75% for"),
        (Request(measure="balance"), None, "–", "not defined"),
    ],
)
def test_figures_are_shown_and_said(request_, value, shown, said):
    assert figure_text(value, request_) == shown
    assert spoken(value, request_) == said


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_can_be_shown_and_said(measure):
    assert figure_text(1, Request(measure=measure))
    assert spoken(1, Request(measure=measure))


def test_sides_have_their_signs():
    assert [split(3, 1), split(0, 2), split(4, 0), split(0, 0)] == ["+3 −1", "−2", "+4", "·"]
    assert [signed(2), signed(-0.04, 1), signed(-1.5, 1)] == ["+2", "0.0", "−1.5"]


@given(st.lists(st.integers(-60, 60) | st.floats(-9, 9, allow_nan=False)))
def test_heat_rises_with_the_figure_on_either_side(values):
    heat = Heat([[*values[::2], None], values[1::2]])
    classes = [heat.of(value) for value in sorted(values)]
    assert classes == sorted(classes)
    assert all((heat.of(value) > 0) == (value > 0) for value in values)
    assert all(abs(one) <= 5 for one in classes)

import pytest

from workbench.text.stance import stance_sign


@pytest.mark.parametrize(
    ("sign", "name", "shown"),
    [
        (1, "For", "+"), (-1, "Mixed", "−"), (0, "Mixed", "±"), (0, " mixed ", "±"),
        (0, "Neutral", "○"), (0, "None", "○"), (0, "Unclear", "○"),
    ],
)  # fmt: skip
def test_both_sides_and_neither_are_told_apart(sign, name, shown):
    assert stance_sign(sign, name) == shown

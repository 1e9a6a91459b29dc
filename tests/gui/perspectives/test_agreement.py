"""The figures of agreement over a real project."""

import pytest
from PySide6.QtCore import Qt

from workbench import operations
from workbench.operations.agreement import AgreementRequest


@pytest.fixture
def here(at_sample):
    at_sample.command("review.agreement")
    return at_sample


def dialog(hands):
    return hands.window.place.agreement._dialog


def pair(hands):
    return hands.window.place.review.compared.pair


def test_the_figures_are_those_that_the_operation_measures(here):
    found = operations.measure_agreement(
        here.project, AgreementRequest(pair(here), each_tag=False, resamples=0)
    )
    here.until(lambda: dialog(here).report)
    shown = dialog(here).report
    assert shown.coders == found.coders
    assert [(row.label, row.n) for row in shown.rows] == [(row.label, row.n) for row in found.rows]
    for mine, theirs in zip(shown.rows, found.rows, strict=True):
        assert [one.value for one in mine.coefficients] == [
            one.value if one.value is None else pytest.approx(one.value)
            for one in theirs.coefficients
        ]
    table = dialog(here).table
    assert table.rowCount() == len(found.rows)
    titles = [table.horizontalHeaderItem(n).text() for n in range(table.columnCount())]
    row = found.row("each", facet="concern")
    at = titles.index(row["alpha"].title)
    assert table.item(found.rows.index(row), at).text().startswith(f"{row['alpha'].value:.2f}")


def test_intervals_come_after_the_figures(here):
    here.until(
        lambda: (
            dialog(here).report
            and any(one.low is not None for one in dialog(here).report.rows[0].coefficients)
        )
    )
    assert not dialog(here)._drawing.isVisible()


def test_a_figure_says_what_it_means(here):
    here.until(lambda: dialog(here).report)
    dialog(here).table.setCurrentCell(0, 3)
    one = dialog(here).report.rows[0].coefficients[1]
    assert one.meaning in dialog(here).meaning.text()


def test_confused_tags_lead_to_their_passages(here):
    confused = dialog(here).confused
    wanted = operations.find_confusions(here.project, AgreementRequest(pair(here)))
    assert confused.count() == len(wanted) > 0
    confused.itemActivated.emit(confused.item(0))
    assert here.window.perspective == "read"
    assert here.window.read.claim in wanted[0].claims[0][0]


def test_one_coder_alone_is_told_so(here):
    box = dialog(here)._coders[1][1]
    here.bot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())
    box.setChecked(False)
    assert "two or more" in dialog(here).meaning.text()
    assert not dialog(here).confused.isVisible()


def test_another_unit_is_measured_at_once(here):
    dialog(here)._unit.setCurrentIndex(3)
    dialog(here)._unit.activated.emit(3)
    here.until(lambda: dialog(here).report and dialog(here).report.unit == "documents")


def test_the_figures_go_into_a_file(here, tmp_path):
    here.until(lambda: dialog(here).report)
    here.answers.lay_ready(tmp_path / "figures.csv")
    here.click("agreement.export")
    assert "alpha" in (tmp_path / "figures.csv").read_text("utf-8-sig").lower()
    assert "figures.csv" in here.notice()


def test_a_project_that_is_closed_takes_its_figures_along(here):
    here.window.close_project()
    here.until(lambda: here.window.place is None)

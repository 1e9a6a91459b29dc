from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QSignalSpy

from workbench.gui.library.model import LibraryModel, day, second_line


@pytest.fixture
def model(rows):
    model = LibraryModel()
    model.set_rows(rows)
    return model


def shown(model):
    return [model.row(model.index(i)).document.id for i in range(model.rowCount())]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("RESUME", [1]),
        ("résumé", [1]),
        ("  wet ", [2]),
        ("المِياه", [3]),
        ("zzz", []),
        ("", [1, 2, 3, 4]),
    ],
)
def test_titles_are_found_without_regard_to_case_and_diacritics(model, words, found):
    model.words = words
    model.refresh()
    assert shown(model) == found


@pytest.mark.parametrize(
    ("order", "expected"),
    [("order", [1, 2, 3, 4]), ("title", [4, 2, 1, 3]), ("date", [4, 2, 3, 1])],
)
def test_the_orders(model, order, expected):
    model.order = order
    model.refresh()
    assert shown(model) == expected


def test_only_documents_in_a_reading_state(model):
    model.state = "unread"
    model.refresh()
    assert shown(model) == [3, 4]
    assert model.total == 4


def test_new_counts_do_not_reset_the_list(model, rows):
    resets, changes = QSignalSpy(model.modelReset), QSignalSpy(model.dataChanged)
    model.set_rows([replace(row, claims=row.claims + 1) for row in rows])
    assert (resets.count(), changes.count()) == (0, 1)
    assert model.row(model.index(1)).claims == 35
    model.set_rows(rows[:2])
    assert resets.count() == 1


def test_what_a_screen_reader_says(model):
    said = [
        model.index(i).data(Qt.ItemDataRole.AccessibleTextRole) for i in range(model.rowCount())
    ]
    assert said[1] == "Dry Season, Wet Politics, reading, 34 claims"
    assert said[3].endswith("unread, 1 claim")


def test_markup_in_a_title_is_shown_as_it_is(model):
    tip = model.index(3).data(Qt.ItemDataRole.ToolTipRole)
    assert "Customs &amp; &lt;b&gt;tariffs" in tip
    assert model.index(3).data() == "Customs & <b>tariffs</b>"


def test_the_second_line_names_source_and_day(rows):
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    assert second_line(rows[0].document) == "Halmar Centre · Plain text"
    assert second_line(rows[1].document) == "Mar 2026"
    assert (
        second_line(rows[2].document) == "\u2068معهد\u2069 · \u20682025\u2069"
    )  # each its own way round
    assert day("2026-05-02") == "2 May 2026"
    assert day("spring 2026") == "spring 2026"


def test_a_document_without_a_title_shows_its_file_name(rows):
    model = LibraryModel()
    model.set_rows([replace(rows[0], document=replace(rows[0].document, title=""))])
    assert model.index(0).data() == "Résumé of the river.txt"

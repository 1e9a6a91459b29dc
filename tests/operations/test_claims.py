import csv
from pathlib import Path

import pytest

from db import claims, coders, documents, tags
from db.check import check
from db.errors import Invalid
from db.records import Span
from workbench import operations
from workbench.exchange.tables import BrokenTable
from workbench.operations import RejectedRows, export_claims, import_claims

COLUMNS = (
    "claim_id", "document", "start", "end", "quote", "statement", "actors", "concerns", "stance",
    "speaker", "confidence", "coder", "note",
)  # fmt: skip


@pytest.fixture
def table(tmp_path):
    """Writes rows, given by column, into a table and returns its path."""

    def table(*rows, columns=COLUMNS, **options):
        path = tmp_path / "claims.csv"
        with open(path, "w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, columns, restval="", **options)
            writer.writeheader()
            writer.writerows({"document": "dam.txt", **row} for row in rows)
        return path

    return table


def found(project, document):
    return claims.of_document(project, document)


def rejected(do, path, **named):
    with pytest.raises(RejectedRows) as caught:
        do(import_claims, path, **named)
    return caught.value


# -- where a claim stands


def test_offsets_and_quote_that_agree_are_taken_as_they_are(project, do, document, table):
    # The quote stands twice; the offsets say which is meant.
    second = len("The dam fills. Kelmaria denies harm.\nThe river falls. ")
    report = do(
        import_claims, table({"start": second, "end": second + 15, "quote": "Kelmaria denies"})
    )
    assert (report.added, report.found_by_quote) == (1, 0)
    assert found(project, document)[0].spans == (Span(second, second + 15),)


@pytest.mark.parametrize(
    "quote",
    ["The river falls", "the  river\n falls", "The river falls ", "THE RIVER FALLS",
     "The ri-\nver falls"],
)  # fmt: skip
@pytest.mark.parametrize("offsets", [{}, {"start": 1, "end": 3}, {"start": 900, "end": 915}])
def test_a_quote_says_where_it_stands(project, do, document, table, quote, offsets):
    report = do(import_claims, table({"quote": quote, **offsets}))
    assert (report.added, report.found_by_quote) == (1, 1)
    assert report.sentence() == "1 claim imported; 1 found by their quote."
    [claim] = found(project, document)
    text = documents.text(project, documents.get(project, document))
    assert text[claim.start : claim.end] == "The river falls"


def test_offsets_alone_are_enough(project, do, document, table):
    assert do(import_claims, table({"start": 0, "end": 7})).found_by_quote == 0
    assert found(project, document)[0].spans == (Span(0, 7),)


def test_several_passages_by_offsets_and_by_quote(project, do, document, table):
    quote = "The dam […] The river"
    do(import_claims, table({"start": "0|37", "end": "7|46", "quote": quote}))
    do(import_claims, table({"claim_id": "by quote", "quote": quote}))
    one, two = found(project, document)
    assert one.spans == two.spans == (Span(0, 7), Span(37, 46))


def test_a_mark_of_omission_in_the_source_itself(project, do, table):
    text = "He said: the dam […] fills. Later the dam rose."
    document = do(documents.add, "dam.txt", text)
    quote = "dam […] fills"
    do(import_claims, table({"quote": quote}))
    start, later = text.index(quote), text.index("Later")
    both = f"{quote} […] Later"
    do(import_claims, table({"quote": both, "start": f"{start}|{later}",
                             "end": f"{start + 13}|{later + 5}"}))  # fmt: skip
    assert [claim.spans for claim in found(project, document)] == [
        (Span(start, start + 13),),
        (Span(start, start + 13), Span(later, later + 5)),
    ]


def test_passages_that_touch_become_one_and_are_recognised_again(project, do, document, table):
    path = table({"start": "3|0", "end": "7|3", "quote": " dam […] The"})
    assert do(import_claims, path).added == 1
    assert found(project, document)[0].spans == (Span(0, 7),)
    assert do(import_claims, path).already_there == 1


def test_emoji_and_arabic_count_as_code_points(project, do, table):
    text = "🌊🌊 قال النهر: 👩‍👧 the dam 🏗️ fills."
    document = do(documents.add, "dam.txt", text)
    quotes = ["قال النهر", "👩‍👧 the dam", "🏗️"]
    do(import_claims, table(*({"quote": quote} for quote in quotes)))
    spans = [claim.spans[0] for claim in found(project, document)]
    assert [text[span.start : span.end] for span in spans] == quotes


@pytest.mark.parametrize(
    "name", ["dam.txt", "dam.txt ", " Dam.TXT", "The dam", "the  dam", "dam.txt\u00a0"]
)
def test_a_document_is_known_by_file_name_or_title(project, do, document, table, name):
    do(import_claims, table({"document": name, "quote": "The river falls"}))
    assert len(found(project, document)) == 1


def test_an_accent_may_be_spelt_in_two_ways(project, do, table):
    document = do(documents.add, "Zu\u0308rich.txt", "Water.")
    do(import_claims, table({"document": "Z\u00fcrich.txt", "quote": "Water"}))
    assert len(found(project, document)) == 1


def test_the_name_as_it_stands_goes_before_one_that_is_like_it(project, do, document, table):
    other = do(documents.add, "DAM.txt", "The river falls elsewhere.")
    do(import_claims, table({"quote": "The river falls"}))
    assert (len(found(project, document)), len(found(project, other))) == (1, 0)
    error = rejected(do, table({"document": "Dam.txt", "quote": "The river falls"}))
    assert error.errors[0].reason == "the project has 2 documents called “Dam.txt”"


# -- what it says


def test_all_columns_arrive(project, do, document, table):
    row = {
        "claim_id": "A-1", "quote": "The dam fills", "statement": " It fills.\nFast. ",
        "actors": "Kelmaria | Sarneth", "concerns": "Water", "stance": "for", "speaker": "Envoy",
        "confidence": "high", "coder": "Jonas  Verne", "note": "p. 9", "about": "Duvania",
        "credibility": "2", "facet:theme": "River|Dam",
    }  # fmt: skip
    do(tags.add_facet, "theme", "Theme")
    columns = (*COLUMNS, "about", "credibility", "facet:theme")
    report = do(import_claims, table(row, columns=columns), add_tags=True)
    assert report.new_tags == ["Kelmaria", "Sarneth", "Duvania", "Water", "River", "Dam"]
    [claim] = found(project, document)
    names = {tag.id: tag.name for tag in tags.all_tags(project)}
    assert [(names[tag.tag], tag.role) for tag in claim.tags] == [
        ("Kelmaria", "holder"), ("Sarneth", "holder"), ("Duvania", "about"), ("Water", "holder"),
        ("For", "holder"), ("River", "holder"), ("Dam", "holder"),
    ]  # fmt: skip
    assert (claim.name, claim.statement, claim.speaker) == ("A-1", "It fills.\nFast.", "Envoy")
    assert (claim.confidence, claim.credibility, claim.note) == ("high", 2, "p. 9")
    assert {coder.id: coder.name for coder in coders.all_coders(project)}[
        claim.coder
    ] == "Jonas Verne"
    assert {tag.coder for tag in claim.tags} == {claim.coder}


def test_without_a_coder_the_acting_one_is_meant(project, do, document, table):
    do(import_claims, table({"quote": "The dam fills"}))
    assert found(project, document)[0].coder == project.coder.id


def test_an_actor_named_in_both_columns_is_the_holder(project, do, document, table):
    row = {"quote": "The dam fills", "actors": "A", "about": "a|B"}
    do(import_claims, table(row, columns=(*COLUMNS, "about")), add_tags=True)
    [claim] = found(project, document)
    assert [tag.role for tag in claim.tags] == ["holder", "about"]
    assert len(tags.all_tags(project)) == 3 + 2


# -- what is there already


def test_a_second_import_changes_nothing(project, do, document, table):
    rows = (
        {"claim_id": "1", "quote": "The dam fills", "actors": "A", "statement": " It fills "},
        {"claim_id": "2", "quote": "The dam fills", "actors": "A", "statement": "It fills"},
        {"quote": "The river falls", "note": "x"},
    )
    do(import_claims, table(*rows), add_tags=True)
    steps = len(project.log.entries())
    report = do(import_claims, table(*rows))
    assert report.sentence() == "0 claims imported; 3 there already."
    assert len(project.log.entries()) == steps
    assert len(found(project, document)) == 3


def test_claims_made_in_the_window_are_known_again(project, do, document, tmp_path):
    for _ in range(2):
        do(claims.add, document, [Span(0, 7)], statement="Twice the same")
    export_claims(project, tmp_path / "out.csv")
    assert do(import_claims, tmp_path / "out.csv").already_there == 2


def test_a_claim_that_says_something_else_under_its_name_is_refused(project, do, document, table):
    row = {"claim_id": "1", "quote": "The dam fills", "statement": "It fills."}
    do(import_claims, table(row))
    error = rejected(do, table({**row, "statement": "It overflows."}))
    assert "the project has “1” with other words or tags already" in str(error)
    # Elsewhere, or by somebody else, it is another claim.
    others = ({**row, "quote": "The river falls"}, {**row, "coder": "Jonas"})
    assert do(import_claims, table(*others)).added == 2
    # Nor may a file contradict itself.
    twice = ({**row, "claim_id": "3"}, {**row, "claim_id": "3", "statement": "x"})
    assert [error.line for error in rejected(do, table(*twice)).errors] == [3]


# -- all or nothing


def test_one_bad_row_keeps_all_out(project, do, document, table):
    error = rejected(do, table({"quote": "The dam"}, {"quote": "nowhere"}, {"quote": "Kelmaria"}))
    assert [(wrong.line, wrong.reason) for wrong in error.errors] == [
        (3, "its quote was not found in “dam.txt”"),
        (4, "its quote stands 2 times in “dam.txt”, and its offsets do not say which is meant"),
    ]
    assert str(error) == (
        "“claims.csv” was not imported: line 3: its quote was not found in “dam.txt” "
        "(and 1 more row)."
    )
    assert found(project, document) == []
    assert len(coders.all_coders(project)) == 1


def test_unknown_tags_are_listed_once_apart_from_other_errors(project, do, document, table):
    rows = [
        {"quote": "The dam", "actors": f"A{n}|B", "concerns": "C", "start": n} for n in range(15)
    ]
    rows = [{**row, "start": "", "end": ""} for row in rows] + [{"quote": "nowhere"}]
    error = rejected(do, table(*rows))
    assert set(error.unknown) == {"B", "C", *(f"A{n}" for n in range(15))}
    assert len(error.unknown) == 17
    assert [wrong.line for wrong in error.others] == [17]
    assert len(error.errors) == 16
    assert str(error).count("“A") == 10
    assert str(error).endswith(" and 5 more.")


def test_a_refused_row_leaves_nothing_behind(project, do, document, table):
    rows = (
        {"quote": "The dam fills", "actors": "Kelmaria"},
        {"start": 0, "end": 5000, "actors": "Nobody", "coder": "Nobody"},
        {"quote": "The river falls", "facet:stance": "For|Against", "actors": "Nobody"},
        {"quote": "The river falls", "stance": "For", "facet:stance": "Mixed"},
        {"quote": "The river falls", "facet:stance": "no such", "actors": "Nobody"},
    )
    columns = (*COLUMNS, "facet:stance")
    report = do(import_claims, table(*rows, columns=columns), add_tags=True, skip_bad=True)
    assert report.added == 2
    assert [error.line for error in report.errors] == [3, 4, 5]
    assert report.new_tags == ["Kelmaria", "Nobody", "no such"]
    assert len(coders.all_coders(project)) == 1
    assert check(project) == []
    assert len(found(project, document)) == 2


def test_a_facet_that_is_not_there_is_an_error(do, document, table):
    row = {"quote": "The dam", "facet:theme": "x", "actors": "New"}
    error = rejected(do, table(row, columns=(*COLUMNS, "facet:theme")), add_tags=True)
    assert error.errors[0].reason == "the project has no facet “theme”"


def test_rejects_carry_the_mark_that_excel_needs(project, do, document, table, tmp_path):
    path = table({"quote": "nowhere"})
    report = do(import_claims, path, skip_bad=True, mark=True)
    assert report.rejects == tmp_path / "claims-rejected.csv"
    assert report.rejects.read_bytes().startswith(b"\xef\xbb\xbf")
    assert rejected(do, report.rejects).errors[0].line == 2


def test_progress_is_told_row_by_row(do, document, table):
    told = []
    rows = [{"quote": "The dam", "claim_id": str(number)} for number in range(3)]
    do(import_claims, table(*rows), progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_an_empty_table_is_no_trouble(project, do, document, table):
    assert do(import_claims, table()).sentence() == "0 claims imported."


def test_a_broken_table_is_refused(do, document, tmp_path):
    (tmp_path / "c.csv").write_text('document,quote\ndam.txt,\'x"\ndam.txt,"x')
    with pytest.raises(BrokenTable, match="line 3"):
        do(import_claims, tmp_path / "c.csv")


# -- what spreadsheets do to a table

MISHAPS = {
    "as it was": lambda text: text.encode(),
    "with a mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "line ends in cells changed": lambda text: text.replace("\r\n", "\n").encode(),
    "all line ends changed": lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n").encode(),
}


@pytest.mark.parametrize("mishap", MISHAPS)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_survives_a_spreadsheet(project, do, document, table, mishap, separator):
    row = {
        "start": "22|37", "end": "36|46", "quote": "denies harm.\n […] The river",
        "statement": "=1+1; really, «so»", "actors": "A;B|C, D", "note": "first\nsecond",
        "document": "dam.txt  ",
    }  # fmt: skip
    row["start"], row["end"] = "24|37", "37|46"
    path = table(row, delimiter=separator)
    path.write_bytes(MISHAPS[mishap](path.read_text(encoding="utf-8")))
    report = do(import_claims, path, add_tags=True)
    [claim] = found(project, document)
    assert claim.spans == (Span(24, 46),)
    assert report.new_tags == ["A;B", "C, D"]
    assert claim.statement == "=1+1; really, «so»"
    assert claim.note.split() == ["first", "second"]


def test_rows_that_a_spreadsheet_adds_or_pads_are_left_out(project, do, document, table):
    path = table({"quote": "The dam fills"})
    path.write_bytes(path.read_bytes() + b",,,,,,,,,,,,\r\n" * 3 + b"\r\n")
    assert do(import_claims, path).added == 1


# -- out


def test_what_is_written_is_in_the_order_of_documents_and_places(project, do, document, tmp_path):
    other = do(documents.add, "b.txt", "Other text.")
    do(claims.add, other, [Span(0, 5)], name="4")

    def add(action, name, start, coder):
        by = coders.ensure(action, coder)
        claims.add(action, document, [Span(start, 12)], name=name, coder=by)

    for name, start, coder in (("3", 9, ""), ("2", 0, ""), ("1", 0, ""), ("9", 0, "Jonas")):
        do(add, name, start, coder)
    assert export_claims(project, tmp_path / "out.csv") == 5
    with open(tmp_path / "out.csv", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["claim_id"] for row in rows] == ["9", "1", "2", "3", "4"]
    assert {row["quote"] for row in rows} == {"The dam fill", "ill", "Other"}
    assert tuple(rows[0]) == COLUMNS


def test_a_facet_called_about_is_not_the_role(project, do, document, tmp_path):
    facet = do(tags.add_facet, "about", "About")
    theme = do(tags.add, facet, "Rivers")
    actor = do(operations.add_tag, "actor", None, "Kelmaria")
    do(claims.add, document, [Span(0, 7)], tags=[(theme, "holder"), (actor, "about")])
    export_claims(project, tmp_path / "out.csv")
    with open(tmp_path / "out.csv", newline="") as stream:
        [row] = list(csv.DictReader(stream))
    assert (row["about"], row["facet:about"], row["actors"]) == ("Kelmaria", "Rivers", "")


def test_a_project_is_not_overwritten(project, tmp_path):
    for target in (project.path, Path(f"{project.path}.lock"), tmp_path / "other.workbench"):
        with pytest.raises(Invalid, match="is a project"):
            export_claims(project, target)


def test_new_tags_that_look_like_others_are_told(project, do, document, table):
    facet = {one.key: one.id for one in tags.all_facets(project)}["actor"]
    do(tags.add, facet, "Kelmaria", aliases=["KLM"])
    report = do(
        import_claims,
        table(
            {"quote": "The dam fills", "actors": "Kеlmaria|Sarneth"},  # Cyrillic е
            {"quote": "The river falls", "actors": "K.L.M.|Sarneths"},
        ),
        add_tags=True,
    )
    assert report.alike == [("Kеlmaria", "Kelmaria"), ("K.L.M.", "Kelmaria"),
                            ("Sarneths", "Sarneth")]  # fmt: skip
    assert "look like another tag: “Kеlmaria” (as “Kelmaria”), “K.L.M.”" in report.sentence()
    names = [tag.name for tag in tags.all_tags(project)]
    assert {"Kelmaria", "Kеlmaria", "Sarneth", "Sarneths", "K.L.M."} <= set(names)

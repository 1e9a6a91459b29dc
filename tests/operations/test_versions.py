import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import aliases, claims, documents, unplaced
from db.check import check
from db.errors import Invalid
from db.project import Project
from db.records import Id, Span
from workbench import operations
from workbench.matrix import Request
from workbench.operations.matrix_source import build_matrix
from workbench.operations.sources import Source

TEXT = "The dam fills. Kelmaria denies harm.\nThe river falls. Kelmaria denies harm.\nEnd of it."


def version(text: str, name: str = "dam-2.txt") -> Source:
    return Source(
        name, "Dam", text, (), "text/plain", text.encode(), warnings=("Bytes were lost.",)
    )


def quote(project: Project, claim: Id) -> str:
    record = claims.get(project, claim)
    text = documents.text(project, documents.get(project, record.document))
    return " … ".join(text[span.start : span.end] for span in record.spans)


@pytest.fixture
def made(do: Callable[..., Any], document: Id) -> list[Id]:
    """Claims of the dam: the first sentence, the second denial, and two passages at once."""
    second = TEXT.rindex("Kelmaria")
    river, end = TEXT.index("The river"), TEXT.index("End")
    return [
        do(claims.add, document, [Span(0, 13)]),
        do(claims.add, document, [Span(second, second + 20)]),
        do(claims.add, document, [Span(river, river + 15), Span(end, end + 9)]),
    ]


def test_claims_go_along_and_one_undo_brings_all_back(
    project: Project, do: Callable[..., Any], document: Id, made: list[Id]
) -> None:
    before = claims.all_claims(project)
    new = "Preface.\n" + TEXT.replace("river falls", "rivers fall")
    report = do(operations.replace_document, document, version(new))
    assert (report.stood, report.found, report.doubtful) == (2, 1, ())
    assert report.warnings == ("Bytes were lost.",)
    assert [quote(project, claim) for claim in made] == [
        "The dam fills",
        "Kelmaria denies harm",
        "The rivers fall … End of it",
    ]
    assert claims.get(project, made[1]).start == new.rindex("Kelmaria")
    record = documents.get(project, document)
    assert (record.name, record.title) == ("dam.txt", "The dam")
    assert check(project) == []
    project.log.undo()
    assert claims.all_claims(project) == before
    assert documents.text(project, documents.get(project, document)) == TEXT
    assert check(project) == []


def test_a_replacement_that_is_broken_off_leaves_nothing(
    project: Project, document: Id, made: list[Id]
) -> None:
    before = claims.all_claims(project)

    def break_off() -> None:
        with project.action("New version") as action:
            operations.replace_document(action, document, version("The dam fills. It rains."))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert claims.all_claims(project) == before
    assert documents.text(project, documents.get(project, document)) == TEXT
    assert unplaced.counts(project) == {}
    assert project.log.undoable() == "Step"


def test_what_is_in_doubt_is_listed_and_nothing_is_dropped(
    project: Project, do: Callable[..., Any], document: Id, made: list[Id]
) -> None:
    report = do(operations.replace_document, document, version("The dam fills. It rains."))
    assert len(claims.all_claims(project)) == 3
    assert report.stood == 1
    assert {one.claim for one in report.doubtful} == set(made[1:])
    assert [one.quote for one in report.doubtful] == [
        "The river falls", "End of it", "Kelmaria denies harm",
    ]  # fmt: skip
    listed = unplaced.of_document(project, document)
    assert {one.id for one in listed} == {one.id for one in report.doubtful}
    assert report.sentence() == (
        "dam.txt has a new version. 3 claims: 1 as before, 2 to be looked at."
    )
    assert check(project) == []


def test_a_doubt_stays_with_its_words_through_a_second_version(
    project: Project, do: Callable[..., Any], document: Id, made: list[Id]
) -> None:
    do(operations.replace_document, document, version("The dam fills. It rains."))
    report = do(operations.replace_document, document, version("Well. The dam fills. It rains."))
    assert [one.quote for one in report.doubtful] == [
        "The river falls", "End of it", "Kelmaria denies harm",
    ]  # fmt: skip
    assert check(project) == []


def test_the_score_from_which_passages_are_taken_can_be_set(
    project: Project, do: Callable[..., Any], document: Id, made: list[Id]
) -> None:
    new = version(TEXT.replace("The dam fills", "The dams filled"))
    asked = do(operations.replace_document, document, new, 99.0)
    assert [one.quote for one in asked.doubtful] == ["The dam fills"]
    project.log.undo()
    assert do(operations.replace_document, document, new, 50.0).doubtful == ()


def test_hidden_mentions_go_along_or_are_counted_again(
    project: Project, do: Callable[..., Any], document: Id
) -> None:
    tag = do(operations.add_tag, "actor", None, "Kelmaria")
    at = [TEXT.index("Kelmaria"), TEXT.rindex("Kelmaria")]
    for start in at:
        do(aliases.hide, document, tag, Span(start, start + 8))
    before = aliases.hidden(project)
    new = "Preface.\n" + TEXT.replace("Kelmaria denies harm.\nEnd", "Nobody did.\nEnd")
    do(operations.replace_document, document, version(new))
    assert aliases.hidden(project) == {document: {(tag, at[0] + 9, at[0] + 17)}}
    assert check(project) == []
    project.log.undo()
    assert aliases.hidden(project) == before


def test_a_document_without_claims_says_so(do: Callable[..., Any], document: Id) -> None:
    report = do(operations.replace_document, document, version("Another text."))
    assert report.sentence() == "dam.txt has a new version; it had no claims."


def test_a_text_that_another_document_has_is_refused(
    project: Project, do: Callable[..., Any], document: Id, made: list[Id]
) -> None:
    do(documents.add, "other.txt", "Another text.")
    with pytest.raises(Invalid, match="has this text"):
        do(operations.replace_document, document, version("Another text."))
    assert unplaced.counts(project) == {}


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from([*TEXT.split(" "), "rain", "\n\n"]), min_size=1, max_size=30))
def test_any_version_is_one_step_that_undo_takes_back(
    project: Project, do: Callable[..., Any], words: list[str]
) -> None:
    document = do(documents.add, "dam.txt", TEXT)
    do(claims.add, document, [Span(0, 13), Span(54, 60)])
    do(claims.add, document, [Span(15, 35)])
    before = claims.all_claims(project)
    do(operations.replace_document, document, version(" ".join([*words, "End."])))
    assert check(project) == []
    assert len(claims.of_document(project, document)) == 2
    project.log.undo()
    assert claims.all_claims(project) == before
    assert documents.text(project, documents.get(project, document)) == TEXT
    do(documents.remove, document)


def test_the_claims_of_the_sources_stand_in_the_same_text_with_a_preface(
    project: Project, do: Callable[..., Any], shared: Path
) -> None:
    files = operations.find_files([shared / "sources"])
    do(operations.add_sources, [operations.read_source(path) for path in files])
    do(operations.import_claims, shared / "gold" / "claims.csv", add_tags=True)
    counted = build_matrix(project, Request())
    with (shared / "gold" / "claims.csv").open(encoding="utf-8", newline="") as file:
        total = len(list(csv.DictReader(file)))
    stood = 0
    for record in documents.all_documents(project):
        source = version("A preface.\n\n" + documents.text(project, record))
        report = do(operations.replace_document, record.id, source)
        assert report.doubtful == ()
        stood += report.stood
    assert stood == total == 286
    assert build_matrix(project, Request()).claims == counted.claims


def test_a_file_too_large_is_not_kept_beside_its_new_text(
    project: Project, do: Callable[..., Any], document: Id
) -> None:
    new = version(TEXT + "\nMore.")
    do(operations.replace_document, document, new, largest_original=len(new.original) - 1)
    assert not documents.has_original(project, document)
    newer = version(TEXT + "\nMore of it.")
    do(operations.replace_document, document, newer, largest_original=len(newer.original))
    assert documents.original(project, document) == newer.original

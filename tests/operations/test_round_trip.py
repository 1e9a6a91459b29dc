"""What is exported imports into an empty project to the same project."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import claims, coders, documents, tags
from db.check import check
from db.log import Action
from db.project import Project
from db.records import COLOURS, CONFIDENCES, CREDIBILITIES, Span
from workbench import operations
from workbench.exchange.claims_csv import JOINER
from workbench.operations.claim_rows import name_of
from workbench.text.canonical import canonical

_kept = st.characters(exclude_characters="\0", exclude_categories=["Cs"])
_odd = st.sampled_from(
    [
        "=1+1",
        "-",
        "a|b",
        "a\\|",
        'say "so"',
        "x, y; z",
        "'=x",
        "＝x",
        "نهر",
        "😀👩‍👧",
        "é",
        "#",
        "1",
    ]
)
words = st.text(_kept, max_size=12) | _odd | st.text("ab|\\\"',;=\n\r\t ", max_size=8)
names = words.map(lambda word: " ".join(word.split())).filter(bool)
texts = (
    st.lists(st.sampled_from([*"abc .\n", "نهر ", "😀", "re-\n", "dam ", JOINER, "é"]), min_size=3)
    .map("".join)
    .map(canonical)
    .filter(str.strip)
)


@contextmanager
def new(folder: str, name: str, sources: dict[str, str]) -> Iterator[Project]:
    path = Path(folder) / name
    with operations.new_project(path, "", "Mira") as project:
        with project.action("Import") as action:
            for source, text in sources.items():
                documents.add(action, source, text)
        yield project


def by_name(project: Project) -> dict[str, Any]:
    """Return a project by names, its random numbers left out."""
    facets = {facet.id: facet for facet in tags.all_facets(project)}
    book = {tag.id: tag for tag in tags.all_tags(project)}
    who = {coder.id: coder.name for coder in coders.all_coders(project)}
    found = []
    for document in documents.all_documents(project):
        for claim in claims.of_document(project, document.id):
            carried: dict[tuple[str, str], list[str]] = {}
            for given_tag in claim.tags:
                tag = book[given_tag.tag]
                carried.setdefault((facets[tag.facet].key, given_tag.role), []).append(tag.name)
            found.append((
                document.name, claim.spans, who[claim.coder], name_of(claim), claim.statement,
                claim.speaker, claim.confidence, claim.credibility, claim.note,
                sorted(carried.items()),
            ))  # fmt: skip
    return {
        "facets": [(facet.key, facet.name, facet.exclusive) for facet in facets.values()],
        "tags": [
            (facets[tag.facet].key, tag.name, book[tag.parent].name if tag.parent else "",
             tag.colour, tag.description, tag.sign, tag.archived, tag.aliases)
            for tag in book.values()
        ],
        "claims": sorted(found, key=repr),
    }  # fmt: skip


def add_codebook(action: Action, data: st.DataObject) -> None:
    draw = data.draw
    for key in draw(st.lists(st.sampled_from(["theme", "about", "my_kind"]), unique=True)):
        added = tags.add_facet(action, key, key[0].upper() + key[1:].replace("_", " "))
        tags.add(action, added, draw(names))
    facets = tags.all_facets(action.project)
    for _ in range(draw(st.integers(0, 8))):
        facet = draw(st.sampled_from(facets))
        known = [tag for tag in tags.all_tags(action.project) if tag.facet == facet.id]
        name = draw(names)
        if tags.name_key(name) in {tags.name_key(tag.name) for tag in known}:
            continue
        tags.add(
            action, facet.id, name,
            parent=draw(st.sampled_from([None, *(tag.id for tag in known)])),
            aliases=draw(st.lists(names, max_size=3)),
            colour=draw(st.sampled_from(["", "", *COLOURS[:14]])),
            description=draw(words),
            sign=draw(st.sampled_from([0, 0, 1, -1])),
            archived=draw(st.booleans()),
        )  # fmt: skip
    for tag in tags.all_tags(action.project):
        match draw(st.sampled_from(["leave"] * 6 + ["remove", "sign", "move"])):
            case "remove" if len([t for t in tags.all_tags(action.project)
                                  if t.facet == tag.facet]) > 1:  # fmt: skip
                tags.remove(action, tag.id)
            case "sign":
                tags.edit(action, tag.id, sign=draw(st.sampled_from([0, 1])))
            case "move":
                tags.move(action, tag.id, None, draw(st.integers(0, 3)))


def add_claims(action: Action, data: st.DataObject) -> None:
    draw = data.draw
    project = action.project
    facets = {facet.id: facet for facet in tags.all_facets(project)}
    book = tags.all_tags(project)
    people = [coders.ensure(action, name) for name in draw(st.lists(names, max_size=2))]
    for number in range(draw(st.integers(0, 5))):
        document = draw(st.sampled_from(documents.all_documents(project)))
        ends = draw(st.lists(st.integers(0, document.length), min_size=2, max_size=6, unique=True))
        spans = [Span(*pair) for pair in zip(*[iter(sorted(ends))] * 2, strict=False)]
        chosen: dict[int, Any] = {}
        exclusive: set[int] = set()
        for tag in draw(st.lists(st.sampled_from(book), max_size=5, unique_by=lambda t: t.id)):
            facet = facets[tag.facet]
            if facet.exclusive and facet.id in exclusive:
                continue
            exclusive.add(facet.id)
            about = facet.key == "actor" and draw(st.booleans())
            chosen[tag.id] = "about" if about else "holder"
        claims.add(
            action, document.id, spans,
            tags=list(chosen.items()),
            coder=draw(st.sampled_from([None, *people])),
            name=draw(st.sampled_from(["", f"C{number}", f" ={number}"])),
            statement=draw(words), speaker=draw(words), note=draw(words),
            confidence=draw(st.sampled_from(["", *CONFIDENCES])),
            credibility=draw(st.sampled_from([None, *CREDIBILITIES])),
        )  # fmt: skip


def take_in(project: Project, folder: str) -> operations.ClaimsReport:
    with project.action("Import codebook") as action:
        operations.import_codebook(action, Path(folder) / "codebook.csv")
    with project.action("Import claims") as action:
        return operations.import_claims(action, Path(folder) / "claims.csv")


@given(
    sources=st.dictionaries(words.filter(str.strip), texts, min_size=1, max_size=2),
    data=st.data(),
    mark=st.booleans(),
)
@settings(
    max_examples=60, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
def test_a_random_project_goes_through_its_tables(
    sources: dict[str, str], data: st.DataObject, mark: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder, new(folder, "one.workbench", sources) as one:
        with one.action("Work") as action:
            add_codebook(action, data)
            add_claims(action, data)
        before = by_name(one)
        operations.export_codebook(one, Path(folder) / "codebook.csv", mark=mark)
        operations.export_claims(one, Path(folder) / "claims.csv", mark=mark)
        with new(folder, "two.workbench", sources) as two:
            report = take_in(two, folder)
            assert by_name(two) == before
            assert report.added == len(before["claims"])
            assert report.found_by_quote == 0
            assert check(two) == []
            steps = len(two.log.entries())
            # Again changes nothing, neither here nor where it came from.
            for project in (one, two):
                again = take_in(project, folder)
                assert (again.added, again.already_there) == (0, len(before["claims"]))
                assert by_name(project) == before
            assert len(two.log.entries()) == steps
            tables = [
                (Path(folder) / f"{name}.csv").read_bytes() for name in ("codebook", "claims")
            ]
            operations.export_codebook(two, Path(folder) / "codebook.csv", mark=mark)
            operations.export_claims(two, Path(folder) / "claims.csv", mark=mark)
            assert tables == [
                (Path(folder) / f"{name}.csv").read_bytes() for name in ("codebook", "claims")
            ]


def test_the_sample_goes_through_its_tables(tmp_path: Path) -> None:
    with Project.open(operations.write_sample(tmp_path / "sample")) as one:
        sources = {
            document.name: documents.text(one, document)
            for document in documents.all_documents(one)
        }
        operations.export_codebook(one, tmp_path / "codebook.csv")
        operations.export_claims(one, tmp_path / "claims.csv")
        with new(str(tmp_path), "two.workbench", sources) as two:
            take_in(two, str(tmp_path))
            assert by_name(two) == by_name(one)

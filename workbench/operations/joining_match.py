"""Which rows of a project that was started apart are the same as rows of this one.

What is the same to the letter is taken as the same: a text, a facet's key, a tag's name within its
facet. What may be the same is asked, and an answer that was given once is not asked for again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from db import coders, counterparts, documents, tags
from db.project import Project
from db.records import Document, Facet, Id, Tag
from workbench.operations.merge_plan import Answers, Candidate, Doubt
from workbench.text.fold import fold
from workbench.text.lookalike import skeleton

#: words that follow each other, by which texts are compared, and the share that is telling
_SHINGLE = 6
_ALIKE = 0.4


@dataclass(slots=True)
class Matches:
    """By table: rows of the other project and what they are here; and what has to be asked.

    A row that is in neither comes as it is.
    """

    same: dict[str, dict[Id, Id]] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    #: answers that are new, to be kept: by id the table and the row here, 0 for none
    answered: dict[Id, tuple[str, Id]] = field(default_factory=dict)

    def here(self, table: str, row: Id) -> Id:
        """Return what a row of the other project is called here."""
        return self.same.get(table, {}).get(row, row)


def match(project: Project, other: Project, answers: Answers) -> Matches:
    """Match the coders, facets, tags and documents of another project with those of this one."""
    found = Matches()
    facets = _match_facets(project, other)
    found.same["facet"] = facets
    known = counterparts.all_counterparts(project)
    taken = _Taker(found, answers, known)
    taken.take("coder", _coder_doubts(project, other))
    taken.take("tag", _tag_doubts(project, other, facets))
    taken.take("document", _document_doubts(project, other))
    return found


class _Taker:
    """Settles doubts by former answers, by those given now, or by what is proposed."""

    def __init__(self, found: Matches, answers: Answers, known: dict[Id, tuple[str, Id]]) -> None:
        self._found = found
        self._answers = answers
        self._known = known

    def take(self, table: str, given: Iterable[tuple[Id, Id | None, Doubt | None]]) -> None:
        """Take rows with what they surely are here, or with the doubt about them."""
        same = self._found.same.setdefault(table, {})
        for row, sure, doubt in given:
            if sure is not None:
                same[row] = sure
            elif row in self._known and self._known[row][0] == table:
                if self._known[row][1]:
                    same[row] = self._known[row][1]
            elif doubt is not None:
                self._found.doubts.append(doubt)
                if row not in self._answers and doubt.proposed is None:
                    continue
                answer = self._answers.get(row, doubt.proposed)
                self._found.answered[row] = table, answer or 0
                if answer:
                    same[row] = answer


_Given = list[tuple[Id, Id | None, Doubt | None]]


def _match_facets(project: Project, other: Project) -> dict[Id, Id]:
    own = tags.all_facets(project)
    by_key = {facet.key: facet.id for facet in own}
    by_name = {tags.name_key(facet.name): facet.id for facet in own}
    found = {}
    for facet in tags.all_facets(other):
        same = by_key.get(facet.key) or by_name.get(tags.name_key(facet.name))
        if same is not None:
            found[facet.id] = same
    return found


def _coder_doubts(project: Project, other: Project) -> _Given:
    own = coders.all_coders(project)
    ids = {coder.id for coder in own}
    given: _Given = []
    for coder in coders.all_coders(other):
        alike = [one for one in own if tags.name_key(one.name) == tags.name_key(coder.name)]
        if coder.id in ids:
            given.append((coder.id, coder.id, None))
        elif alike:
            candidates = tuple(Candidate(one.id, one.name, "has the same name") for one in alike)
            doubt = Doubt("coder", coder.id, coder.name, "", candidates, alike[0].id)
            given.append((coder.id, None, doubt))
    return given


def _tag_doubts(project: Project, other: Project, facets: dict[Id, Id]) -> _Given:
    own = tags.all_tags(project)
    ids = {tag.id for tag in own}
    names = {facet.id: facet for facet in tags.all_facets(other)}
    given: _Given = []
    for tag in tags.all_tags(other):
        among = [one for one in own if one.facet == facets.get(tag.facet)]
        same = [one for one in among if tags.name_key(one.name) == tags.name_key(tag.name)]
        if tag.id in ids:
            given.append((tag.id, tag.id, None))
        elif same:
            given.append((tag.id, same[0].id, None))
        else:
            given.append((tag.id, None, tag_doubt(tag, names[tag.facet], among)))
    return given


def tag_doubt(tag: Tag, facet: Facet, among: Sequence[Tag]) -> Doubt | None:
    """Return the question whether a tag is one of some others, or None where none is like it."""
    keys = {tags.name_key(name) for name in (tag.name, *tag.aliases)}
    look = skeleton(tag.name)
    candidates = []
    for one in among:
        if keys & {tags.name_key(name) for name in (one.name, *one.aliases)}:
            candidates.append(Candidate(one.id, one.name, "has this name as an alias"))
        elif look in {skeleton(name) for name in (one.name, *one.aliases)}:
            candidates.append(Candidate(one.id, one.name, "looks the same"))
    if not candidates:
        return None
    return Doubt("tag", tag.id, tag.name, facet.name, tuple(candidates))


def _document_doubts(project: Project, other: Project) -> _Given:
    own = documents.all_documents(project)
    by_text = documents.ids_by_text(project)
    ids = {document.id for document in own}
    theirs = documents.all_documents(other)
    given: _Given = []
    apart = [one for one in theirs if one.text_sha256 not in by_text and one.id not in ids]
    matched = {by_text.get(one.text_sha256) for one in theirs}
    free = [_Text(project, one) for one in own if one.id not in matched] if apart else []
    for document in theirs:
        if document.text_sha256 in by_text:
            given.append((document.id, by_text[document.text_sha256], None))
        elif document.id in ids:
            given.append((document.id, document.id, None))
        else:
            given.append((document.id, *_compare(_Text(other, document), free)))
    return given


class _Text:
    """A document with what its text is compared by."""

    def __init__(self, project: Project, document: Document) -> None:
        self.document = document
        self.folded = fold(documents.text(project, document)).text
        words = self.folded.split()
        last = max(1, len(words) - _SHINGLE + 1)
        self.shingles = {hash(tuple(words[at : at + _SHINGLE])) for at in range(last)}
        self.names = {
            tags.name_key(PurePath(document.name).stem), tags.name_key(document.title)
        }  # fmt: skip


def _compare(one: _Text, others: Sequence[_Text]) -> tuple[Id | None, Doubt | None]:
    """Return the document that is the same but for case, spacing and signs, or who may be."""
    candidates = []
    for other in others:
        if one.folded == other.folded:
            return other.document.id, None
        shared = len(one.shingles & other.shingles)
        share = shared / max(1, min(len(one.shingles), len(other.shingles)))
        if share >= _ALIKE:
            reason = f"has {share:.0%} of its words"
        elif one.names & other.names:
            reason = "has the same name"
        else:
            continue
        candidates.append((share, Candidate(other.document.id, other.document.title, reason)))
    if not candidates:
        return None, None
    candidates.sort(key=lambda pair: -pair[0])
    found = tuple(candidate for _share, candidate in candidates)
    return None, Doubt("document", one.document.id, one.document.title, "", found)

"""The words of claims, as matrices count and search them: read in bulk, a document at a time."""

from collections.abc import Collection, Iterator, Sequence

from db import documents, facts
from db.project import Project
from db.records import Document, Id
from workbench.text.fold import fold
from workbench.text.reflow import one_line, quotable

#: Between claims and between their fields while they are folded together, which takes a tenth of
#: the time; no text that is searched for has one of these characters for private use.
_CLAIM, _FIELD = "\ue000", "\ue001"


def word_counts(project: Project, among: Collection[Id] | None = None) -> dict[Id, int]:
    """Return how many words the quotes of claims have; one that a line end breaks is one."""
    return {
        claim: sum(len(one_line(shown, (span,)).split()) for span in spans)
        for record, shown in _texts(project, among)
        for claim, spans in facts.spans_of(project, record.id, among).items()
    }


def folded_words(project: Project, among: Collection[Id] | None = None) -> dict[Id, str]:
    """Return statement, quote, speaker and note of claims, folded, as a search compares them."""
    found: dict[Id, str] = {}
    for record, shown in _texts(project, among):
        spans = facts.spans_of(project, record.id, among)
        ids, words = [], []
        for claim, *said in facts.said_of(project, record.id, among):
            quote = one_line(shown, spans.get(claim, ()))
            ids.append(claim)
            words.append(_FIELD.join(_plain(part) for part in (*said, quote)))
        found.update(zip(ids, _folded(words), strict=True))
    return found


def matches(words: str, text: str) -> bool:
    """Whether each word of a text stands somewhere in folded words."""
    return all(word in words for word in fold(text).text.split())


def _texts(project: Project, among: Collection[Id] | None) -> Iterator[tuple[Document, str]]:
    """Yield the documents that have such claims, with their text as it is quoted."""
    concerned = None
    if among is not None:
        concerned = {row[0] for row in facts.of_claims(project, among).values()}
    for record in documents.all_documents(project):
        if concerned is None or record.id in concerned:
            styles = documents.styles(project, record.id)
            yield record, quotable(documents.text(project, record), styles)


def _plain(part: str) -> str:
    return part.replace(_CLAIM, " ").replace(_FIELD, " ")


def _folded(words: Sequence[str]) -> list[str]:
    return fold(_CLAIM.join(words)).text.split(_CLAIM) if words else []

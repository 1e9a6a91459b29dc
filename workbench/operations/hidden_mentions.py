"""Hidden mentions: listed, counted again, and taken along into a new version of a text."""

from collections.abc import Iterable
from dataclasses import dataclass

from db import aliases, documents, tags
from db.log import Action
from db.project import Project
from db.records import Id, Span
from workbench.text.reanchor import reanchor
from workbench.text.sentences import sentence_at


@dataclass(frozen=True, slots=True)
class HiddenMention:
    """A place where an alias stands and is no mention, with its sentence and whose alias it is."""

    document: Id
    title: str
    tag: Id
    actor: str
    span: Span
    sentence: str


def hidden_mentions(project: Project) -> list[HiddenMention]:
    """Return all hidden mentions, in the order of the library and of each text."""
    names = {tag.id: tag.name for tag in tags.all_tags(project)}
    hidden = aliases.hidden(project)
    found: list[HiddenMention] = []
    for record in documents.all_documents(project):
        here = sorted(hidden.get(record.id, ()), key=lambda one: one[1:])
        text = documents.text(project, record) if here else ""
        for tag, start, end in here:
            sentence = text[slice(*sentence_at(text, start))]
            found.append(
                HiddenMention(record.id, record.title, tag, names[tag], Span(start, end), sentence)
            )
    return found


def show_again(action: Action, chosen: Iterable[HiddenMention]) -> None:
    """Count hidden mentions again; raises Invalid where one is hidden no longer."""
    for one in chosen:
        aliases.show_again(action, one.document, one.tag, one.span)


def follow_text(action: Action, document: Id, old: str, new: str) -> int:
    """Hide in the new text of a document what was hidden in the old one; returns how much was not.

    A mention is hidden again where its sentence surely stands and has its words as often. What is
    not so is simply counted again: the next sweep shows it.
    """
    hidden = sorted(aliases.hidden(action.project).get(document, ()), key=lambda one: one[1:])
    sentences = [sentence_at(old, start) for _tag, start, _end in hidden]
    places = reanchor(old, new, sentences) if hidden else []
    lost = 0
    for (tag, start, end), sentence, place in zip(hidden, sentences, places, strict=True):
        aliases.show_again(action, document, tag, Span(start, end))
        there = _same(old, sentence, start, end, new, (place.start, place.end))
        if place.sure and there is not None:
            aliases.hide(action, document, tag, there)
        else:
            lost += 1
    return lost


def _same(
    old: str, sentence: tuple[int, int], start: int, end: int, new: str, place: tuple[int, int]
) -> Span | None:
    """Return where words of a sentence stand in its new version, if it has them as often."""
    words = old[start:end]
    if old.count(words, *sentence) != new.count(words, *place):
        return None
    at = place[0]
    for _former in range(old.count(words, sentence[0], start)):
        at = new.index(words, at) + len(words)
    at = new.find(words, at, place[1])
    return None if at < 0 else Span(at, at + len(words))

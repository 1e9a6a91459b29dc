"""Random work on a project, and bringing one copy of it into another."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from db import (
    aliases,
    claims,
    comments,
    decisions,
    documents,
    merge,
    reading_groups,
    regions,
    saved,
    switches,
    tags,
    template,
    unplaced,
)
from db.errors import Invalid
from db.log import Action
from db.project import Project
from db.records import Region, Span
from db.schema import TABLES

Rows = dict[str, dict[int, tuple[Any, ...]]]


def copy(project: Project, path: Path, coder: str) -> Project:
    """Copy a project and open the copy as somebody."""
    project.back_up(path)
    return Project.open(path, coder)


def bring(project: Project, other: Project) -> bool:
    """Bring a copy into a project; returns whether there was anything new in it."""
    with merge.open_copy(other.path, project) as foreign:
        union = merge.unite(project, foreign, lambda _done, _of: None)
        assert union.strange == 0
        if union.nothing_new:
            return False
        with project.action(f"Bring in {other.path.name}", "merge") as action:
            merge.bring_in(action, foreign, union)
    return True


def rows(project: Project) -> Rows:
    """All rows of the tables that are logged."""
    return {
        name: {row[0]: row for row in project.query(f'SELECT * FROM "{name}"')}
        for name, table in TABLES.items()
        if table.logged
    }


# -- one edit each; `dice` chooses on what


def add_claim(action: Action, dice: random.Random) -> None:
    document = dice.choice(documents.all_documents(action.project))
    start = dice.randrange(document.length - 40)
    found = dice.sample(tags.all_tags(action.project), 2)
    carried = {tag.facet: (tag.id, "holder") for tag in found}
    claims.add(
        action,
        document.id,
        [Span(start, start + 5), Span(start + 20, start + 30)][: dice.randint(1, 2)],
        tags=list(carried.values()),
        statement=word(dice),
    )


def a_claim(action: Action, dice: random.Random) -> int:
    return dice.choice(claims.all_claims(action.project)).id


def edit_claim(action: Action, dice: random.Random) -> None:
    name = dice.choice(["statement", "speaker", "note"])
    claims.edit(action, a_claim(action, dice), **{name: word(dice)})


def remove_claim(action: Action, dice: random.Random) -> None:
    claims.remove(action, a_claim(action, dice))


def move_claim(action: Action, dice: random.Random) -> None:
    start = dice.randrange(60)
    spans = [Span(start, start + 9), Span(start + 15, start + 20)][: dice.randint(1, 2)]
    claims.set_spans(action, a_claim(action, dice), spans)


def add_span(action: Action, dice: random.Random) -> None:
    start = dice.randrange(80)
    claims.add_span(action, a_claim(action, dice), Span(start, start + 4))


def tag_claim(action: Action, dice: random.Random) -> None:
    tag = dice.choice(tags.all_tags(action.project)).id
    claims.add_tag(action, a_claim(action, dice), tag, dice.choice(["holder", "about"]))


def untag_claim(action: Action, dice: random.Random) -> None:
    claim = claims.get(action.project, a_claim(action, dice))
    if claim.tags:
        claims.remove_tag(action, claim.id, dice.choice(claim.tags).tag)


def add_tag(action: Action, dice: random.Random) -> None:
    facet = dice.choice(tags.all_facets(action.project))
    tags.add(action, facet.id, word(dice), aliases=(word(dice),))


def a_tag(action: Action, dice: random.Random) -> Any:
    return dice.choice(tags.all_tags(action.project))


def rename_tag(action: Action, dice: random.Random) -> None:
    tags.edit(action, a_tag(action, dice).id, name=word(dice))


def move_tag(action: Action, dice: random.Random) -> None:
    tag = a_tag(action, dice)
    others = [one.id for one in tags.all_tags(action.project) if one.facet == tag.facet]
    tags.move(action, tag.id, dice.choice([None, *others]), dice.randrange(3))


def remove_tag(action: Action, dice: random.Random) -> None:
    if len(tags.all_tags(action.project)) > 4:
        tags.remove(action, a_tag(action, dice).id)


def change_alias(action: Action, dice: random.Random) -> None:
    tag = a_tag(action, dice)
    tags.set_aliases(action, tag.id, dice.sample([*tag.aliases, word(dice)], 1))


def hide_mention(action: Action, dice: random.Random) -> None:
    document = dice.choice(documents.all_documents(action.project))
    aliases.hide(action, document.id, a_tag(action, dice).id, Span(3, 8 + dice.randrange(3)))


def comment(action: Action, dice: random.Random) -> None:
    comments.add(action, a_claim(action, dice), word(dice))


def decide(action: Action, dice: random.Random) -> None:
    claim = claims.get(action.project, a_claim(action, dice))
    tag = dice.choice([None, *(one.tag for one in claim.tags)])
    decisions.decide(action, claim.id, dice.choice(["accept", "reject", "question"]), tag)


def draw_region(action: Action, dice: random.Random) -> None:
    regions.set_regions(action, a_claim(action, dice), [Region(dice.randrange(3), 1, 2, 30, 40)])


def doubt(action: Action, dice: random.Random) -> None:
    claim = claims.get(action.project, a_claim(action, dice))
    unplaced.add(action, claim.id, claim.spans[0], "what it said", 40)


def read(action: Action, dice: random.Random) -> None:
    document = dice.choice(documents.all_documents(action.project))
    documents.set_reading(action, document.id, dice.choice(["reading", "done"]))
    reading_groups.put(action, document.id, dice.choice(["", "first", "second"]))


def arrange(action: Action, dice: random.Random) -> None:
    saved.FILTERS.save(action, dice.choice("ab"), word(dice))
    saved.VIEWS.save(action, dice.choice("ab"), word(dice))
    switches.turn(action, switches.BLIND, dice.random() < 0.5)
    template.hide(action, [word(dice)])


def add_document(action: Action, dice: random.Random) -> None:
    documents.add(action, f"{word(dice)}.txt", f"A new report on {word(dice)}. " * 20)


def remove_document(action: Action, dice: random.Random) -> None:
    found = documents.all_documents(action.project)
    if len(found) > 2:
        documents.remove(action, dice.choice(found).id)


def edit_document(action: Action, dice: random.Random) -> None:
    document = dice.choice(documents.all_documents(action.project))
    documents.edit(action, document.id, **{dice.choice(["author", "note"]): word(dice)})


def correct_text(action: Action, dice: random.Random) -> None:
    """Put words in front of a text; the passages go with it."""
    document = dice.choice(documents.all_documents(action.project))
    text = documents.text(action.project, document)
    held = claims.of_document(action.project, document.id)
    if any(unplaced.of_document(action.project, document.id)):
        return
    new = f"{word(dice)}! "
    documents.replace_text(action, document.id, new + text)
    for claim in held:
        moved = [Span(one.start + len(new), one.end + len(new)) for one in claim.spans]
        claims.set_spans(action, claim.id, moved)


def word(dice: random.Random) -> str:
    return dice.choice(["water", "Roads", "raids", "dams", "Halmar", "الماء", "🔥 fire", "grain"])


COMMON: list[Callable[[Action, random.Random], None]] = [
    add_claim, add_claim, edit_claim, edit_claim, tag_claim, tag_claim, untag_claim, comment,
    decide, move_claim,
]  # fmt: skip
RARE: list[Callable[[Action, random.Random], None]] = [
    add_span, remove_claim, add_tag, rename_tag, move_tag, remove_tag, change_alias, hide_mention,
    draw_region, doubt, read, arrange, add_document, remove_document, edit_document, correct_text,
]  # fmt: skip
EDITS = COMMON + RARE


def work(project: Project, dice: random.Random, times: int = 1) -> None:
    """Do something at random, some times; now and then take it back."""
    for _ in range(times):
        edit = dice.choice(EDITS)
        try:
            with project.action(edit.__name__) as action:
                edit(action, dice)
        except (Invalid, IndexError):  # there was nothing to do it to
            continue
        if dice.random() < 0.1:
            project.log.undo()

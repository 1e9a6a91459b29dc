"""Random histories: undo gives exactly the former state, redo the later one, over restarts."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from db import aliases, claims, documents, rules, tags
from db.check import check
from db.errors import ChangedSince, Invalid
from db.log import Action
from db.project import Project
from db.records import ALIAS_KINDS, COLOURS, READING_STATES, Id, Span

from .making import Snapshot, facet, make, snapshot

LENGTH = 20
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
names = st.sampled_from(["A", "a ", "B", "C", "", "🔥"])
positions = st.integers(0, LENGTH)
passages = st.lists(
    st.tuples(positions, positions).map(lambda ends: Span(*sorted(ends))), min_size=1, max_size=3
)
pick = st.integers(0, 10_000)
few = st.integers(0, 3)
coders = st.sampled_from([0, 1])


class OneCoder(RuleBasedStateMachine):
    """Undo gives exactly the former state, and redo the later one."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "history.workbench"
        self.project = make(self.path)
        with self.project.action("Import", "create") as action:
            documents.add(action, "one.txt", "x" * LENGTH)
            for key in ("actor", "concern"):
                tags.add(action, facet(self.project, key), key)
        #: a model: what the project holds, and what it held before and after each action
        self.now = snapshot(self.project)
        self.undo: list[tuple[Snapshot, Snapshot]] = []
        self.redo: list[tuple[Snapshot, Snapshot]] = []

    def teardown(self) -> None:
        assert check(self.project) == []
        self.project.close()
        shutil.rmtree(self.folder)

    def do(self, label: str, work: Callable[..., object], *given: object, **fields: object) -> None:
        """Do something in an action; a refusal must change nothing."""
        try:
            with self.project.action(label) as action:
                work(action, *given, **fields)
        except Invalid:
            assert snapshot(self.project) == self.now
            return
        assert action.changes is not None
        before, self.now = self.now, snapshot(self.project)
        if action.changes.rows:
            self.undo.append((before, self.now))
            self.redo.clear()
        else:
            assert self.now == before

    def one(self, table: str, number: int) -> Id:
        rows = sorted(self.now[table])
        return rows[number % len(rows)] if rows else 1

    # -- work

    @rule(text=texts)
    def add_document(self, text: str) -> None:
        self.do("Import", documents.add, "a.txt", (text + "x" * LENGTH)[:LENGTH])

    @rule(which=pick, title=texts, reliability=st.sampled_from(["", "A", "F", "?"]))
    def edit_document(self, which: int, title: str, reliability: str) -> None:
        document = self.one("document", which)
        self.do("Edit", documents.edit, document, title=title, reliability=reliability)

    @rule(which=pick, state=st.sampled_from(READING_STATES))
    def read(self, which: int, state: str) -> None:
        self.do("Read", documents.set_reading, self.one("document", which), state)

    @precondition(lambda self: len(self.now["document"]) > 1)
    @rule(which=pick)
    def remove_document(self, which: int) -> None:
        self.do("Remove", documents.remove, self.one("document", which))

    @rule(which=pick, name=names, kind=st.sampled_from(["actor", "concern"]), nested=st.booleans())
    def add_tag(self, which: int, name: str, kind: str, nested: bool) -> None:
        parent = self.one("tag", which) if nested else None
        self.do("Tag", tags.add, facet(self.project, kind), name, parent=parent, aliases=[name])

    @rule(which=pick, name=names, colour=st.sampled_from(COLOURS), archived=st.booleans())
    def edit_tag(self, which: int, name: str, colour: str, archived: bool) -> None:
        tag = self.one("tag", which)
        self.do("Rename", tags.edit, tag, name=name, colour=colour, archived=archived)

    @rule(which=pick, names=st.lists(names, max_size=3))
    def set_aliases(self, which: int, names: list[str]) -> None:
        self.do("Aliases", tags.set_aliases, self.one("tag", which), names)

    @rule(which=pick, unless=st.lists(names, max_size=2), kind=st.sampled_from(ALIAS_KINDS))
    def rule_alias(self, which: int, unless: list[str], kind: str) -> None:
        row = self.now["alias"].get(self.one("alias", which))
        tag, name = row[1:3] if row else (1, "")
        self.do("Rules", aliases.set_rules, tag, name, unless=unless, kind=kind)

    @rule(which=pick, tag=pick, spans=passages)
    def hide_mention(self, which: int, tag: int, spans: list[Span]) -> None:
        for span in spans[:1]:
            document = self.one("document", which)
            self.do("Hide", aliases.hide, document, self.one("tag", tag), span)

    @rule(which=pick, where=st.none() | pick, index=st.integers(-1, 5))
    def move_tag(self, which: int, where: int | None, index: int) -> None:
        parent = None if where is None else self.one("tag", where)
        self.do("Move", tags.move, self.one("tag", which), parent, index)

    @rule(which=pick)
    def remove_tag(self, which: int) -> None:
        self.do("Remove", tags.remove, self.one("tag", which))

    @rule(which=pick, spans=passages, carried=st.lists(pick, max_size=4), note=texts)
    def add_claim(self, which: int, spans: list[Span], carried: list[int], note: str) -> None:
        given = [(self.one("tag", number), "holder") for number in carried]
        document = self.one("document", which)
        self.do("Mark", claims.add, document, spans, tags=given, note=note)

    @rule(which=pick, statement=texts, confidence=st.sampled_from(["", "low", "high"]))
    def edit_claim(self, which: int, statement: str, confidence: str) -> None:
        claim = self.one("claim", which)
        self.do("Edit", claims.edit, claim, statement=statement, confidence=confidence)

    @rule(which=pick, spans=passages)
    def respan(self, which: int, spans: list[Span]) -> None:
        self.do("Bounds", claims.set_spans, self.one("claim", which), spans)

    @rule(which=pick, offset=positions)
    def split(self, which: int, offset: int) -> None:
        self.do("Split", claims.split, self.one("claim", which), offset)

    @rule(which=pick, tag=pick, role=st.sampled_from(["holder", "about"]))
    def tag_claim(self, which: int, tag: int, role: str) -> None:
        self.do("Tag", claims.add_tag, self.one("claim", which), self.one("tag", tag), role)

    @rule(which=pick, tag=pick)
    def untag_claim(self, which: int, tag: int) -> None:
        self.do("Untag", claims.remove_tag, self.one("claim", which), self.one("tag", tag))

    @rule(which=pick)
    def remove_claim(self, which: int) -> None:
        self.do("Remove", claims.remove, self.one("claim", which))

    @rule(which=pick, spans=passages, statement=texts)
    def many_in_one(self, which: int, spans: list[Span], statement: str) -> None:
        def work(action: Action) -> None:
            document = self.one("document", which)
            new = claims.add(action, document, spans)
            claims.edit(action, new, statement=statement)
            claims.remove(action, self.one("claim", which))

        self.do("Several", work)

    # -- back and forth

    @rule()
    def take_back(self) -> None:
        changes = self.project.log.undo()
        assert (changes is None) == (not self.undo)
        if self.undo:
            before, after = self.undo.pop()
            assert after == self.now
            self.redo.append((before, after))
            self.now = before
        assert snapshot(self.project) == self.now

    @rule()
    def do_again(self) -> None:
        changes = self.project.log.redo()
        assert (changes is None) == (not self.redo)
        if self.redo:
            before, after = self.redo.pop()
            assert before == self.now
            self.undo.append((before, after))
            self.now = after
        assert snapshot(self.project) == self.now

    @rule()
    def restart(self) -> None:
        self.project.close()
        self.project = Project.open(self.path)
        assert snapshot(self.project) == self.now

    @invariant()
    def the_log_knows_what_comes_next(self) -> None:
        if hasattr(self, "undo"):
            assert (self.project.log.undoable() is None) == (not self.undo)
            assert (self.project.log.redoable() is None) == (not self.redo)


class TwoCoders(RuleBasedStateMachine):
    """Whatever two coders do and take back in turns, the project stays sound.

    The vocabulary is tiny, so that they get into each other's way. Both have the file open at
    once, under two names.
    """

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        one, two = self.folder / "one.workbench", self.folder / "two.workbench"
        ana = make(one)
        two.hardlink_to(one)
        self.projects = [ana, Project.open(two, "Bo")]
        with ana.action("Stage", "create") as action:
            document = documents.add(action, "one.txt", "x" * LENGTH)
            self.claim = claims.add(action, document, [Span(0, 2), Span(6, 8)])
            for name in ("A", "B"):
                tags.add(action, facet(ana, "actor"), name)

    def teardown(self) -> None:
        for project in self.projects:
            assert check(project) == []
            project.close()
        shutil.rmtree(self.folder)

    def do(self, coder: int, work: Callable[..., object], *given: object, **fields: object) -> None:
        with suppress(Invalid), self.projects[coder].action("Work") as action:
            work(action, *given, **fields)

    def of(self, key: str, number: int) -> Id:
        project = self.projects[0]
        found = [one.id for one in tags.all_tags(project) if one.facet == facet(project, key)]
        return found[number % len(found)] if found else 1

    @rule(coder=coders, number=few)
    def take_a_stance(self, coder: int, number: int) -> None:
        self.do(coder, claims.add_tag, self.claim, self.of("stance", number))

    @rule(coder=coders, number=few)
    def drop_a_stance(self, coder: int, number: int) -> None:
        self.do(coder, claims.remove_tag, self.claim, self.of("stance", number))

    @rule(coder=coders, spans=passages)
    def move_bounds(self, coder: int, spans: list[Span]) -> None:
        self.do(coder, claims.set_spans, self.claim, spans)

    @rule(coder=coders, name=names)
    def add_tag(self, coder: int, name: str) -> None:
        self.do(coder, tags.add, facet(self.projects[0], "actor"), name)

    @rule(coder=coders, number=few, name=names)
    def rename(self, coder: int, number: int, name: str) -> None:
        self.do(coder, tags.edit, self.of("actor", number), name=name)

    @rule(coder=coders, number=few, where=few, nested=st.booleans())
    def move_tag(self, coder: int, number: int, where: int, nested: bool) -> None:
        parent = self.of("actor", where) if nested else None
        self.do(coder, tags.move, self.of("actor", number), parent, 0)

    @rule(coder=coders, number=few)
    def remove_tag(self, coder: int, number: int) -> None:
        self.do(coder, tags.remove, self.of("actor", number))

    @rule(coder=coders, back=st.booleans(), times=few)
    def replay(self, coder: int, back: bool, times: int) -> None:
        project = self.projects[coder]
        for _time in range(times):
            before = snapshot(project)
            try:
                project.log.undo() if back else project.log.redo()
            except ChangedSince:
                assert snapshot(project) == before

    @invariant()
    def the_project_is_sound(self) -> None:
        for project in getattr(self, "projects", ())[:1]:
            assert rules.broken_claims(project.connection) == []
            assert rules.broken_codebook(project.connection) == []


TestOneCoder = OneCoder.TestCase
TestOneCoder.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
TestTwoCoders = TwoCoders.TestCase
TestTwoCoders.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)

"""The facts of an open project, kept in memory in step with it, and the matrices of them."""

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from db import coders, decisions, documents, facts, reading_groups, tags
from db.errors import Invalid
from db.project import Project
from db.records import Changes, Id
from workbench.matrix.build import Board, build
from workbench.matrix.context import Context
from workbench.matrix.facts import VERDICT, Fact, Facts
from workbench.matrix.layout import Stopped as Stopped
from workbench.matrix.layout import never
from workbench.matrix.merge import merge
from workbench.matrix.needs import MERGED, needs, tags_needed, text_key
from workbench.matrix.request import Request
from workbench.matrix.result import Matrix
from workbench.operations.blind import curtain, is_blind
from workbench.operations.matrix_words import folded_words, matches, word_counts
from workbench.operations.wording import BRING_IN

Progress = Callable[[int, int], None]

#: tables whose rows a matrix names or filters by
_CONTEXT = (
    "facet", "tag", "alias", "document", "coder", "reading", "reading_group", "project", "setting",
)  # fmt: skip
#: tables that say something of claims
_CLAIMS = ("claim", "span", "claim_tag", "decision")
#: when more claims change at once, everything is read again
_MANY = 5_000


def context_of(project: Project) -> Context:
    """Read what surrounds the claims of a project."""
    return Context(
        facets=tuple(tags.all_facets(project)),
        tags=tuple(tags.all_tags(project)),
        documents=tuple(documents.all_documents(project)),
        coders=tuple(coders.all_coders(project)),
        readings=facts.readings(project),
        groups=reading_groups.all_groups(project),
        projects=(project.title,),
        blind=is_blind(project),
    )


class MatrixSource:
    """Counts matrices of an open project; what it has read it keeps, and `follow` keeps it right.

    Only what a request needs is read: the claims of its facets' tags, and of coders, grades, words,
    decisions and roles what it asks for. What blind coding hides from the coder is not counted.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._facts: Facts | None = None
        self._board: Board | None = None
        self._stale_context, self._stale_merge = False, False
        self._curtain = curtain(project)
        self._bare: frozenset[tuple[Id, Id]] = frozenset()
        self._waiting: set[Id] = set()
        self._words: dict[Id, str] | None = None

    @property
    def context(self) -> Context:
        """What surrounds the claims, as it is now."""
        return self._current().context

    def build(
        self,
        request: Request,
        progress: Progress = lambda _done, _total: None,
        cancelled: Callable[[], bool] = never,
    ) -> Matrix:
        """Count a matrix; raises Invalid for what the project lacks, Stopped when cancelled.

        `progress` hears of the steps that are done and of how many there are.
        """
        found = self.facts(request, progress, cancelled)
        if self._board is None or self._board.request != request:
            self._board = Board(found, request, cancelled)
        return self._board.matrix()

    def facts(
        self,
        request: Request,
        progress: Progress = lambda _done, _total: None,
        cancelled: Callable[[], bool] = never,
    ) -> Facts:
        """Return the facts with all that a request needs."""
        found = self._current()
        steps = list(self._steps(found, request))
        for done, step in enumerate(steps):
            if cancelled():
                raise Stopped
            progress(done, len(steps) + 1)
            step()
        progress(len(steps), len(steps) + 1)
        return found

    def follow(self, changes: Changes) -> None:
        """Hear what an action touched; the claims concerned are read again when next asked."""
        if changes.touches(*_CONTEXT):
            self._stale_context = True
        if changes.touches(*_CLAIMS):
            self._waiting |= changes.claims
        if changes.touches("claim"):
            self._stale_merge = True
        if changes.touches("document") or len(self._waiting) > _MANY:
            self._facts = None
            self._words = None
            self._waiting.clear()

    # -- reading

    def _current(self) -> Facts:
        project = self._project
        if self._facts is None:
            self._facts = self._read()
        elif self._stale_context:
            self._board = None
            if curtain(project) != self._curtain:
                self._facts = self._read()
            else:
                self._facts.set_context(context_of(project))
        self._stale_context = False
        if self._stale_merge and self._facts.texts.pop(MERGED, None) is not None:
            self._board = None
        self._stale_merge = False
        if self._waiting:
            self._reread(self._facts, frozenset(self._waiting))
            self._waiting.clear()
        return self._facts

    def _read(self) -> Facts:
        """Read which claims there are, of those that the coder may see."""
        project, drawn = self._project, curtain(self._project)
        self._board, self._curtain = None, drawn
        self._waiting.clear()
        self._bare = frozenset()
        found = facts.claims_by_document(project)
        if drawn.drawn:
            hidden = frozenset(facts.hidden_claims(project, drawn.coder, drawn.done))
            found = [(one, array("q", (id_ for id_ in some if id_ not in hidden)))
                     for one, some in found]  # fmt: skip
            self._bare = frozenset(facts.hidden_tags(project, drawn.coder, drawn.done))
        return Facts(context_of(project), found)

    def _seen(self, tag: Id, carrying: Iterable[Id]) -> Iterable[Id]:
        """Return which of the claims that carry a tag do so for the coder's eyes."""
        if not self._bare:
            return carrying
        return array("q", (claim for claim in carrying if (claim, tag) not in self._bare))

    def _steps(self, found: Facts, request: Request) -> Iterator[Callable[[], None]]:
        project = self._project
        known = found.tags
        missing = [tag for tag in tags_needed(request, found.context) if tag not in known]

        def give(tag: Id) -> None:
            for one, carrying in facts.claims_of_tags(project, [tag]):
                found.give_tag(one, self._seen(one, carrying))

        for tag in missing:
            yield lambda tag=tag: give(tag)  # type: ignore[misc]
        for name in sorted(needs(request) - found.given):
            yield lambda name=name: self._give(found, name, request)  # type: ignore[misc]

    def _give(self, found: Facts, name: str, request: Request) -> None:
        project = self._project
        if name in facts.COLUMNS:
            found.give_column(name, *facts.column(project, name))
        elif name == "about":
            about = facts.about(project)
            found.give_about([(tag, self._seen(tag, some)) for tag, some in about])
        elif name == "verdict":
            standing = decisions.standing(decisions.all_decisions(project))
            found.give_verdicts(standing.claims, standing.tags)
        elif name == "words":
            counts = word_counts(project)
            found.give_column("words", counts, counts.values())
        elif name == MERGED:
            brought = facts.brought_in(project, BRING_IN)
            if brought is None:
                raise Invalid("Nothing was brought in from another file yet.")
            found.give_text(MERGED, brought)
        else:
            if self._words is None:
                self._words = folded_words(project)
            wanted = name.removeprefix(text_key(""))
            matching = [one for one, words in self._words.items() if matches(words, wanted)]
            found.give_text(name, matching)

    def _reread(self, found: Facts, concerned: Collection[Id]) -> None:
        project, given = self._project, found.given
        rows = facts.of_claims(project, concerned)
        carried = facts.tags_of_claims(project, concerned)
        if (drawn := self._curtain).drawn:
            self._bare = frozenset(facts.hidden_tags(project, drawn.coder, drawn.done))
            rows = {
                claim: row for claim, row in rows.items()
                if row[1] == drawn.coder or not drawn.hides(row[0])
            }  # fmt: skip
        merged = found.marked(MERGED, list(concerned))
        words = word_counts(project, concerned) if "words" in given else {}
        folded = {} if self._words is None else folded_words(project, concerned)
        if self._words is not None:
            self._words.update(folded)
        standing = decisions.Standing({}, {})
        if "verdict" in given:
            standing = decisions.standing(decisions.of_claims(project, concerned))
        new: dict[Id, Fact | None] = {}
        for claim in concerned:
            if claim not in rows:
                new[claim] = None
                continue
            document, *values = rows[claim]
            its_tags = [one for one in carried.get(claim, ()) if (claim, one[0]) not in self._bare]
            of_tags = {
                tag: standing.tags[claim, tag]
                for tag, _about in its_tags
                if (claim, tag) in standing.tags
            }
            columns = dict(zip(facts.COLUMNS, values, strict=True)) | {
                "words": words.get(claim, 0),
                "verdict": VERDICT[standing.claims.get(claim)],
            }
            texts = frozenset(
                key
                for key in found.texts
                if (
                    claim in merged if key == MERGED
                    else matches(folded.get(claim, ""), key.removeprefix(text_key("")))
                )
            )  # fmt: skip
            new[claim] = Fact(document, tuple(its_tags), columns, of_tags, texts)
        if self._board is None:
            found.update(new)
        elif not self._board.update(new):
            self._board = None


def build_matrix(
    project: Project, request: Request, progress: Progress = lambda _done, _total: None
) -> Matrix:
    """Count one matrix of a project."""
    return MatrixSource(project).build(request, progress)


def build_merged(projects: Sequence[Project], request: Request) -> Matrix:
    """Count one matrix of several projects, each with rows of its own.

    What the request names by id is named as in `merged_context`.
    """
    return build(merge([MatrixSource(project).facts(request) for project in projects]), request)


def merged_context(projects: Sequence[Project]) -> Context:
    """Return what surrounds the claims of one project, or of several taken together."""
    contexts = [context_of(project) for project in projects]
    return (
        contexts[0] if len(contexts) == 1 else merge([Facts(one, ()) for one in contexts]).context
    )

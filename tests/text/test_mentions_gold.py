"""How well mentions are found in the annotated sources; run with `-s` or `-rP` for the figures."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.text.material import SHARED, sources
from workbench.text.aliases import Alias
from workbench.text.mentions import Mention, MentionFinder

RULES = Path(__file__).parents[1] / "golden" / "mention_rules.csv"
Row = dict[str, str]


def rows(path: Path) -> list[Row]:
    if not path.is_file():
        pytest.skip(f"{path.name} is not at hand")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass
class Score:
    """What was found, missed, and found where nothing is; `open` need not be found."""

    hits: int = 0
    missed: int = 0
    extra: int = 0
    open: int = 0
    decoys: int = 0

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + self.missed)

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + self.extra)

    @property
    def strict_precision(self) -> float:
        """Counts what need not be found as found wrongly."""
        return self.hits / (self.hits + self.extra + self.open)

    def say(self, label: str) -> None:
        print(
            f"\n{label}: recall {self.recall:.4f}, precision {self.precision:.4f} "
            f"(strict {self.strict_precision:.4f}), {self.hits} found, {self.missed} missed, "
            f"{self.extra} extra, {self.open} optional, {self.decoys} decoys found"
        )


def codebook() -> list[Row]:
    return [row for row in rows(SHARED / "gold" / "codebook.csv") if row["kind"] == "actor"]


def ruled_aliases() -> Iterable[Alias]:
    """The aliases of the codebook, each with what an analyst noted of it, if anything."""
    noted = {(row["tag"], row["alias"]): row for row in rows(RULES)}
    for tag, actor in enumerate(codebook()):
        for name in actor["aliases"].split("|"):
            row = noted.pop((actor["tag"], name), {"needs": "", "unless": "", "kind": ""})
            needs, unless = (
                tuple(filter(None, row[key].split("|"))) for key in ("needs", "unless")
            )
            yield Alias(tag, name, needs, unless, "capital" if row["kind"] == "capital" else "auto")
    assert not noted, f"rules for aliases that the codebook does not have: {list(noted)}"


def bare_aliases(kind: str) -> Iterable[Alias]:
    for tag, actor in enumerate(codebook()):
        for name in actor["aliases"].split("|"):
            yield Alias(tag, name, kind="name" if kind == "name" else "auto")


def score(aliases: Iterable[Alias]) -> Score:
    """Compare with the annotation, in the part of each document and for the actors it covers."""
    gold = rows(SHARED / "gold" / "mentions_gold.csv")
    decoys = rows(SHARED / "gold" / "mentions_decoys.csv")
    tags = {row["tag"]: tag for tag, row in enumerate(codebook())}
    covered = {tags[row["actor"]] for row in gold}
    finder, total = MentionFinder(aliases), Score()
    for document in {row["document"] for row in gold}:
        wanted = [row for row in gold if row["document"] == document]
        wrong = [row for row in decoys if row["document"] == document]
        reach = max(int(row["end"]) for row in wanted + wrong)
        found = [
            mention
            for mention in finder.find(sources()[document])
            if mention.tag in covered and mention.end <= reach
        ]
        total.decoys += sum(
            any(overlaps(m, row, tags[row["looks_like"]]) for m in found) for row in wrong
        )
        for row in wanted:
            match = next((m for m in found if overlaps(m, row, tags[row["actor"]])), None)
            if match:
                found.remove(match)
            total.hits += bool(match) and row["core"] == "yes"
            total.open += bool(match) and row["core"] != "yes"
            total.missed += not match and row["core"] == "yes"
        total.extra += len(found)
    return total


def overlaps(mention: Mention, row: Row, tag: int) -> bool:
    return (
        mention.tag == tag and mention.start < int(row["end"]) and int(row["start"]) < mention.end
    )


def test_aliases_alone():
    found = score(bare_aliases("name"))
    found.say("Aliases alone")
    assert found.recall >= 0.99
    assert found.precision >= 0.90


def test_aliases_and_what_the_program_can_tell():
    found = score(bare_aliases("auto"))
    found.say("Aliases, capitals told apart")
    assert found.recall >= 0.99
    assert found.precision >= 0.97


def test_aliases_with_an_analysts_rules():
    found = score(ruled_aliases())
    found.say("Aliases with rules")
    assert found.recall >= 0.97
    assert found.strict_precision >= 0.97
    # The one that is left is inside an alias of the codebook (`local branch of the Islamic State`).
    assert found.decoys <= 1

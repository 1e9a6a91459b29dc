import pytest

from db import aliases, check
from db.records import Alias
from workbench.exchange.tables import BrokenTable
from workbench.operations import export_codebook, import_codebook


@pytest.fixture
def take(do, tmp_path):
    """Imports a codebook of these lines."""

    def take(text: str) -> None:
        path = tmp_path / "in.csv"
        path.write_text(text)
        do(import_codebook, path)

    return take


def rules(project) -> list[tuple]:
    return [(a.name, a.needs, a.unless, a.kind) for a in aliases.all_aliases(project)]


FULL = (
    "kind,tag,group,aliases,description,sign,needs,unless,alias_kind\r\n"
    "actor,Taliban,,Taliban|Kabul,,,"
    "Kabul: talks,Kabul: airport|Kabul: Kabul river,Kabul: capital\r\n"
    "actor,West,,the West,,,,,\r\n"
    "stance,For,,,,1,,,\r\nstance,Against,,,,-1,,,\r\nstance,Mixed,,,,,,,\r\n"
)


def test_rules_go_out_as_they_came_in(project, take, tmp_path):
    take(FULL)
    assert aliases.all_aliases(project)[1] == Alias(
        aliases.all_aliases(project)[0].tag, "Kabul", ("talks",), ("airport", "Kabul river"),
        "capital",
    )  # fmt: skip
    target = tmp_path / "out.csv"
    export_codebook(project, target)
    assert target.read_bytes().decode() == FULL
    assert check.check(project) == []


def test_a_file_takes_the_place_of_the_lists_that_it_has(project, take):
    take(FULL)
    take("kind,tag,aliases,unless\nactor,Taliban,Kabul|new,Kabul: zoo|new: x\n")
    assert rules(project) == [
        ("Taliban", (), (), "auto"),
        ("Kabul", ("talks",), ("zoo",), "capital"),
        ("new", (), ("x",), "auto"),
        ("the West", (), (), "auto"),
    ]


def test_blanks_in_an_alias_do_not_part_it_from_its_rules(project, take):
    take("kind,tag,aliases,needs\nactor,West,the  West,the  West: powers\n")
    assert rules(project) == [("the West", ("powers",), (), "auto")]


def test_a_bad_rule_leaves_everything_as_it_was(project, take):
    with pytest.raises(BrokenTable, match="line 3"):
        take("kind,tag,aliases,needs\nactor,A,a,\nactor,B,b,c: x\n")
    assert rules(project) == []

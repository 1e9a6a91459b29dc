"""Comparing coders on the command line."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from workbench.cli import main

ROWS = """claim_id,document,start,end,quote,actors,concerns,coder
M1,dam.txt,0,13,The dam fills,Kelmaria,water,Mira
J1,dam.txt,0,13,The dam fills,Duvan,water,Joren
S1,dam.txt,0,13,The dam fills,Duvan,water,Sana
M2,dam.txt,15,37,Kelmaria denies harm.,Kelmaria,water,Mira
"""
TEXT = "The dam fills. Kelmaria denies harm. \nEnd."


def workbench(*args: str) -> Result:
    return CliRunner().invoke(main, args)


@pytest.fixture(autouse=True)
def coded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project in which three coders have claims."""
    monkeypatch.chdir(tmp_path)
    Path("dam.txt").write_text(TEXT, encoding="utf-8")
    Path("claims.csv").write_text(ROWS, encoding="utf-8")
    for args in (
        ("new", "p.workbench", "--coder", "Mira"),
        ("import", "p.workbench", "dam.txt"),
        ("claims", "import", "p.workbench", "claims.csv", "--add-tags"),
    ):
        result = workbench(*args)
        assert result.exit_code == 0, result.output


def test_differences_go_to_the_terminal_and_the_sentence_aside() -> None:
    result = workbench("compare", "p.workbench", "--coders", "Mira", "Joren")
    assert result.exit_code == 0
    assert [row["kinds"] for row in csv.DictReader(result.stdout.splitlines())] == [
        "tags",
        "only left",
    ]
    assert result.stderr == ("2 differences at 2 places in 1 document; both have a claim at 1.\n")


def test_differences_go_to_a_file() -> None:
    args = ("compare", "p.workbench", "--coders", "Mira", "Joren", "--document", "dam.txt")
    result = workbench(*args, "--json", "--out", "d.json")
    assert result.stdout.startswith("2 differences")
    assert len(json.loads(Path("d.json").read_text(encoding="utf-8"))) == 2
    assert workbench(*args, "--overlap", "0.5", "--out", "d.csv").exit_code == 0
    assert Path("d.csv").read_text(encoding="utf-8").startswith("document,kinds")


def test_agreement_of_two_in_the_terminal() -> None:
    result = workbench("agreement", "p.workbench", "--coders", "Mira", "Joren", "--samples", "0")
    assert result.exit_code == 0, result.output
    assert "Actors, as sets" in result.stdout
    assert "1 of 2 places have claims of two coders." in result.stdout


def test_agreement_of_three_by_names_after_one_option() -> None:
    result = workbench(
        "agreement", "p.workbench", "--coders", "Mira", "Joren", "Sana", "--unit", "sentences",
        "--facet", "actor", "--tag", "duvan", "--samples", "10", "--json",
    )  # fmt: skip
    found = json.loads(result.stdout)
    assert found["coders"] == ["Mira", "Joren", "Sana"]
    assert {row["label"] for row in found["rows"] if row["kind"] == "tag"} == {"Duvan"}
    assert found["confusions"] == []


@pytest.mark.parametrize("name", ["a.csv", "a.html"])
def test_agreement_goes_to_a_file(name: str) -> None:
    result = workbench(
        "agreement", "p.workbench", "--coders", "Mira", "Joren", "--unit", "cells", "--out", name
    )
    assert result.stdout == f"1 row written to {name}.\n"
    assert Path(name).stat().st_size > 500


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("compare", "--coders", "Mira", "Ann"), "There is no coder “Ann”"),
        (("compare", "--coders", "Mira", "Mira"), "two different coders"),
        (("agreement", "--coders", "Mira"), "two or more different coders"),
        (("agreement", "--coders", "Mira", "Joren", "--facet", "x"), "There is no facet “x”"),
        (("agreement", "--coders", "Mira", "Joren", "--tag", "x"), "There is no tag “x”"),
        (("agreement", "--coders", "Mira", "Joren", "--out", "a.txt"), ".csv or .html"),
        (("agreement", "--coders", "Mira", "Joren", "--out", "p.workbench"), ".csv or .html"),
    ],
)
def test_trouble_is_one_sentence(args: tuple[str, ...], said: str) -> None:
    before = Path("p.workbench").read_bytes()
    result = workbench(args[0], "p.workbench", *args[1:])
    assert result.exit_code == 1
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert Path("p.workbench").read_bytes() == before

"""ARCHITECTURE.md names rooms and files; these tests hold it to those that there are."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`((?:[\w-]+/)*[\w-]+(?:\.py|\.toml|\.lock|/))`", PAGE)))


@pytest.mark.parametrize("name", NAMED)
def test_what_is_named_exists(name):
    gui = ROOT / "workbench" / "gui"
    assert any((room / name).exists() for room in (ROOT, ROOT / "workbench", gui))


def test_every_room_is_named():
    rooms = {path.parent.name for path in (ROOT / "workbench").rglob("__init__.py")}
    assert {room for room in rooms if f"{room}/`" not in PAGE} == {"workbench"}


def test_every_module_beside_the_rooms_is_named():
    modules = {path.name for path in (ROOT / "workbench").glob("[a-z]*.py")}
    assert {module for module in modules if f"{module}`" not in PAGE} == set()

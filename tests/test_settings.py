import json
from pathlib import Path

import pytest

from workbench.settings import SETTINGS, Settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "settings.json"


def test_every_setting_has_a_default_that_it_accepts_and_one_sentence_of_help() -> None:
    for name, setting in SETTINGS.items():
        assert setting.name == name
        assert setting.accepts(setting.default)
        assert setting.help.endswith(".")


def test_a_change_lasts(path: Path) -> None:
    settings = Settings(path)
    settings["theme"] = "dark"
    settings["reading_size"] = 18
    settings.remember({"window": [1, 2], "recent": ["ä"]})
    again = Settings(path)
    assert again["theme"] == "dark"
    assert again["reading_size"] == 18
    assert again.place("window") == [1, 2]
    assert again.place("recent") == ["ä"]
    assert again["coder"] == ""


def test_the_default_can_be_set_again(path: Path) -> None:
    Settings(path)["theme"] = "dark"
    Settings(path)["theme"] = "system"
    assert Settings(path)["theme"] == "system"


def test_a_place_is_forgotten(path: Path) -> None:
    settings = Settings(path)
    settings.remember({"a": 1, "b": 2})
    settings.remember({"a": None})
    assert settings.place("a") is None
    assert json.loads(path.read_text())["places"] == {"b": 2}


def test_nothing_is_written_where_nothing_changed(path: Path) -> None:
    settings = Settings(path)
    settings["theme"] = "system"
    settings.remember({"a": None})
    assert not path.exists()


@pytest.mark.parametrize(
    "broken",
    [
        b"", b"{", b"[]", b"null", b"3", b'{"settings": 5}', b'{"settings": [1], "places": 2}',
        b'{"settings": "ab"}', b"\xff\xfe\x00", b"[" * 100_000, b'{"places": []}',
    ],
)  # fmt: skip
def test_a_broken_file_counts_as_empty_and_is_replaced(path: Path, broken: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(broken)
    settings = Settings(path)
    assert {name: settings[name] for name in SETTINGS} == {
        name: setting.default for name, setting in SETTINGS.items()
    }
    settings["coder"] = "Mira"
    assert Settings(path)["coder"] == "Mira"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "purple"), ("theme", 3), ("coder", None), ("coder", ["x"]), ("reflow", 1),
        ("reflow", "yes"), ("backups", True), ("backups", 7.5), ("backups", -1), ("backups", 10**9),
        ("reading_size", "16"), ("reading_size", True), ("reading_size", 1e9),
        ("reading_size", float("nan")), ("csv_mark", None),
    ],
)  # fmt: skip
def test_a_value_of_another_kind_counts_as_not_set_and_is_refused(
    path: Path, name: str, value: object
) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps({"settings": {name: value}}))
    settings = Settings(path)
    assert settings[name] == SETTINGS[name].default
    with pytest.raises(ValueError, match=name):
        settings[name] = value


def test_an_unknown_setting_is_a_mistake_of_ours_but_a_newer_programs_is_kept(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps({"settings": {"of tomorrow": 1}}))
    settings = Settings(path)
    with pytest.raises(KeyError):
        settings["of tomorrow"]
    with pytest.raises(KeyError):
        settings["of tomorrow"] = 2
    settings["coder"] = "Mira"
    assert json.loads(path.read_text())["settings"] == {"of tomorrow": 1, "coder": "Mira"}


def test_two_windows_do_not_undo_each_others_changes(path: Path) -> None:
    one, two = Settings(path), Settings(path)
    one["coder"] = "Mira"
    two["theme"] = "dark"
    one.remember({"left": 1})
    two.remember({"right": 2})
    one["backups"] = 3
    found = Settings(path)
    assert (found["coder"], found["theme"], found["backups"]) == ("Mira", "dark", 3)
    assert (found.place("left"), found.place("right")) == (1, 2)


def test_where_nothing_can_be_written_a_change_lasts_for_this_run(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file where the folder should be")
    settings = Settings(tmp_path / "folder" / "settings.json")
    settings["theme"] = "dark"
    settings["coder"] = "Mira"
    settings.remember({"window": 1})
    assert (settings["theme"], settings["coder"], settings.place("window")) == ("dark", "Mira", 1)


def test_a_read_only_folder_keeps_nobody_from_work(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Settings(path)["coder"] = "Mira"
    before = path.read_bytes()

    def refuse(*_args: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", refuse)
    settings = Settings(path)
    settings["theme"] = "dark"
    assert (settings["theme"], settings["coder"]) == ("dark", "Mira")
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_linked_file_stays_a_link(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    real = tmp_path / "dotfiles.json"
    real.write_text("{}")
    path.symlink_to(real)
    Settings(path)["coder"] = "Mira"
    assert path.is_symlink()
    assert Settings(real)["coder"] == "Mira"


def test_it_lies_in_the_users_configuration_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    Settings()["coder"] = "Mira"
    assert [found.name for found in tmp_path.rglob("*.json")] == ["settings.json"]

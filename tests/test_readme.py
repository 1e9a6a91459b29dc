"""The README and the help pages say what the program does; these tests hold them to the code."""

import re
import shlex
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from workbench.cli import main
from workbench.commands import COMMANDS, keys_page
from workbench.settings import SETTINGS, Settings

ROOT = Path(__file__).parents[1]
HELP = ROOT / "resources" / "help"
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMAND_LINE = (HELP / "command-line.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
BLOCKS = re.findall(r"^```sh\n(.*?)^```", README, re.M | re.S)
PAGES = sorted(HELP.glob("*.md"))


def leaves(
    group: click.Group = main, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """All commands that do something, by the words that call them."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from leaves(command, (*path, name))
        elif not command.hidden:
            yield (*path, name), command


LEAVES = dict(leaves())


def parse(line: str) -> None:
    """Let click read a command line, as it would before it runs it."""
    command: click.Command = main
    rest = shlex.split(line)[1:]
    context = None
    while isinstance(command, click.Group):
        context = command.make_context(command.name, rest, parent=context)
        name, found, rest = command.resolve_command(
            context, [*context._protected_args, *context.args]
        )
        assert found is not None, name
        command = found
    command.make_context(command.name, rest, parent=context)


def written_commands() -> list[str]:
    lines = [line for block in BLOCKS for line in block.splitlines()]
    lines += [
        line.strip()
        for command in (main, *LEAVES.values())
        for line in (command.epilog or "").splitlines()
    ]
    return [line for line in lines if line.startswith("workbench ")]


@pytest.mark.parametrize("line", written_commands())
def test_command_lines_can_be_parsed(line):
    parse(line)


def test_a_wrong_command_line_would_be_noticed():
    with pytest.raises(click.UsageError):
        parse("workbench matrix teshk.workbench --roll-up sideways")


def usages() -> dict[tuple[str, ...], str]:
    """The usage lines of the help page, by command; a line may go on, further in, on the next."""
    joined = re.sub(r"\n {5,}", " ", COMMAND_LINE)
    found = {}
    for line in re.findall(r"^ {4}workbench ([a-z].*)$", joined, re.M):
        words = line.split()
        path = (
            tuple(words[:2])
            if isinstance(main.commands.get(words[0]), click.Group)
            else (words[0],)
        )
        found[path] = line.split(" ", len(path))[-1]
    return found


def test_the_help_page_shows_every_command():
    assert {path for path in usages() if path[0] in main.commands} == set(LEAVES)


@pytest.mark.parametrize("path", LEAVES, ids=" ".join)
def test_the_help_page_shows_every_argument_and_option(path):
    usage = usages()[path]
    command = LEAVES[path]
    options = {
        option
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    }
    assert set(re.findall(r"--[a-z-]+", usage)) == options
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.required:
            usage = usage.replace(f"{parameter.opts[0]} {parameter.metavar}", "")
    written = re.sub(r"\[--[^]]*\]", "", usage).split()
    arguments = [found for found in command.params if isinstance(found, click.Argument)]
    assert [word.startswith("[") for word in written] == [not found.required for found in arguments]


def test_the_walk_of_the_readme(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    lines = [
        line for line in written_commands() if "water.workbench" in line or "sample teshk" in line
    ]
    assert lines.pop() == "workbench water.workbench"  # opens the window
    for line in lines:
        result = CliRunner().invoke(main, shlex.split(line)[1:])
        assert result.exit_code == 0, (line, result.output)
    assert (
        (tmp_path / "matrix.csv").read_text(encoding="utf-8").startswith("document,actor,concern,n")
    )
    assert "65" in CliRunner().invoke(main, ["info", "water.workbench"]).output


def test_ci_runs_blocks_that_the_readme_has_once():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    texts = re.findall(r'\$\(block "(.*?)"', script)
    assert len(texts) == 2
    for text in texts:
        assert sum(text in block for block in re.findall(r"^```.*?^```", README, re.M | re.S)) == 1


def test_each_set_up_command_does_all_from_a_fresh_clone():
    installs = [block for block in BLOCKS if "pip install" in block]
    assert len(installs) == 2
    for block in installs:
        assert block.startswith("python3 -m venv .venv && ")
        assert "-c requirements.lock" in block
        extras = re.findall(r"\.\[(\w+)\]", block)
        assert set(extras) <= set(PROJECT["optional-dependencies"])
        assert "\n" not in block.strip()
    assert installs[0].strip().endswith(".venv/bin/workbench sample")
    assert "workbench" in PROJECT["scripts"]


def test_links_and_pictures_exist():
    for page in (ROOT / "README.md", *PAGES):
        text = page.read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            assert target.startswith("https://") or (page.parent / target).exists(), (page, target)


def test_pictures_are_all_shown_and_small():
    pictures = sorted((HELP / "pictures").iterdir())
    shown = {ROOT / path for path in re.findall(r"\]\((\S+\.png)\)", README)}
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        shown |= {HELP / path for path in re.findall(r"\]\((\S+\.png)\)", text)}
    assert sorted(shown) == pictures
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in pictures)
    assert all(path.stat().st_size < 250_000 for path in pictures)


def test_scripts_that_the_readme_names_exist():
    for name in re.findall(r"(?:tests/\w+\.py|\.ci/run|tests/bench)", README):
        assert (ROOT / name).exists()


def test_the_table_of_keys_is_that_of_the_commands():
    found = re.search(r"^\| Menu \|.*?(?=\n\n)", README, re.M | re.S)
    assert found
    assert found[0] == keys_page(), "put what commands.keys_page() returns into the README"


KEY = re.compile(r"\b(?:(?:Ctrl|Alt|Shift)\+)+(?:[A-Z]\w*|\d)|\bF\d{1,2}\b")


@pytest.mark.parametrize("page", [ROOT / "README.md", *PAGES], ids=lambda page: page.stem)
def test_keys_named_in_the_text_belong_to_commands(page):
    text = page.read_text(encoding="utf-8")
    assert set(KEY.findall(text)) <= {command.keys for command in COMMANDS}


class OpensHelp:
    def show_help(self, page: str) -> None:
        self.page = page


@pytest.mark.parametrize(
    "command", [found for found in COMMANDS if found.menu == "&Help"], ids=lambda found: found.id
)
def test_pages_of_the_help_menu_exist(command):
    desk = OpensHelp()
    command.run(desk)
    assert desk.page == "keys" or HELP / f"{desk.page}.md" in PAGES


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the place of settings on Linux")
def test_the_place_of_the_settings(tmp_path, monkeypatch):
    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    settings = Settings()
    settings["theme"] = "dark"
    path = re.search(r"Linux \| `~/(.*?)`", README)
    assert path
    assert (tmp_path / path[1]).is_file()


def test_the_number_of_daily_copies():
    assert f"the last {SETTINGS['backups'].default} days" in README


def test_every_library_stands_with_its_licence():
    table = README.split("## Libraries")[1].lower()
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]
    for line in wanted:
        assert Requirement(line).name.removesuffix("-Essentials").lower() in table


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_the_lock_pins_what_the_project_asks_for(python):
    pins = {}
    for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            pin = Requirement(line)
            if pin.marker is None or pin.marker.evaluate({"python_version": python}):
                assert canonicalize_name(pin.name) not in pins
                pins[canonicalize_name(pin.name)] = str(pin.specifier).removeprefix("==")
    asked = [
        Requirement(line)
        for line in [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]
    ]
    for wanted in asked:
        if wanted.marker is None or wanted.marker.evaluate({"python_version": python}):
            assert wanted.specifier.contains(pins[canonicalize_name(wanted.name)])

"""Two analysts at two windows: copy, annotate apart, bring in, decide, hand back, answer, count."""

import pytest
from click.testing import CliRunner

from db import comments, decisions
from workbench.cli import main
from workbench.gui.app import make_window
from workbench.gui.dialogs.merge import MergeDialog
from workbench.gui.matrix.choices import filtered
from workbench.settings import Settings

from ..gui.fixtures import ME, OTHER  # noqa: TID252
from ..gui.hands import Hands  # noqa: TID252

#: keys that decide ten differences: verdict and next, and twice a reason
DECISIONS = (
    "A", "A", "R", "A", "A", "Q", "A", "R", "A", "A",
)  # fmt: skip
REASONS = {2: "One step too far", 5: "Who says so?"}


class Analyst(Hands):
    """Somebody at a window of their own, with settings of their own."""

    def sit_down(self) -> "Analyst":
        """Turn to this window."""
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)
        return self

    def tag_both(self, start: int, end: int, *letters: str) -> None:
        """Select a passage and give it tags in the palette, by keys alone."""
        self.area.select(start, end)
        self.area.setFocus()
        self.press("Return")
        self.type(letters[0])
        for more in letters[1:]:
            self.press("Tab")
            self.type(more)
        self.press("Return")

    def bring_in(self, path) -> None:
        """Bring a file in and agree to what it brings."""
        self.sit_down()
        self.answers.lay_ready(path)
        self.command("review.bring_in")
        self.until(lambda: self.window.findChild(MergeDialog))
        dialog = self.window.findChild(MergeDialog)
        self.until(dialog.isActiveWindow)
        self.press("Return")
        self.until(lambda: not self.window.findChild(MergeDialog))
        self.sit_down()

    @property
    def review(self):
        return self.window.place.review


@pytest.fixture
def mira(hands, small_path):
    hands.window.open_project(small_path, ME)
    return Analyst(hands.window, hands.bot, hands.answers)


@pytest.fixture
def joren(mira, qapp, qtbot, answers, tmp_path):
    """The teammate, at a copy that Mira wrote for them."""
    path = tmp_path / "joren.workbench"
    answers.lay_ready(path)
    mira.window.actions_table["project.copy"].trigger()
    settings = Settings(tmp_path / "joren.json")
    settings["theme"], settings["coder"] = "light", OTHER
    window = make_window(qapp, settings)
    qtbot.addWidget(window)
    window.show()
    window.open_project(path)
    yield Analyst(window, qtbot, answers)
    window.close()


def annotate_apart(mira: Analyst, joren: Analyst) -> None:
    """Eleven passages by Joren; two by Mira at the same places, one ending elsewhere."""
    joren.sit_down()
    for week in range(1, 12):
        start = joren.text.index(f"In week {week} ")
        joren.tag_both(start, joren.text.index(".", start), "kel", "dam")
    mira.sit_down()
    for week, letters, more in ((1, ("kel", "sil"), 0), (2, ("kel", "dam"), 12)):
        start = mira.text.index(f"In week {week} ")
        mira.tag_both(start, mira.text.index(".", start) + more, *letters)


def decide(mira: Analyst) -> int:
    """Decide ten differences by keys alone, and return how many keys that took."""
    before = mira.keys
    for number, letter in enumerate(DECISIONS):
        assert mira.focused() == "review.list"
        assert not mira.review.current.decided
        count = len(mira.review.current.choices)
        mira.press(*[letter] * count)
        assert mira.review.current.decided
        if number in REASONS:
            mira.press("Return")
            mira.type(REASONS[number])
            mira.press("Return")
        else:
            mira.press("J")
    return mira.keys - before


def test_two_analysts_review_each_other_and_hand_back(mira, joren, tmp_path):
    path, theirs = mira.project.path, joren.project.path
    annotate_apart(mira, joren)
    mira.bring_in(theirs)
    assert mira.window.perspective == "review"
    open_before = sum(not one.decided for one in mira.review._deciding.reviewed.differences)
    typed = sum(len(reason) + 1 for reason in REASONS.values())
    assert decide(mira) - typed <= 2 * len(DECISIONS) + 2
    left = sum(not one.decided for one in mira.review._deciding.reviewed.differences)
    assert open_before - left == len(DECISIONS)
    made = decisions.all_decisions(mira.project)

    # The decided project is the file to hand back.
    joren.bring_in(path)
    assert "decisions on your claims" in joren.notice()
    joren.click("notice.action")
    shown = joren.window.place.feedback._dialog
    verdicts = [row.verdict for row in shown.model.rows]
    assert set(verdicts) == {"accept", "reject", "question"}
    assert verdicts[0] == "question"
    assert shown.model.rows[0].reason == "Who says so?"
    joren.until(shown.isActiveWindow)
    joren.press("Tab")
    assert joren.focused() == "feedback.answer"
    joren.type("The gauge at Halmar")
    joren.press("Return")
    asked = next(row.claim for row in shown.model.rows if row.verdict == "question")
    assert [one.text for one in comments.of_claim(joren.project, asked)] == ["The gauge at Halmar"]
    joren.press("Escape")

    # The answer comes back, and the question is settled by it.
    mira.bring_in(theirs)
    assert mira.notice().endswith("1 answer to your questions came with it.")
    mira.click("notice.action")
    assert mira.review.current.answered
    assert mira.focused() == "review.list"
    mira.press("A")
    assert decisions.standing(decisions.all_decisions(mira.project)).claims[asked] == "accept"
    assert mira.review.current.reason == ""  # the question was no reason for that
    assert made.keys() == decisions.all_decisions(mira.project).keys()
    mira.answers.lay_ready(theirs)
    mira.command("review.bring_in")
    assert "nothing new" in mira.notice()

    # The matrix of what was accepted, in the window and by the command line.
    matrix = mira.window.matrix
    mira.command("view.matrix")
    matrix.ask(filtered(matrix.request, decisions="accepted"))
    mira.until(lambda: matrix.view.matrix.request.filter.decisions == "accepted")
    shown_total = matrix.view.matrix.claims.total
    accepted = {
        claim
        for claim, verdict in decisions.standing(
            decisions.all_decisions(mira.project)
        ).claims.items()
        if verdict == "accept"
    }
    assert 0 < shown_total <= len(accepted)
    by_window, by_line = tmp_path / "window.csv", tmp_path / "line.csv"
    mira.answers.lay_ready(by_window)
    mira.command("matrix.export")
    view = ["--groups", "rows", "--where", "decisions=accepted"]  # as the window shows it
    args = ["matrix", str(path), *view, "--out", str(by_line)]
    ran = CliRunner().invoke(main, args)
    assert ran.exit_code == 0, ran.output
    assert by_window.read_text("utf-8") == by_line.read_text("utf-8")

"""What assistive technology is told of the reader."""

from PySide6.QtGui import QAccessible

from workbench.gui.reader.area import ReaderArea

TEXT = "The envoy wrote “no 😀 deal”.\nقال مهندس\u00a0من لجنة\u2028and left."


def test_text_caret_and_selection_are_those_of_the_document(qtbot):
    area = ReaderArea()
    qtbot.addWidget(area)
    area.set_document(TEXT, (), reflow=False)
    area.setAccessibleName("Text of a letter")
    told = QAccessible.queryAccessibleInterface(area)
    assert told.text(QAccessible.Text.Name) == "Text of a letter"
    assert told.role() == QAccessible.Role.EditableText
    assert told.state().readOnly
    words = told.textInterface()
    units = len(TEXT.encode("utf-16-le")) // 2
    assert words.characterCount() == units
    assert words.text(0, units).split() == TEXT.split()
    start, end = TEXT.index("مهندس"), TEXT.index("left")
    area.select(start, end)
    assert words.selectionCount() == 1
    assert words.cursorPosition() == end + 1  # the emoji takes two units
    words.setSelection(0, 4, 9 + 1)
    assert area.selection() == (4, 10)
    words.setCursorPosition(start + 1)
    assert area.selection() == (start, start)
    assert area.caret() == start

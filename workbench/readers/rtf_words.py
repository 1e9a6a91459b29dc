"""What the control words of a rich text file do."""

from dataclasses import dataclass, field, replace

from workbench.readers.errors import Unreadable
from workbench.readers.rtf_flow import Flow, Paragraph, Run
from workbench.readers.rtf_tables import (
    BULLETS,
    CHARACTERS,
    CHARSETS,
    FEET,
    HEADING,
    HEADS,
    INFO,
    KNOWN,
    LINK,
    QUOTES,
    SIGNS,
    UNSEEN,
    known_codec,
)


@dataclass(slots=True)
class _State:
    """What holds in a group, and in those inside it."""

    to: str = "text"  # where words go: text, nowhere, or a table of the file's head
    flow: Flow | None = None
    codec: str = "cp1252"
    skip: int = 1
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    link: str = ""
    in_table: bool = False
    style: int = 0
    outline: int = -1
    rtl: bool = False
    level: int = 0
    field: "list[str] | None" = None  # the instruction of the field about this group


@dataclass(slots=True)
class Interpreter:
    """Takes the parts of a file in their order; then has flows and properties."""

    text: Flow = field(default_factory=Flow)
    notes: list[Flow] = field(default_factory=list)
    heads: list[Flow] = field(default_factory=list)
    feet: list[Flow] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)
    created: str = ""
    comments: int = 0
    ended: bool = False
    _state: _State = field(default_factory=_State)
    _stack: list[_State] = field(default_factory=list)
    _fresh: bool = False  # nothing stands yet in the group
    _starred: bool = False
    _bytes: bytearray = field(default_factory=bytearray)
    _units: list[int] = field(default_factory=list)  # UTF-16, for characters come in halves
    _left: int = 0  # characters to pass over, which stand for one in Unicode
    _default: str = "cp1252"
    _fonts: dict[int, str] = field(default_factory=dict)
    _font: int = 0
    _styles: dict[int, str] = field(default_factory=dict)
    _style_name: list[str] = field(default_factory=list)
    _date: dict[str, int] = field(default_factory=dict)

    # -- groups

    def begin(self, deepest: int) -> None:
        """Open a group."""
        self._flush()
        if len(self._stack) >= deepest:
            raise Unreadable("The file nests deeper than any document: it cannot be read.")
        self._stack.append(self._state)
        self._state = replace(self._state)
        self._fresh, self._starred, self._left = True, False, 0

    def end(self) -> None:
        """Close a group."""
        self._flush()
        self._left, self._fresh = 0, False
        if not self._stack:
            return
        closed, self._state = self._state, self._stack.pop()
        if closed.flow is not None and closed.flow is not self._state.flow:
            closed.flow.close(self._paragraph(closed))
        if closed.to == "stylesheet" and self._style_name:
            self._styles[closed.style] = "".join(self._style_name).strip(" ;").lower()
            self._style_name = []
        if closed.to == "created" and self._state.to != "created":
            date = self._date
            if date.get("yr"):
                self.created = f"{date['yr']:04}-{date.get('mo', 1):02}-{date.get('dy', 1):02}"
        self.ended = not self._stack

    def close(self) -> None:
        """Close whatever a broken file left open."""
        while self._stack:
            self.end()
        self._flush()
        self.text.close(self._paragraph(self._state))

    # -- words

    def run(self, words: bytes) -> None:
        """Take bytes that stand as they are."""
        if self._left:
            passed = min(self._left, len(words))
            self._left -= passed
            words = words[passed:]
        if words:
            self._fresh = False
            self._take_bytes(words)

    def byte(self, value: int) -> None:
        """Take a byte that was written as a number."""
        self._fresh = False
        if self._left:
            self._left -= 1
        else:
            self._take_bytes(bytes((value,)))

    def sign(self, sign: str) -> None:
        """Take a control sign."""
        if sign == "*":
            self._starred = self._fresh
            return
        self._fresh = False
        if self._left:
            self._left -= 1
        elif sign in "\\{}":
            self._take_bytes(sign.encode())
        elif sign in SIGNS:
            self._character(SIGNS[sign])
        elif sign in "\r\n":
            self.control("par", None)

    def _take_bytes(self, words: bytes) -> None:
        if self._state.to == "nowhere":
            return
        if self._units:
            self._flush()
        self._bytes += words

    def _character(self, text: str) -> None:
        self._flush()
        self._say(text)

    def _unicode(self, number: int) -> None:
        if self._bytes:
            self._flush()
        if self._state.to != "nowhere":
            self._units.append(number & 0xFFFF)
        self._left = self._state.skip

    def _flush(self) -> None:
        """Decode what was gathered and give it to where it belongs."""
        if self._bytes:
            text = bytes(self._bytes).decode(self._state.codec, "replace")
            self._bytes.clear()
            self._say(text)
        if self._units:
            raw = b"".join(unit.to_bytes(2, "little") for unit in self._units)
            self._units.clear()
            self._say(raw.decode("utf-16-le", "replace"))

    def _say(self, text: str) -> None:
        state = self._state
        if state.to == "text":
            if not state.hidden:
                run = Run(text, state.bold, state.italic, state.link)
                self._flow().now.runs.append(run)
        elif state.to == "mark":
            mark = (self._flow().now.mark + text).strip()
            self._flow().now.mark = "•" if mark in BULLETS else mark
        elif state.to == "instruction" and state.field is not None:
            state.field.append(text)
        elif state.to == "stylesheet":
            self._style_name.append(text)
        elif state.to in INFO:
            self.told[state.to] = " ".join((self.told.get(state.to, "") + text).split())

    def _flow(self) -> Flow:
        return self._state.flow or self.text

    # -- control words

    def control(self, word: str, number: int | None) -> int:
        """Take a control word; return how many bytes behind it are no text."""
        if word == "bin":
            return max(0, number or 0)
        if self._left and word not in ("u", "uc"):
            self._left -= 1
            return 0
        fresh, starred = self._fresh, self._starred
        self._fresh = self._starred = False
        if word == "u":
            self._unicode(number or 0)
            return 0
        self._flush()
        if (fresh or starred) and self._destination(word, starred):
            return 0
        if self._state.to == "fonttbl":
            self._font_table(word, number)
        elif self._state.to == "created":
            self._date[word] = number or 0
        elif self._state.to == "stylesheet":
            if word == "s":
                self._state.style = number or 0
        elif self._state.to != "nowhere":
            self._text_word(word, number)
        return 0

    def _destination(self, word: str, starred: bool) -> bool:
        """Turn the group to another destination, if the word names one."""
        state = self._state
        if state.to == "nowhere" and word != "ud":
            return True
        if word in UNSEEN or (starred and word not in KNOWN and word not in INFO):
            state.to = "nowhere"
        elif word in ("fonttbl", "stylesheet"):
            state.to = word
        elif word == "ud":
            # The same words as those before it in the group about both, but in Unicode.
            state.to = self._stack[-2].to if len(self._stack) > 1 else "text"
        elif word in ("info", "listtext", "pntext", "fldinst"):
            state.to = {"info": "info", "fldinst": "instruction"}.get(word, "mark")
        elif state.to == "info":
            state.to = {"creatim": "created"}.get(word, word if word in INFO else "nowhere")
        elif word == "pict":
            state.to = "nowhere"
            self._flow().now.runs.append(Run("", what="image"))
        elif word == "annotation":
            self.comments += 1
            state.to = "nowhere"
        elif word in HEADS or word in FEET:
            flow = Flow()
            (self.heads if word in HEADS else self.feet).append(flow)
            self._state = _State(flow=flow, codec=state.codec, skip=state.skip)
        elif word == "footnote":
            flow = Flow()
            self.notes.append(flow)
            self._flow().now.runs.append(Run(str(len(self.notes)), what="note"))
            self._state = _State(flow=flow, codec=state.codec, skip=state.skip)
        elif word == "field":
            state.field = []
        elif word == "fldrslt" and state.field is not None:
            match = LINK.match("".join(state.field))
            state.link = match[1] if match else state.link
        else:
            return False
        return True

    def _font_table(self, word: str, number: int | None) -> None:
        if word == "f":
            self._font = number or 0
        elif word == "fcharset":
            self._fonts[self._font] = CHARSETS.get(number or 0, self._default)
        elif word == "cpg" and number:
            self._fonts[self._font] = known_codec(f"cp{number}", self._default)

    def _text_word(self, word: str, number: int | None) -> None:
        state = self._state
        on = number != 0
        if word in CHARACTERS:
            self._say(CHARACTERS[word])
        elif word in ("b", "ab"):
            state.bold = on
        elif word in ("i", "ai"):
            state.italic = on
        elif word in ("v", "deleted"):
            state.hidden = on
        elif word == "plain":
            state.bold = state.italic = state.hidden = False
        elif word == "f":
            state.codec = self._fonts.get(number or 0, self._default)
        elif word == "uc":
            state.skip = max(0, number if number is not None else 1)
        elif word in ("ansicpg", "mac", "pc", "pca"):
            codec = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}.get(word, f"cp{number}")
            self._default = state.codec = known_codec(codec, "cp1252")
        elif word == "page":
            self._flow().now.runs.append(Run("", what="page"))
        else:
            self._paragraph_word(word, number)

    def _paragraph_word(self, word: str, number: int | None) -> None:
        state = self._state
        if word in ("par", "sect"):
            self._flow().end_paragraph(self._paragraph(state), in_table=state.in_table)
        elif word == "cell":
            self._flow().end_cell(self._paragraph(state))
        elif word == "nestcell":
            self._flow().end_inner_cell(self._paragraph(state))
        elif word == "nestrow":
            self._flow().end_inner_row()
        elif word == "row":
            self._flow().end_row()
        elif word == "pard":
            state.in_table = state.rtl = False
            state.style, state.outline, state.level = 0, -1, 0
        elif word == "intbl":
            state.in_table = True
        elif word == "s":
            state.style = number or 0
        elif word == "outlinelevel":
            state.outline = number if number is not None else -1
        elif word in ("rtlpar", "ltrpar"):
            state.rtl = word == "rtlpar"
        elif word == "ilvl":
            state.level = min(max(number or 0, 0), 8)

    def _paragraph(self, state: _State) -> Paragraph:
        name = self._styles.get(state.style, "")
        match = HEADING.match(name)
        heading = int(match[1]) if match else 1 if name == "title" else 0
        if not heading and 0 <= state.outline < 6:
            heading = state.outline + 1
        return Paragraph(level=state.level, heading=heading, quote=name in QUOTES, rtl=state.rtl)

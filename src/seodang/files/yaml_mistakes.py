"""What the YAML parser's complaints mean, in the words of somebody who writes a lesson."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import yaml

from seodang.files.yaml_sentences import SENTENCES
from seodang.problems import Message, Place, Problem, say

if TYPE_CHECKING:  # the C parser's marks have a type of their own, known to type checkers only
    from yaml._yaml import Mark as CMark
    from yaml.error import Mark as PyMark

Mark: TypeAlias = "PyMark | CMark"


@dataclass(frozen=True, slots=True)
class Complaint:
    """A parser's error: its words, where it stopped, and where it `opened` what it could not end.

    Lines and columns count from 0.
    """

    reason: str
    lines: tuple[str, ...]
    line: int
    column: int
    opened: tuple[int, int]

    @property
    def text(self) -> str:
        """The line the parser stopped at."""
        return self.lines[self.line]


Finding: TypeAlias = tuple[int, int, Message, Message]
"""A line and a column, both from 0, what is wrong there, and what mends it."""

# Lines above the parser's place in which a slip can have led it astray.
_LOOK_BACK: Final = 5
_START: Final = r"^(?P<before> *(?:- +)?)(?P<key>[a-z_][a-z0-9_-]*)"
_WIDE_COLON: Final = re.compile(_START + r"\s*(?P<slip>：)")
_NO_SPACE: Final = re.compile(_START + r":(?P<slip>[^\s/:])")
_ODD_SPACE: Final = re.compile(_START + r":(?P<slip>[\u00a0\u2000-\u200b\u202f\u3000])")
_ODD_INDENT: Final = re.compile(r"^ *(?P<slip>[\u00a0\u2000-\u200b\u202f\u3000\ufeff])")
_ENTRY: Final = re.compile(r"^(?P<key> *(?:- +)*(?:[^\s:\"'#\[{]+: +)?)(?P<value>\S.*?) *$")
_FIRST_KEY: Final = re.compile(r" *- +(?P<first>[^\s:]+):(?: |$)")
_ESCAPE: Final = re.compile(r"escape|hexdec")
_TYPOGRAPHIC: Final = ("“", "”", "‘", "’", "「", "『")


def syntax_problem(error: yaml.MarkedYAMLError, text: str, path: str) -> Problem:
    """Return the problem that a parser's error stands for."""
    complaint = _complaint(error, text)
    tab = _tab(complaint)
    if tab is not None:
        return Problem(
            "yaml-no-tabs",
            Place(path, complaint.line + 1, tab + 1),
            say("YAML does not allow a tab here"),
            say("replace the tab by spaces"),
        )
    return _told(next(_findings(complaint)), path)


def slip_in(text: str, path: str) -> Problem | None:
    """Return the first line that would be a key but for a slip, in a text that has no keys."""
    lines = text.split("\n")
    slips = (slip for number in range(len(lines)) for slip in _slips(lines, number))
    return next((_told(slip, path) for slip in slips), None)


def _told(finding: Finding, path: str) -> Problem:
    line, column, message, fix = finding
    return Problem("yaml-syntax", Place(path, line + 1, column + 1), message, fix)


def _complaint(error: yaml.MarkedYAMLError, text: str) -> Complaint:
    lines = tuple(text.split("\n"))
    last = max((number for number, line in enumerate(lines) if line.strip()), default=0)
    line, column = _clipped(error.problem_mark or error.context_mark, lines, last)
    opened = _clipped(error.context_mark or error.problem_mark, lines, last)
    reason = f"{error.context or ''}: {error.problem or ''}"
    return Complaint(reason, lines, line, column, opened)


def _clipped(mark: Mark | None, lines: tuple[str, ...], last: int) -> tuple[int, int]:
    """Return a mark's place; the end of the file counts as that of the last line with text."""
    if mark is None:
        return 0, 0
    return (last, len(lines[last])) if mark.line > last else (mark.line, mark.column)


def _tab(complaint: Complaint) -> int | None:
    line = complaint.text
    indented = line[: len(line) - len(line.lstrip())]
    if "\t" in indented or line[complaint.column :].startswith("\t"):
        return line.index("\t")
    return None


def _findings(complaint: Complaint) -> Iterator[Finding]:
    """Yield explanations, the most telling first."""
    above = range(complaint.line, max(complaint.line - _LOOK_BACK, -1), -1)
    for number in above:
        yield from _slips(complaint.lines, number)
    for explain in _EXPLANATIONS:
        yield from explain(complaint)
    yield from _in_plain_words(complaint)


def _slips(lines: list[str] | tuple[str, ...], number: int) -> Iterator[Finding]:
    line = lines[number]
    for pattern, message, fix in _SLIPS:
        found = pattern.search(line)
        if found:
            key = found.groupdict().get("key", "")
            yield number, found.start("slip"), say(message.msgid, key=key), say(fix.msgid, key=key)


_SLIPS: Final = (
    (
        _WIDE_COLON,
        say("the colon after '{key}' is a full-width one (：)"),
        say("type the colon in Latin mode, and a space after it: '{key}: '"),
    ),
    (
        _ODD_SPACE,
        say("what stands after '{key}:' looks like a space, but is another character"),
        say("delete it, and type a space"),
    ),
    (
        _NO_SPACE,
        say("a space is missing after '{key}:'"),
        say("put a space after the colon: '{key}: '"),
    ),
    (
        _ODD_INDENT,
        say("this line is indented by a character that only looks like a space"),
        say("delete what stands before the first word, and type spaces"),
    ),
)


def _after_closing(complaint: Complaint) -> Iterator[Finding]:
    """Explain `title: "AI" at work`: the text goes on after its quotes or brackets."""
    before = complaint.text[: complaint.column].rstrip()
    found = _ENTRY.match(complaint.text)
    expected = "did not find expected" in complaint.reason or "but found" in complaint.reason
    if not (expected and before.endswith(('"', "'", "]", "}")) and found):
        return
    value = found["value"]
    column = found.start("value")
    if value[0] in "\"'":
        message = say("the text goes on after the quote that closes it")
    elif value[0] in "[{":
        message = say("a text that begins with a bracket needs quotes")
    else:
        return
    yield complaint.line, column, message, put_in_quotes(value)


def put_in_quotes(value: str) -> Message:
    """Say how a text is written in quotes."""
    if "'" not in value:
        return say("put the whole text in quotes: {written}", written=f"'{value}'")
    if '"' not in value and "\\" not in value:
        return say("put the whole text in quotes: {written}", written=f'"{value}"')
    return say("write | after the colon, and the text on the next line, indented by two spaces")


def _too_deep_a_key(complaint: Complaint) -> Iterator[Finding]:
    """Explain a key that is indented below a text: it would go on with that text."""
    found = re.match(r"( +)(?:- +)?[^\s:]+:(?: |$)", complaint.text)
    above = complaint.lines[complaint.line - 1] if complaint.line else ""
    if "mapping values" in complaint.reason and found and found.end() >= complaint.column + 1:
        yield (
            complaint.line,
            len(found[1]),
            say("this key is indented more than the line above it allows"),
            say("begin it in the same column as '{above}'", above=above.strip()[:30]),
        )


def _too_shallow_a_key(complaint: Complaint) -> Iterator[Finding]:
    """Explain a key of an entry in a list that stands below its `-` instead of its first key."""
    key = re.match(r"( *)(?P<key>[^\s:\-#][^\s:]*):(?: |$)", complaint.text)
    if "expected '-' indicator" not in complaint.reason or key is None:
        return
    above = (complaint.lines[n] for n in range(complaint.line - 1, -1, -1))
    entry = next((found for found in map(_FIRST_KEY.match, above) if found), None)
    if entry is not None:
        yield (
            complaint.line,
            key.start("key"),
            say("'{key}' stands outside the entry above it", key=key["key"]),
            say(
                "begin '{key}' in the same column as '{first}'",
                key=key["key"],
                first=entry["first"],
            ),
        )


def _colon_in_text(complaint: Complaint) -> Iterator[Finding]:
    """Explain `title: one: two`."""
    found = _ENTRY.match(complaint.text)
    if "mapping values" not in complaint.reason or not found or not found["key"].strip():
        return
    value = found["value"]
    if complaint.column <= found.start("value"):
        return
    if value.startswith(_TYPOGRAPHIC):
        message = say("'{sign}' is not a quote to YAML", sign=value[0])
        plain = value.strip("“”‘’「」『』")
        yield complaint.line, found.start("value"), message, put_in_quotes(plain)
    else:
        message = say("a second colon with a space after it stands in this text")
        yield complaint.line, complaint.column, message, put_in_quotes(value)


def _backslash(complaint: Complaint) -> Iterator[Finding]:
    """Explain a backslash in double quotes that begins no escape."""
    column = complaint.text.rfind("\\", 0, complaint.column + 1)
    if "quoted scalar" in complaint.reason and _ESCAPE.search(complaint.reason):
        yield (
            complaint.line,
            max(column, 0),
            say("between double quotes a backslash has a meaning of its own"),
            say("use single quotes, or write two backslashes"),
        )


_EXPLANATIONS: Final[tuple[Callable[[Complaint], Iterator[Finding]], ...]] = (
    _backslash,
    _after_closing,
    _too_deep_a_key,
    _too_shallow_a_key,
    _colon_in_text,
)


def _in_plain_words(complaint: Complaint) -> Iterator[Finding]:
    problem = complaint.line, complaint.column
    for pattern, at_opening, message, fix in SENTENCES:
        if re.search(pattern, complaint.reason):
            yield (*(complaint.opened if at_opening else problem), message, fix)
    yield (
        *problem,
        say("this is not YAML: {reason}", reason=complaint.reason.removeprefix(": ")),
        say("look at this line and the one before it: a colon, quote or bracket may be missing"),
    )

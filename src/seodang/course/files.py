"""Reading authors' files: UTF-8, inside the repository, of sensible size, or a problem."""

from __future__ import annotations

import codecs
import unicodedata
from pathlib import Path
from typing import Final

from seodang.problems import Place, Problem, say

LARGEST_TEXT: Final = 5_000_000
"""Bytes above which a text file is not read (a notebook with stripped outputs is far smaller)."""

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(root: Path, path: str) -> str | Problem:
    """Read the file at `path` below `root` as text with LF line ends, in NFC.

    Returns the text, or the one problem that keeps it from being read. macOS writes
    decomposed Hangul and Windows CRLF; both are taken as they were meant.
    """
    raw = read_bytes(root, path)
    return raw if isinstance(raw, Problem) else _decoded(raw, path)


def read_bytes(root: Path, path: str) -> bytes | Problem:
    """Read the file at `path` below `root`, or say why it cannot be read."""
    file = root / path
    try:
        if not file.resolve(strict=True).is_relative_to(root.resolve()):
            return _outside(path)
        size = file.stat().st_size
        if size > LARGEST_TEXT:
            return _too_large(path, size)
        return file.read_bytes()
    except (OSError, RuntimeError) as error:
        return _unreadable(path, error)


def names_in(root: Path, folder: str) -> list[str]:
    """Return the names in a folder in their order; none where it cannot be read."""
    try:
        return sorted(entry.name for entry in (root / folder).iterdir())
    except OSError:
        return []


def spelled(root: Path, path: str) -> str | None:
    """Return a path as the file system spells it, or None where nothing is there.

    Windows and macOS find `Images/A.svg` under `images/a.svg`; a web server does not.
    """
    if _is_exactly(root, path):
        return path
    found = ""
    for part in path.split("/"):
        names = {_folded(name): name for name in names_in(root, found)}
        exact = part if part in names.values() else names.get(_folded(part))
        if exact is None:
            return None
        found = f"{found}/{exact}" if found else exact
    return found


def _is_exactly(root: Path, path: str) -> bool:
    """Whether the path leads somewhere on a file system that heeds capitals: the quick answer."""
    return is_there(root / path) and not is_there(root / path.swapcase())


def is_there(file: Path) -> bool:
    """Whether anything is at a path; what cannot even be asked for is not there."""
    try:
        return file.exists()
    except (OSError, ValueError):
        return False


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _decoded(raw: bytes, path: str) -> str | Problem:
    if raw.startswith(_UTF16_MARKS):
        return _wrong_encoding(path, 1, 1, "UTF-16")
    if raw.startswith(codecs.BOM_UTF8):
        return Problem(
            "file-encoding",
            Place(path),
            say("'{path}' begins with a byte order mark (BOM)", path=path),
            say('save the file again as "UTF-8", not "UTF-8 with BOM"'),
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return _wrong_encoding(path, line, column, _likely_encoding(raw))
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return _control_character(text, path) or text


def _control_character(text: str, path: str) -> Problem | None:
    if "\0" not in text:
        return None
    before = text[: text.index("\0")]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return _wrong_encoding(path, line, column, "a binary format")


def _likely_encoding(raw: bytes) -> str:
    try:
        raw.decode("cp949")
    except UnicodeDecodeError:
        return "an unknown encoding"
    return "CP949 (EUC-KR)"


def _wrong_encoding(path: str, line: int, column: int, encoding: str) -> Problem:
    return Problem(
        "file-encoding",
        Place(path, line, column),
        say("'{path}' is not UTF-8 text, but probably {encoding}", path=path, encoding=encoding),
        say('open it in an editor and save it again with the encoding "UTF-8"'),
    )


def _outside(path: str) -> Problem:
    return Problem(
        "file-inside-repository",
        Place(path),
        say("'{path}' is a symbolic link that leads out of the repository", path=path),
        say("copy the file itself into the repository in its place"),
    )


def _too_large(path: str, size: int) -> Problem:
    return Problem(
        "file-size",
        Place(path),
        say(
            "'{path}' has {size} MB; text files may have {limit} MB",
            path=path,
            size=f"{size / 1e6:.1f}",
            limit=LARGEST_TEXT // 1_000_000,
        ),
        say("remove outputs or embedded data, or move the data into the lesson's data/ folder"),
    )


def _unreadable(path: str, error: OSError | RuntimeError) -> Problem:
    reason = getattr(error, "strerror", None) or str(error)
    return Problem(
        "file-readable",
        Place(path),
        say("'{path}' cannot be read: {reason}", path=path, reason=reason),
        say("see that the file is there and that you may read it"),
    )

"""Reading authors' files: UTF-8, inside the repository, of sensible size, or a problem."""

from __future__ import annotations

import codecs
import errno
import hashlib
import os
import re
import stat
import sys
import unicodedata
from pathlib import Path
from typing import Final

from seodang.problems import Message, Place, Problem, say

LARGEST_TEXT: Final = 5_000_000
"""Bytes above which a text file is not read (a notebook with stripped outputs is far smaller)."""
LARGEST_FILE: Final = 50_000_000
"""Bytes above which no file is read: some hosts of sites take no larger one."""

_UTF16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What git leaves in a file whose two versions it could not join.
_CONFLICT: Final = re.compile(r"^<{7} .*\n(?:.*\n)*?={7}\n(?:.*\n)*?>{7} ", re.MULTILINE)


def read_text(root: Path, path: str) -> str | Problem:
    """Read the file at `path` below `root` as text with LF line ends, in NFC.

    Returns the text, or the one problem that keeps it from being read. macOS writes
    decomposed Hangul and Windows CRLF; both are taken as they were meant.
    """
    return read_hashed(root, path)[0]


def read_hashed(root: Path, path: str) -> tuple[str | Problem, str]:
    """Read a text as `read_text` does; returns also the SHA-256 of its file, in hex.

    What cannot be read has an empty digest.
    """
    raw = read_bytes(root, path, LARGEST_TEXT)
    if isinstance(raw, Problem):
        return raw, ""
    return _decoded(raw, path), hashlib.sha256(raw).hexdigest()


def read_bytes(root: Path, path: str, largest: int = LARGEST_FILE) -> bytes | Problem:
    """Read the file at `path` below `root`, or say why it cannot be read."""
    path_stored = stored(root, path)
    try:
        file = f"{root}/{path_stored}"
        if not meets_no_link(root, path_stored):
            real = Path(file).resolve(strict=True)
            if not real.is_relative_to(root.resolve()):
                return outside(path)
        found = os.stat(file)  # noqa: PTH116 (a Path for each of thousands takes longer)
        if not stat.S_ISREG(found.st_mode):
            return _no_file(path)
        with open(file, "rb") as opened:  # noqa: PTH123
            raw = opened.read(largest + 1)
        return raw if len(raw) <= largest else _too_large(path, found.st_size, largest)
    except (OSError, RuntimeError) as error:  # RuntimeError: a circle of symbolic links
        return unreadable(path, error)


def meets_no_link(root: Path, path: str) -> bool:
    """Whether a path is plain on all its way, so that it need not be resolved, which takes long."""
    parts = path.split("/")
    if ".." in parts or path.startswith("/") or sys.platform == "win32":  # which has junctions
        return False
    ways = ("/".join(parts[: end + 1]) for end in range(len(parts)))
    return not any(os.path.islink(f"{root}/{way}") for way in ways)  # noqa: PTH114


def _decoded(raw: bytes, path: str) -> str | Problem:
    if raw.startswith(codecs.BOM_UTF8):
        return _byte_order_mark(path)
    if raw.startswith(_UTF16_MARKS):
        return _wrong_encoding(path, "", _probably(path, "UTF-16"))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _wrong_encoding(path, raw[: error.start].decode("utf-8"), _no_utf8(raw, path))
    text = unicodedata.normalize("NFC", _with_line_feeds(text))
    if "\0" in text:
        before = text[: text.index("\0")]
        # Half of a UTF-16 file of Latin letters is NUL; a picture or a program has fewer.
        if raw.count(0) > len(raw) // 3:
            return _wrong_encoding(path, before, _probably(path, "UTF-16"))
        return _no_text(path, before)
    return merge_in(text, path) or text


def merge_in(text: str, path: str) -> Problem | None:
    """Say where a text still has the marks of an unfinished merge, or return None."""
    text = _with_line_feeds(text)
    conflict = _CONFLICT.search(text) if "\n>>>>>>> " in text else None
    return _unfinished_merge(path, text[: conflict.start()]) if conflict else None


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def place_behind(text: str, path: str) -> Place:
    """Return the place that follows a file's text up to somewhere."""
    text = _with_line_feeds(text)
    return Place(path, text.count("\n") + 1, len(text) - text.rfind("\n"))


def _no_utf8(raw: bytes, path: str) -> Message:
    try:
        raw.decode("cp949")
    except UnicodeDecodeError:
        return say("'{path}' is not UTF-8 text", path=path)
    return _probably(path, "CP949 (EUC-KR)")


def _probably(path: str, encoding: str) -> Message:
    return say("'{path}' is not UTF-8 text, but probably {encoding}", path=path, encoding=encoding)


def _byte_order_mark(path: str) -> Problem:
    return Problem(
        "file-encoding",
        Place(path),
        say("'{path}' begins with a byte order mark (BOM)", path=path),
        say('save the file again as "UTF-8", not "UTF-8 with BOM"'),
    )


def _wrong_encoding(path: str, before: str, message: Message) -> Problem:
    return Problem(
        "file-encoding",
        place_behind(before, path),
        message,
        say('open it in an editor and save it again with the encoding "UTF-8"'),
    )


def _no_text(path: str, before: str) -> Problem:
    return Problem(
        "file-encoding",
        place_behind(before, path),
        say("no text has the character (NUL) that stands here"),
        say("delete it; if '{path}' is a picture or a program, name it as one", path=path),
    )


def _unfinished_merge(path: str, before: str) -> Problem:
    return Problem(
        "file-merged",
        place_behind(before, path),
        say("an unfinished merge has left its marks in '{path}'", path=path),
        say("keep the lines you want, and remove those with <<<<<<<, ======= and >>>>>>>"),
    )


def outside(path: str) -> Problem:
    """Say that a file or folder is a symbolic link out of the repository."""
    return Problem(
        "file-inside-repository",
        Place(path),
        say("'{path}' is a symbolic link that leads out of the repository", path=path),
        say("copy what it leads to into the repository in its place"),
    )


def _no_file(path: str) -> Problem:
    return Problem(
        "file-readable",
        Place(path),
        say("'{path}' is a folder or a device, not a file", path=path),
        say("rename it, and write a file of this name"),
    )


def _too_large(path: str, size: int, largest: int) -> Problem:
    return Problem(
        "file-size",
        Place(path),
        say(
            "'{path}' has {size} MB; at most {limit} MB of it can be used",
            path=path,
            size=f"{size / 1e6:.1f}",
            limit=largest // 1_000_000,
        ),
        say("remove outputs or embedded data, or move the data into the lesson's data/ folder")
        if largest == LARGEST_TEXT
        else say("make it smaller, or link to it where it is on the web"),
    )


def unreadable(path: str, error: OSError | RuntimeError) -> Problem:
    """Say what keeps a file or folder from being read."""
    if isinstance(error, PermissionError):
        message = say("you may not read '{path}'", path=path)
        fix = say("change its permissions, or ask its owner")
    elif isinstance(error, RuntimeError) or error.errno == errno.ELOOP:
        message = say("'{path}' is a symbolic link that leads to itself", path=path)
        fix = say("delete it, and put the file itself in its place")
    else:
        reason = error.strerror or str(error)
        message = say("'{path}' cannot be read: {reason}", path=path, reason=reason)
        fix = say("see that the file is there, and try again")
    return Problem("file-readable", Place(path), message, fix)


def names_in(root: Path, folder: str) -> list[str]:
    """Return the names in a folder in their order; none where it cannot be read."""
    try:
        return sorted(entry.name for entry in (root / folder).iterdir())
    except OSError:
        return []


def files_below(root: Path, folder: str) -> list[str]:
    """Return the files in a folder and those in it, relative to it, in their order."""
    files = (file for file in (root / folder).rglob("*") if is_there(file) and file.is_file())
    return sorted(file.relative_to(root / folder).as_posix() for file in files)


def stored(root: Path, path: str) -> str:
    """Return a path as it lies on the disk: files from macOS may have their Hangul in single letters.

    In texts a path is composed (NFC); what is on no disk is returned as it is.
    """
    if path.isascii() or is_there(root / path):
        return path
    decomposed = unicodedata.normalize("NFD", path)
    return decomposed if is_there(root / decomposed) else path


def spelled(root: Path, path: str) -> str | None:
    """Return a path as the file system spells it, or None where nothing is there.

    A name that differs only in being decomposed, which `stored` finds, is spelled the same.

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
    return path if found == unicodedata.normalize("NFD", path) else found


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

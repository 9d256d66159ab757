"""Which files of an output builds have made: others are kept and named, never removed in silence.

The list lies in the output itself, so that one whose `.seodang/` is gone still knows.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from seodang.cache.store import replace_file
from seodang.output.artefact import Output
from seodang.outputs import HOME_PAGE
from seodang.problems import Place, Problem, say
from seodang.rules import Severity

FILE_LIST: Final = ".seodang-files"
"""The name of the list in an output; what begins with a dot is published nowhere."""
_SIGN: Final = b"assets/seodang/"
_SHOWN: Final = 5


def made_files(folder: Path, there: Collection[str]) -> frozenset[str]:
    """Return the addresses of the files that builds have made in a folder; `there` are all in it.

    In a folder without a list they are all, if its first page is one of ours: it was built by an
    earlier version, or `mkdocs build` wrote it.
    """
    # An output within this one that the course no longer has left its own list.
    inner = [address for address in there if address.endswith(f"/{FILE_LIST}")]
    theirs = {
        f"{at.removesuffix(FILE_LIST)}{n}" for at in inner for n in _listed(folder / at) or ()
    }
    listed = _listed(folder / FILE_LIST)
    if listed is None:
        return frozenset(there) if _is_ours(folder / HOME_PAGE) else frozenset(theirs)
    return frozenset({*listed, *theirs, *inner})


def _listed(file: Path) -> list[str] | None:
    text = file.read_bytes() if file.is_file() else None
    return None if text is None else text.decode(errors="replace").splitlines()


def _is_ours(page: Path) -> bool:
    return page.is_file() and _SIGN in page.read_bytes()


def list_files(folder: Path, addresses: Iterable[str]) -> None:
    """Write the list."""
    lines = "".join(f"{address}\n" for address in sorted(addresses)).encode()
    file = folder / FILE_LIST
    if file.is_dir() and not file.is_symlink():
        shutil.rmtree(file)  # nothing but the list has this name
    if file.is_symlink() or not file.is_file() or file.read_bytes() != lines:
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(file, lines)


def files_of_others(
    output: Output, others: Collection[str], staged: Collection[str]
) -> list[Problem]:
    """Return an error where what is staged would replace a file that no build made, else a warning.

    `others` are the addresses of such files, `staged` those whose files are new or have other
    bytes than the ones in the output.
    """
    above = {str(folder) for address in staged for folder in PurePosixPath(address).parents}
    in_the_way = [
        one
        for one in sorted(others)
        if one in staged
        or one in above
        or any(str(n) in staged for n in PurePosixPath(one).parents)
    ]
    if in_the_way:
        return [
            Problem(
                "output-made-here",
                Place(output.folder.name),
                say("no build made {files}, which this one would replace", files=named(in_the_way)),
                say("move them elsewhere, then build again"),
                Severity.ERROR,
            )
        ]
    return [
        Problem(
            "output-made-here",
            Place(output.folder.name),
            say("no build made {files}; they stay, and are published", files=named(sorted(others))),
            say("put them into 'theme/', from where each build copies them, or delete them"),
        )
    ] * bool(others)


def named(addresses: Sequence[str]) -> str:
    """Name some files: the first few of many."""
    shown = ", ".join(f"'{address}'" for address in addresses[:_SHOWN])
    return shown if len(addresses) <= _SHOWN else f"{shown} … ({len(addresses)})"

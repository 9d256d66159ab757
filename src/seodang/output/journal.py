"""Bringing a finished site into its place, file by file, so that a crash leaves whole pages.

Everything is made in a folder beside. Then a journal names what is to be replaced and removed,
and only then is the first published file touched. Whoever finds a journal completes it.
"""

from __future__ import annotations

import errno
import glob
import json
import os
import posixpath
import shutil
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

from seodang.cache.store import replace_file
from seodang.output.artefact import Output, is_page

_STAGING: Final = "-new-"


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between a site and the one that replaces it, as addresses."""

    replaced: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Staging:
    """The folder in which one build makes an output, and the journal of that output beside it."""

    folder: Path
    journal: Path

    def clear(self) -> None:
        """Forget what is being made."""
        shutil.rmtree(self.folder, ignore_errors=True)


def staging_in(state: Path, output: str) -> Staging:
    """Return a new staging folder of an output within the folder of generated state."""
    name = f"{output}{_STAGING}{os.urandom(8).hex()}"
    return Staging(state / name, state / f"{output}-journal.json")


def publish(staging: Staging, output: Output, change: Change) -> None:
    """Make an output what was staged; whoever is killed is completed by the next who comes."""
    journal = {
        "staging": staging.folder.name,
        "replaced": change.replaced,
        "removed": change.removed,
    }
    replace_file(staging.journal, json.dumps(journal).encode())
    complete(staging, output.folder)


def complete(staging: Staging, site: Path) -> None:
    """Finish what a journal names; without a journal there is nothing to finish.

    A journal that names anything but files of the site and of a staging folder is not ours.
    """
    journal = _journal(staging.journal)
    if journal is not None:
        folder = staging.journal.parent / journal["staging"]
        ready: set[Path] = set()
        is_plain = cache(lambda at: lies_in(folder, at))
        # Builds stage no links: what lies behind one is not theirs to move.
        for address in journal["replaced"] if not folder.is_symlink() else ():
            if is_plain(posixpath.dirname(address)) and not (folder / address).is_symlink():
                _move(folder / address, site, address, ready)
        for address in journal["removed"]:
            remove_file(site, address)
        shutil.rmtree(folder, ignore_errors=True)
    staging.journal.unlink(missing_ok=True)


def clear_abandoned(staging: Staging) -> None:
    """Remove what killed builds of an output have staged: no other is at work now."""
    name = staging.journal.name.removesuffix("-journal.json")
    for folder in staging.journal.parent.glob(f"{glob.escape(name)}{_STAGING}*"):
        if folder.is_symlink():
            folder.unlink()
        elif folder != staging.folder:
            shutil.rmtree(folder, ignore_errors=True)


def _journal(file: Path) -> dict[str, Any] | None:
    try:
        journal = json.loads(file.read_bytes())
        addresses = [journal["staging"], *journal["replaced"], *journal["removed"]]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    is_ours = all(map(is_address, addresses)) and _STAGING in addresses[0]
    return journal if is_ours and "/" not in addresses[0] else None


def is_address(value: object) -> bool:
    """Whether a value names a file below a folder, on every system."""
    if not isinstance(value, str) or "\\" in value or ":" in value.partition("/")[0]:
        return False
    return not {"", ".", ".."} & set(value.split("/"))


def difference(
    staging: Staging,
    output: Output,
    there: Collection[str],
    made: Collection[str],
    still: Collection[str],
) -> Change:
    """Compare what is staged with an output; files whose bytes are the same stay untouched.

    What is `still` right in its folder need not be staged; of all else that is `there` only what
    builds have `made` is removed.
    """
    new, old = staging.folder, output.folder
    addresses = sorted(output.files(new))
    # What is reached through a link alone does not stand in the site.
    kept = [n for n in addresses if n in there and _is_same(new / n, old / n)]
    replaced = set(addresses) - set(kept)
    kept += sorted(set(still) - set(addresses))
    gone = (set(there) & set(made)) - set(addresses) - set(still)
    return Change(_in_safe_order(replaced), _in_safe_order(gone)[::-1], tuple(kept))


def _in_safe_order(addresses: Iterable[str]) -> tuple[str, ...]:
    """Put pages last: what a page asks for is there before the page asks for it."""
    return tuple(sorted(addresses, key=lambda address: (is_page(address), address)))


def _is_same(new: Path, old: Path) -> bool:
    if not old.is_file() or old.is_symlink() or new.stat().st_size != old.stat().st_size:
        return False
    return new.read_bytes() == old.read_bytes()


def lies_in(folder: Path, address: str) -> bool:
    """Whether no link stands on the way to an address below a folder."""
    ways = accumulate(address.split("/"), posixpath.join)
    return not any((folder / way).is_symlink() for way in ways)


def _move(new: Path, site: Path, address: str, ready: set[Path]) -> None:
    """Move a file into the site; `ready` are the folders of which it is known that they are folders."""
    if not new.exists():
        return  # an earlier run, cut short later, moved it already
    old = site / address
    if old.parent not in ready:
        _make_folders(old, site)
        ready.add(old.parent)
    if old.is_dir() and not old.is_symlink():
        shutil.rmtree(old)  # it took the file's name
        ready.clear()
    try:
        new.replace(old)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        replace_file(old, new.read_bytes())  # the site lies on another disk
        new.unlink()


def _make_folders(file: Path, site: Path) -> None:
    """Make the folders above a file, removing what is in the way: a file of such a name, a link."""
    for folder in reversed(file.parents[: len(file.parents) - len(site.parents)]):
        if folder.is_file() or folder.is_symlink():
            folder.unlink()
    file.parent.mkdir(parents=True, exist_ok=True)


def remove_file(site: Path, address: str) -> None:
    """Remove a file of a site, and the folders that it leaves empty; what took its name stays."""
    file = site / address
    if not is_address(address) or not lies_in(site, posixpath.dirname(address)):
        return  # it does not lie in the site
    if file.is_file() or file.is_symlink():
        file.unlink()
    for folder in file.parents[: len(file.parents) - len(site.parents) - 1]:
        with suppress(OSError):  # something else still lies in it
            folder.rmdir()

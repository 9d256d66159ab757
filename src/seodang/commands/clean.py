"""`clean`: generated files go, authored files stay."""

from __future__ import annotations

import errno
import shutil
import sys
import time
from pathlib import Path
from typing import Final

import click

from seodang.cache.file_states import states_of
from seodang.cache.pruning import age_of, drop_unused, size_of
from seodang.cache.state_folder import refuse_foreign_place
from seodang.commands.options import NO_WAIT, Options, takes
from seodang.commands.terminal import tell
from seodang.output.journal import remove_file
from seodang.output.made_files import FILE_LIST, made_files, named
from seodang.outputs import output_folders

_TRIES: Final = 5


def _age(text: str) -> float:
    seconds = age_of(text)
    if seconds is None:
        raise click.BadParameter("12h, 30d, 4w")
    return seconds


def _size(text: str) -> int:
    size = size_of(text)
    if size is None:
        raise click.BadParameter("500MB, 2GB")
    return size


@click.command("clean")
@takes(NO_WAIT)
@click.option("--cache", "is_cache_only", is_flag=True, help="Empty the cache, keep the site.")
@click.option("--older", metavar="AGE", type=_age, help="Drop only what was not used: 30d.")
@click.option("--max", "most", metavar="SIZE", type=_size, help="Drop down to a size: 2GB.")
def command(options: Options, *, is_cache_only: bool, older: float | None, most: int | None) -> int:
    """Remove what builds have made."""
    if older is not None or most is not None:
        return _bound(options, older, most)
    with options.at_work("clean"):
        _remove(options.state.path)
        tell(options.speech("removed {path}", path=_shown(options, options.state.path)))
        for folder in () if is_cache_only else output_folders(options.root):
            _empty(options, folder)
    return 0


def _empty(options: Options, folder: Path) -> None:
    """Remove the files of an output, and name those that no build made."""
    refuse_foreign_place(folder)
    there = states_of(folder)
    made = made_files(folder, there)
    others = sorted(there.keys() - made)
    for address in made:
        remove_file(folder, address)
    (folder / FILE_LIST).unlink(missing_ok=True)
    if made:
        tell(options.speech("removed {path}", path=_shown(options, folder)))
    if others:
        said = "no build made {files}: they stay in {path}"
        path = _shown(options, folder)
        tell(options.speech(said, files=named(others), path=path), err=True)


def _shown(options: Options, path: Path) -> Path:
    return path.relative_to(options.root) if path.is_relative_to(options.root) else path


def _bound(options: Options, older: float | None, most: int | None) -> int:
    """Hold the cache in bounds instead of emptying it: `older` in seconds, `most` in bytes."""
    dropped = drop_unused(options.state.store, time.time(), older, most)
    tell(
        options.speech(
            "dropped {entries} entries of the cache ({megabytes} MB); {left} MB are left",
            entries=dropped.entries,
            megabytes=f"{dropped.bytes / 1e6:.1f}",
            left=f"{dropped.left_bytes / 1e6:.1f}",
        )
    )
    return 0


def _remove(path: Path) -> None:
    if not path.is_dir() or path.is_symlink():
        path.unlink(missing_ok=True)
        return
    for _ in range(_TRIES):
        try:
            shutil.rmtree(path)
        except OSError as error:
            # A check writes while this removes; Windows keeps the lock, which is open.
            if error.errno not in (errno.ENOTEMPTY, errno.ENOENT) and sys.platform != "win32":
                raise
        else:
            return

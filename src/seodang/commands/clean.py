"""`clean`: generated files go, authored files stay."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import click

from seodang.commands.options import Options


def clean_command(
    options: Options, *, is_cache_only: bool, older: float | None, most: int | None
) -> int:
    """Empty the store and, unless only the cache was meant, the site; return the exit code.

    With `older` (seconds) or `most` (bytes) the cache is not emptied, but held in these bounds.
    """
    if older is not None or most is not None:
        return _bound(options, older, most)
    generated = [options.root / ".seodang"]
    if not is_cache_only:
        generated += _published(options.root / "site")
    for path in generated:
        if path.exists():
            click.echo(options.speech("removed {path}", path=path.relative_to(options.root)))
            _remove(path)
    return 0


def _bound(options: Options, older: float | None, most: int | None) -> int:
    from seodang.cache.pruning import drop_unused

    dropped = drop_unused(options.root / ".seodang" / "store", time.time(), older, most)
    click.echo(
        options.speech(
            "dropped {entries} entries of the cache ({megabytes} MB); {left} MB are left",
            entries=dropped.entries,
            megabytes=f"{dropped.bytes / 1e6:.1f}",
            left=f"{dropped.left_bytes / 1e6:.1f}",
        )
    )
    return 0


def _published(site: Path) -> list[Path]:
    # `.gitignore` is the one file of the site that is kept in git.
    return [path for path in sorted(site.glob("*")) if path.name != ".gitignore"]


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()

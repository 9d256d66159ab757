"""Sharing outputs between machines."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from seodang.cache.state_folder import StateFolder
from seodang.cache.store import OUTPUTS, Key, Store

SHARED: Final = "SEODANG_CACHE"
"""The environment variable that names a folder of outputs made elsewhere."""
WRITABLE: Final = "SEODANG_CACHE_WRITE"
"""Set to 1, new outputs are also put there. Whoever may write a cache writes pages."""


class SharedStore(Store):
    """A store that looks for outputs it lacks in a shared folder.

    What it finds there is copied, so that the folder may be away the next time. Only outputs of
    notebooks are taken: pages are always made here.
    """

    def __init__(self, folder: Path, secret: bytes, shared: Path, *, is_writable: bool) -> None:
        super().__init__(folder, secret)
        self._shared = Store(shared)
        self._is_writable = is_writable

    def load(self, kind: str, key: Key) -> bytes | None:
        """Return an entry's bytes, from here or from the shared folder."""
        content = super().load(kind, key)
        if content is None and kind == OUTPUTS:
            content = self._shared.load(kind, key)
            if content is not None:
                super().save(kind, key, content)
        return content

    def save(self, kind: str, key: Key, content: bytes) -> None:
        """Keep an entry here, and in the shared folder where that is allowed."""
        super().save(kind, key, content)
        if self._is_writable and kind == OUTPUTS:
            self._shared.save(kind, key, content)

    def drop(self, kind: str, key: Key) -> None:
        """Remove an entry here, and from the shared folder where that is allowed."""
        super().drop(kind, key)
        if self._is_writable and kind == OUTPUTS:
            self._shared.drop(kind, key)


def open_store(state: StateFolder, environ: Mapping[str, str]) -> Store:
    """Open the store of a course, with the shared cache that the environment names, if any."""
    shared = environ.get(SHARED)
    if not shared:
        return Store(state.store, state.secret)
    is_writable = environ.get(WRITABLE) == "1"
    return SharedStore(state.store, state.secret, Path(shared), is_writable=is_writable)

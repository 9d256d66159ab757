"""Every edition by its name: what an output is made as."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final, TypeAlias

from seodang.cache.store import Store
from seodang.documents.documents import Documents
from seodang.editions.site.site_edition import site_producers
from seodang.output.artefact import Producer
from seodang.rendering.render import Rendered

Edition: TypeAlias = Callable[[Documents, Rendered, Store, date], Sequence[Producer]]
"""Returns who makes the files of an output, in the order in which they are made."""

EDITIONS: Final[Mapping[str, Edition]] = {"site": site_producers}

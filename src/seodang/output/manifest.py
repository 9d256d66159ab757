"""What is known of the published site: what each page was made from, and how its files look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from seodang.cache.store import Key, Store, key_of
from seodang.output.journal import State

_KIND: Final = "site"
_KEY: Final = key_of("site manifest", 2)


@dataclass(frozen=True, slots=True)
class PageRecord:
    """What a page was made from: the key of its surroundings, its content, the files it shows."""

    around: Key
    fragment: Key | None
    assets: Mapping[str, Key] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a site was made from; `rest` stands for all that is no page and no page's file.

    `states` gives size and time of every file as the build left it: a file that looks otherwise
    is not ours any more. `setting` stands for all that decides what pages show beside their own
    content (see `page_keys.setting_key`).
    """

    rest: Key | None = None
    pages: Mapping[str, PageRecord] = field(default_factory=dict)
    states: Mapping[str, State] = field(default_factory=dict)
    setting: Key | None = None

    def files_of_rest(self) -> frozenset[str]:
        """Return the addresses of the files that belong to no page."""
        assets = (address for page in self.pages.values() for address in page.assets)
        return frozenset(self.states).difference(self.pages, assets)


def last_manifest(store: Store) -> Manifest:
    """Return what is known of the last site; nothing where it is forgotten or was not kept."""
    value = store.load_json(_KIND, _KEY)
    return Manifest() if value is None else _from_json(value)


def keep_manifest(manifest: Manifest, store: Store) -> None:
    """Keep what is known of a site."""
    pages = {n: [page.around, page.fragment, page.assets] for n, page in manifest.pages.items()}
    value = {"rest": manifest.rest, "pages": pages, "states": manifest.states}
    store.save_json(_KIND, _KEY, {**value, "setting": manifest.setting})


def _from_json(value: Any) -> Manifest:
    return Manifest(
        rest=value["rest"],
        pages={address: PageRecord(*record) for address, record in value["pages"].items()},
        states={address: (size, time) for address, (size, time) in value["states"].items()},
        setting=value["setting"],
    )

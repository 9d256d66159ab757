"""What each page shows, as keys that change whenever the page would.

A key may change too often, never too seldom: a page built for nothing has the same bytes and is
not touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import yaml
from pydantic_core import to_json

from seodang.cache.fingerprint import folder_key, names_others, settings_of, tools_key
from seodang.cache.store import Key, key_of
from seodang.editions.site.feed import has_feed
from seodang.editions.site.navigation import menu_of
from seodang.editions.site.pages import PageKind, redirects_of
from seodang.editions.site.publication import Publication
from seodang.editions.site.theme_defaults import MINIMAL
from seodang.editions.site.views import view_of
from seodang.ids import TrackId
from seodang.output.artefact import OTHERS

# Not every interpreter has PyYAML with the C parser, which takes a tenth of the time.
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def is_ours_alone(publication: Publication) -> bool:
    """Whether nothing but this engine, mkdocs.yml and theme/ decides how the pages look."""
    text = _settings(publication)
    return not names_others(text) and _plugins(text) == ["seodang"]


def _plugins(text: str) -> list[str]:
    """Return the plugins that mkdocs.yml names; none where it has another form than ours."""
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError:
        return []  # MkDocs will say so
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    named = next((value for key, value in pairs if key.value == "plugins"), None)
    plugins = named.value if isinstance(named, yaml.SequenceNode) else []
    return [str(plugin.value) for plugin in plugins]


def has_templates(publication: Publication) -> bool:
    """Whether a partner's templates decide what pages show."""
    return any((publication.course.root / "theme").rglob("*.html"))


def setting_key(publication: Publication) -> Key:
    """Return the key of all files but notebooks, of the engine, and of what the day decides.

    While it stays the same, so do the keys below, which take longer to make.
    """
    # A plain page's title stands in its text, and in every menu.
    plain = [page.fragment for page in publication.pages if page.kind is PageKind.PLAIN]
    around = [publication.non_text_digest, str(publication.rendered.variant)]
    return key_of(around, tools_key(), plain, to_json(publication.day).decode())


def page_keys(publication: Publication) -> dict[str, Key]:
    """Return, by address, the key of all that a page shows but its content.

    The key of everything that is no page, and no file that a page shows, stands under `OTHERS`.
    """
    pages = publication.pages
    basis = _basis(publication)
    shown = zip(pages, _shown(publication), strict=True)
    titles = [(page.address, page.title, str(page.changed or "")) for page in pages]
    redirects = list(redirects_of(publication.course))
    others = key_of(basis, titles, redirects, _menu(publication, None))
    return {OTHERS: others, **{page.address: key_of(basis, seen) for page, seen in shown}}


def _shown(publication: Publication) -> Iterator[list[str]]:
    tracks = {page.track for page in publication.pages}
    menus = {track: key_of(_menu(publication, track)) for track in tracks}
    for page in publication.pages:
        seen = to_json(view_of(publication, page)).decode()
        about = [page.kind, page.name, page.address, page.title, page.summary]
        yield [*about, seen, menus[page.track]]


def _menu(publication: Publication, own: TrackId | None) -> str:
    return to_json(menu_of(publication, own)).decode()


def _basis(publication: Publication) -> Key:
    """Return the key of what all pages share; a partner's templates may look at anything."""
    seen = list(_shown(publication)) if has_templates(publication) else []
    course = publication.course
    programme = course.programme.model_dump_json()
    theme = folder_key(course.root / "theme")
    variant = str(publication.rendered.variant)
    head = [has_feed(publication)]
    return key_of(tools_key(), variant, programme, _settings(publication), theme, seen, head)


def _settings(publication: Publication) -> str:
    return settings_of(publication.course.root) or MINIMAL

"""New content in a page whose surroundings are known: an edit of prose needs no template."""

from __future__ import annotations

from seodang.rendering.fragment import Fragment


def patch_page(html: str, old: Fragment, new: Fragment) -> str | None:
    """Return a published page with new content, or None where templates have to see it.

    Templates show, beside the content itself, its headings only.
    """
    if old.toc != new.toc or not old.html or html.count(old.html) != 1:
        return None
    return html.replace(old.html, new.html)

"""Files that tell a host how to serve the site: what browsers may keep, and what may run.

Everything is asked for again each time, which costs a hundred bytes where nothing changed;
only files that carry a hash in their name are kept for good.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from seodang.editions.site.missing_page import inside_missing_page
from seodang.page_policy import header_policy

Host: TypeAlias = Literal["netlify", "cloudflare", "apache", "nginx"]

_HASHED: Final = re.compile(r"\.[0-9a-f]{8,}\.(?:min\.)?(?:css|js|woff2?)$")
_FOR_GOOD: Final = "public, max-age=31536000, immutable"
_ASK_AGAIN: Final = "no-cache"


@dataclass(frozen=True, slots=True)
class HeaderFile:
    """A file for a host; `is_published` says whether it travels with the site."""

    name: str
    content: bytes
    is_published: bool


def header_file(host: Host, files: Iterable[str], base: str) -> HeaderFile:
    """Write the header file of a host.

    `files` are the paths of the site's; `base` is where the site begins at its host, with a slash
    at both ends.
    """
    lasting = tuple(sorted(path for path in files if _HASHED.search(path)))
    name, write, is_published = _HOSTS[host]
    content = write(_Rules(_fixed(header_policy(inside_missing_page())), lasting, base)).encode()
    return HeaderFile(name, content, is_published)


@dataclass(frozen=True, slots=True)
class _Rules:
    """What is said of every address, and which files are kept for good."""

    fixed: Mapping[str, str]
    lasting: tuple[str, ...]
    base: str


def _fixed(policy: str) -> dict[str, str]:
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    }


def _underscore(rules: _Rules) -> str:
    """Write `_headers` (Netlify and Cloudflare Pages).

    Values from several rules for one address are joined, so no header stands in two of them;
    both hosts ask again by themselves where nothing else is said.
    """
    blocks = [_block("/*", rules.fixed)]
    blocks += [_block(f"/{path}", {"Cache-Control": _FOR_GOOD}) for path in rules.lasting]
    return "\n".join(blocks)


def _block(path: str, headers: Mapping[str, str]) -> str:
    return "".join((f"{path}\n", *(f"  {name}: {value}\n" for name, value in headers.items())))


def _apache(rules: _Rules) -> str:
    """Write `.htaccess`; it needs `AllowOverride FileInfo` and mod_headers."""
    sets = [f'  Header always set {name} "{value}"\n' for name, value in rules.fixed.items()]
    names = "|".join(re.escape(path.rpartition("/")[2]) for path in rules.lasting)
    kept = [
        f'  <FilesMatch "^(?:{names})$">\n',
        f'    Header set Cache-Control "{_FOR_GOOD}"\n',
        "  </FilesMatch>\n",
    ]
    ask = f'  Header set Cache-Control "{_ASK_AGAIN}"\n'
    body = "".join((*sets, ask, *(kept if names else ())))
    missing = f"ErrorDocument 404 {rules.base}404.html\n"
    return f"{missing}<IfModule mod_headers.c>\n{body}</IfModule>\n"


def _nginx(rules: _Rules) -> str:
    """Write two snippets for nginx; by a map, because `add_header` is not inherited."""
    sets = [f'add_header {name} "{value}" always;\n' for name, value in rules.fixed.items()]
    kept = [f'    "~/{re.escape(path)}$" "{_FOR_GOOD}";\n' for path in rules.lasting]
    cache = ["map $uri $seodang_cache {\n", f'    default "{_ASK_AGAIN}";\n', *kept, "}\n"]
    where = [
        "# Into the http block:\n",
        *cache,
        "\n# Into the location block of the site:\n",
        "add_header Cache-Control $seodang_cache;\n",
        *sets,
        f"error_page 404 {rules.base}404.html;\n",
    ]
    return "".join(where)


Writer: TypeAlias = Callable[[_Rules], str]
_HOSTS: Final[Mapping[str, tuple[str, Writer, bool]]] = {
    "netlify": ("_headers", _underscore, True),
    "cloudflare": ("_headers", _underscore, True),
    "apache": (".htaccess", _apache, True),
    "nginx": ("seodang-nginx.conf", _nginx, False),
}

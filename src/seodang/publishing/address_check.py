"""Checking the public address: whether everybody gets exactly what was published."""

from __future__ import annotations

import hashlib
import http.client
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from seodang.problems import Message, Place, Problem, say
from seodang.publishing.deploy_manifest import MANIFEST_NAME, DeployManifest, read_manifest

_SECONDS: Final = 30
_LONGEST_ANSWER: Final = 300
_PART: Final = 1 << 20
_AT_A_TIME: Final = 8
_LONGEST_PAUSE: Final = 10.0
_SHOWN: Final = 10
# What hosts keep to themselves, and the one page that may say 404 of itself.
_NOT_SERVED: Final = frozenset({".htaccess", ".nojekyll", "_headers", "404.html"})
_HEADERS: Final = {
    "User-Agent": "seodang-publish",
    "Cache-Control": "no-cache",
    "Accept-Encoding": "identity",
}


@dataclass(frozen=True, slots=True)
class Response:
    """What an address answered: its status (0: none) and the hash of the bytes."""

    status: int
    digest: str = ""
    content: bytes = b""
    reason: str = ""


def check_address(
    address: str, manifest: DeployManifest, patience: float, notify: Callable[[Message], None]
) -> list[Problem]:
    """Compare what the address serves with the manifest, file by file.

    `patience` are the seconds a host may take until it shows the new site.
    """
    base = _ascii_address(address)
    waited = _wait_for(base, manifest, patience, notify)
    if waited is not None:
        return [Problem("address-shows-site", Place(base), *waited)]
    paths = [path for path in manifest.files if path not in _NOT_SERVED]
    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        answers = pool.map(lambda path: _ask(base, path), paths)
        wrong = [
            (p, a) for p, a in zip(paths, answers, strict=True) if a.digest != manifest.files[p]
        ]
    return list(_problems(base, wrong))


def _ascii_address(address: str) -> str:
    """Return an address with a slash at its end, in ASCII: it may be written in Hangul."""
    parts = urllib.parse.urlsplit(address)
    host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
    path = urllib.parse.quote(parts.path.rstrip("/"), safe="/%~")
    return f"{parts.scheme}://{host}{path}/"


def _wait_for(
    base: str, manifest: DeployManifest, patience: float, notify: Callable[[Message], None]
) -> tuple[Message, Message] | None:
    """Wait until the address shows our manifest; return what it shows instead, in the end."""
    end, pause = time.monotonic() + patience, 0.5
    while _files(answer := _ask(base, MANIFEST_NAME)) != manifest.files:
        if time.monotonic() + pause > end:
            return _mismatch(base, answer)
        notify(say("waiting until {address} shows the new site", address=base))
        time.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)
    return None


def _files(answer: Response) -> object:
    manifest = read_manifest(answer.content) if answer.status == http.HTTPStatus.OK else None
    return None if manifest is None else manifest.files


def _mismatch(base: str, answer: Response) -> tuple[Message, Message]:
    if not answer.status:
        return (
            say("{address} does not answer: {reason}", address=base, reason=answer.reason),
            say("see that the address is right and switched on at the host, then publish again"),
        )
    if _files(answer) is None:
        return (
            say("{address} shows another site, or nothing", address=base),
            say("see that this is the target's address: 'url' in programme.yml, or --address"),
        )
    return (
        say("{address} still shows an older state of the site", address=base),
        say("hosts may take minutes: publish again later, which only looks; or give it --wait 900"),
    )


def _ask(base: str, path: str) -> Response:
    request = urllib.request.Request(base + urllib.parse.quote(path), headers=_HEADERS)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as response:  # noqa: S310 (the model allows http and https only)
            content = _read(response)
    except urllib.error.HTTPError as error:
        error.close()
        return Response(error.code)
    except (OSError, ValueError, http.client.HTTPException) as error:
        return Response(0, reason=str(getattr(error, "reason", error)))
    is_manifest = path == MANIFEST_NAME
    digest = hashlib.sha256(content).hexdigest()
    return Response(response.status, digest, content if is_manifest else b"")


def _read(response: http.client.HTTPResponse) -> bytes:
    """Read an answer that may come drop by drop, each of them in time."""
    end, parts = time.monotonic() + _LONGEST_ANSWER, list[bytes]()
    while part := response.read1(_PART):
        parts.append(part)
        if time.monotonic() > end:
            raise TimeoutError("timed out")
    return b"".join(parts)


def _problems(base: str, wrong: list[tuple[str, Response]]) -> Iterable[Problem]:
    for path, answer in wrong[:_SHOWN]:
        message, fix = _file_mismatch(answer)
        yield Problem("address-serves-file", Place(base + path), message, fix)
    if len(wrong) > _SHOWN:
        yield Problem(
            "address-serves-file",
            Place(base),
            say("{count} more files are not served as published", count=len(wrong) - _SHOWN),
            say("mend the ones above first; the cause is mostly the same"),
        )


def _file_mismatch(answer: Response) -> tuple[Message, Message]:
    if not answer.status:
        return (
            say("it does not answer: {reason}", reason=answer.reason),
            say("publish again; only what is missing is sent"),
        )
    if answer.status != http.HTTPStatus.OK:
        return (
            say("it answers {status} instead of the file", status=answer.status),
            say("publish again with --all; if it stays, ask the host why it hides this file"),
        )
    return (
        say("learners get other bytes than were published"),
        say("publish again with --all; if it stays, switch off what the host does to pages"),
    )

"""Publishing in three steps: see what would change, bring it there, look at it as learners do."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from seodang.problems import Place, Problem, say
from seodang.publishing.channel import Channel, Held, Parcel
from seodang.publishing.difference import Difference, difference, doubted, is_page, meanwhile
from seodang.publishing.errors import PublishingError
from seodang.publishing.headers import HeaderFile, Host, header_file
from seodang.publishing.manifest import NAME, Manifest, digest_of, manifest_of
from seodang.publishing.policy import policy_of
from seodang.publishing.revision import Revision
from seodang.publishing.targets import Around, Kind, Target, channel_of

# GitHub would run Jekyll over a branch, and leave out what begins with an underscore.
_NO_JEKYLL: Final = ".nojekyll"
_LONGEST_LINE: Final = 2000
"""Characters that Cloudflare Pages takes in a line of `_headers` (its documentation, 2026-11)."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be published where.

    `base` is where the site begins at its host; `everything` sends unchanged files, too; `takes_over` replaces a state of the course that
    this one does not contain.
    """

    target: Target
    around: Around
    host: Host | None = None
    base: str = "/"
    everything: bool = False
    takes_over: bool = False

    @property
    def site(self) -> Path:
        """The built site."""
        return self.around.root / "site"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What publishing would do; `beside` is a header file that does not travel."""

    order: Order
    channel: Channel
    files: Mapping[str, Path]
    manifest: Manifest
    difference: Difference
    beside: HeaderFile | None = None


def propose(order: Order) -> tuple[Proposal | None, list[Problem]]:
    """Compare the site with what the target holds; nothing is changed."""
    around = order.around
    shutil.rmtree(around.workspace / "outbox", ignore_errors=True)
    around.workspace.mkdir(parents=True, exist_ok=True)
    try:
        channel = channel_of(order.target, around)
        revision = Revision.of(around.root)
        held = _held(channel, revision, takes_over=order.takes_over)
    except PublishingError as error:
        return None, [error.at(order.target.text)]
    files = files_of(order.site)
    extra, problems = _header_file(order, files)
    files |= _extras(order, extra)
    manifest = manifest_of(files, revision.commit)
    change = difference(manifest, doubted(held) if order.everything else held)
    beside = extra if extra and not extra.is_published else None
    return Proposal(order, channel, files, manifest, change, beside), problems


def deliver(proposal: Proposal) -> list[Problem]:
    """Bring to the target what a proposal names."""
    try:
        proposal.channel.deliver(_packed(proposal))
    except PublishingError as error:
        return [error.at(proposal.order.target.text)]
    finally:
        shutil.rmtree(proposal.order.around.workspace / "outbox", ignore_errors=True)
    return []


def files_of(site: Path) -> dict[str, Path]:
    """Return the site's files by path; what begins with a dot at its top is not published."""
    found = ((file.relative_to(site), file) for file in sorted(site.rglob("*")) if file.is_file())
    return {
        path.as_posix(): file
        for path, file in found
        if not path.parts[0].startswith(".") and path.as_posix() != NAME
    }


def _held(channel: Channel, revision: Revision, *, takes_over: bool) -> Manifest:
    held = channel.held()
    if held.manifest is None:
        _refuse_foreign(held)
        return Manifest({})
    if not takes_over:
        revision.refuse_older(held.manifest)
    return held.manifest


def _refuse_foreign(held: Held) -> None:
    if not held.is_empty:
        raise PublishingError(
            "target-ours",
            say("the target holds files that Seodang did not put there; none was touched"),
            say("choose an empty or new folder, file or branch, or empty this one yourself"),
        )


def _header_file(
    order: Order, files: Mapping[str, Path]
) -> tuple[HeaderFile | None, list[Problem]]:
    if order.host is None:
        return None, []
    policy = policy_of((path, file) for path, file in files.items() if is_page(path))
    problems = [_blocked(path) for path in policy.blocked]
    if order.host == "cloudflare" and len(policy.text) > _LONGEST_LINE:
        problems.append(_too_long())
    return header_file(order.host, policy.text, files, order.base), problems


def _extras(order: Order, extra: HeaderFile | None) -> dict[str, Path]:
    """Write the files that a kind of target needs beside the site; return them by path."""
    folder = order.around.workspace / "extras"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    wanted = {_NO_JEKYLL: b""} if order.target.kind is Kind.GIT else {}
    if extra is not None:
        (order.around.workspace / extra.name).write_bytes(extra.content)
        wanted |= {extra.name: extra.content} if extra.is_published else {}
    for name, content in wanted.items():
        (folder / name).write_bytes(content)
    return {name: folder / name for name in wanted}


def _packed(proposal: Proposal) -> Parcel:
    """Copy what travels to a folder of its own, so that a build meanwhile changes nothing."""
    folder = proposal.order.around.workspace / "outbox"
    change, manifest = proposal.difference, proposal.manifest
    for path in manifest.files if proposal.channel.takes_everything else change.sent:
        copy = folder / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(proposal.files[path], copy)
        if digest_of(copy) != manifest.files[path]:
            raise PublishingError(
                "site-at-rest",
                say("the site changed while it was being published; nothing was sent"),
                say("wait until the build has ended, then publish again"),
            )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NAME).write_bytes(manifest.to_bytes())
    return Parcel(folder, change, manifest, meanwhile(manifest, change))


def _blocked(path: str) -> Problem:
    return Problem(
        "page-fits-policy",
        Place(f"site/{path}"),
        say("the page has an inline style or handler, which the host's policy will switch off"),
        say("move it to a style sheet or script of the theme, or publish without headers"),
    )


def _too_long() -> Problem:
    return Problem(
        "page-fits-policy",
        Place("_headers"),
        say("the policy is longer than the 2,000 characters that Cloudflare Pages takes"),
        say("use fewer inline scripts in the theme, or publish without headers"),
    )

"""Publishing to a branch of a git repository: GitHub Pages, GitLab Pages, any git host.

Only git's plumbing is used. No index and no work tree is involved, so whatever an author is
in the middle of stays as it is; and nothing is ever forced, so nobody's work is replaced.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from seodang.publishing.channel import Held, Parcel
from seodang.publishing.client import Done, run
from seodang.publishing.failures import failure_of_client
from seodang.publishing.manifest import NAME, Manifest, read_manifest

_HELD: Final = "refs/seodang/held"
_NEXT: Final = "refs/seodang/next"
_NOBODY: Final = "Seodang <publish@seodang.invalid>"
_PLAIN_FILE: Final = "100644"


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch of a repository; `repository` is a remote's name, an address or a path.

    `folder` is the course's; where it is in no repository, one is kept in `workspace`.
    `when` is the moment of publishing, in seconds since 1970.
    """

    repository: str
    branch: str
    folder: Path
    workspace: Path
    when: int
    ssh: str
    takes_everything: bool = False

    def held(self) -> Held:
        """Fetch the branch and return what it holds."""
        self._git("update-ref", "-d", _HELD)
        listed = self._git("ls-remote", "--heads", self.repository, f"refs/heads/{self.branch}")
        if not listed.out.strip():
            return Held(None, is_empty=True)
        spec = f"+refs/heads/{self.branch}:{_HELD}"
        self._git("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", self.repository, spec)
        names = self._git("ls-tree", "-r", "-z", "--name-only", _HELD).text.split("\0")
        there = frozenset(name for name in names if name)
        return Held(self._manifest(there), is_empty=not there)

    def deliver(self, parcel: Parcel) -> None:
        """Commit the difference and push it; the branch changes as a whole or not at all."""
        self._git("update-ref", "-d", _NEXT)
        self._git("fast-import", "--quiet", "--done", given=self._import(parcel))
        # The author's own pre-push hook is about the course, not about this branch.
        plain = ("--quiet", "--no-verify", "--no-follow-tags", "--recurse-submodules=no")
        self._git("push", *plain, self.repository, f"{_NEXT}:refs/heads/{self.branch}")
        self._git("update-ref", _HELD, _NEXT)
        self._git("update-ref", "-d", _NEXT)

    def _manifest(self, there: frozenset[str]) -> Manifest | None:
        if NAME not in there:
            return None
        manifest = read_manifest(self._git("cat-file", "blob", f"{_HELD}:{NAME}").out)
        if manifest is None:
            return None
        files = {path: digest for path, digest in manifest.files.items() if path in there}
        return Manifest(files, manifest.commit)

    def _import(self, parcel: Parcel) -> bytes:
        """Write the commit in fast-import's language: deletions first, then the new bytes."""
        change = parcel.difference
        message = _message(parcel).encode()
        head = [f"commit {_NEXT}", f"committer {self._who()} {self.when} +0000"]
        lines = [*("\n".join(head).encode(), b"\n", _data(message))]
        if self._tip() is not None:
            lines.append(f"from {self._tip()}\n".encode())
        lines += [f"D {_quoted(path)}\n".encode() for path in change.removed]
        for path in (*change.sent, NAME):
            content = (parcel.folder / path).read_bytes()
            lines += [f"M {_PLAIN_FILE} inline {_quoted(path)}\n".encode(), _data(content)]
        return b"".join([*lines, b"done\n"])

    def _tip(self) -> str | None:
        found = self._try("rev-parse", "--verify", "--quiet", _HELD)
        return found.text.strip() if found.code == 0 else None

    def _who(self) -> str:
        """Return the author's name and address as git knows them; on a build server nobody's."""
        found = self._try("var", "GIT_COMMITTER_IDENT")
        return found.text.rpartition("> ")[0] + ">" if found.code == 0 else _NOBODY

    def _git(self, *arguments: str, given: bytes = b"") -> Done:
        done = self._try(*arguments, given=given)
        if done.code:
            raise failure_of_client("git", done.err)
        return done

    def _try(self, *arguments: str, given: bytes = b"") -> Done:
        return run(["git", *arguments], self._home(), given, self._variables())

    def _home(self) -> Path:
        """Return a folder within a repository: the course's, or one kept for this alone."""
        if run(["git", "rev-parse", "--git-dir"], self.folder).code == 0:
            return self.folder
        own = self.workspace / "repository.git"
        if not own.exists():
            own.parent.mkdir(parents=True, exist_ok=True)
            run(["git", "init", "--quiet", "--bare", own.name], own.parent)
        return own

    def _variables(self) -> dict[str, str]:
        variables = {"GIT_TERMINAL_PROMPT": "0"}
        if "GIT_SSH_COMMAND" not in os.environ and not self._has_own_ssh():
            variables["GIT_SSH_COMMAND"] = self.ssh
        return variables

    def _has_own_ssh(self) -> bool:
        return run(["git", "config", "core.sshCommand"], self.folder).code == 0


def _message(parcel: Parcel) -> str:
    change = parcel.difference
    made_from = f"\nMade from {parcel.manifest.commit}\n" if parcel.manifest.commit else ""
    pages = len(change.pages)
    return f"Publish {pages} pages, remove {len(change.removed)} files\n{made_from}"


def _data(content: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(content), content)


def _quoted(path: str) -> str:
    escaped = path.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'

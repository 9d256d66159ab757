"""Publishing to a branch of a git repository: GitHub Pages, GitLab Pages, any git host.

Only git's plumbing is used. No index and no work tree is involved, so whatever an author is
in the middle of stays as it is; and nothing is ever forced, so nobody's work is replaced.
"""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final, Self

from seodang.problems import say
from seodang.publishing.client import HOUR, SHORT, ClientResult, quoted, run_client
from seodang.publishing.deploy_manifest import MANIFEST_NAME, DeployManifest, read_manifest
from seodang.publishing.publishing_error import KEY_REFUSED, MISSING, NOT_WRITABLE, Signs
from seodang.publishing.ssh import SSH_SIGNS, ssh_command
from seodang.publishing.target_kind import DeployContext, RemoteState, Target, Upload

_USUAL_BRANCH: Final = "gh-pages"
_FETCHED: Final = "refs/seodang/held"
_NEXT: Final = "refs/seodang/next"
_NOBODY: Final = "Seodang <publish@seodang.invalid>"
_PROTOCOLS: Final = "file:git:http:https:ssh"
# A web server that sends less than this for a minute has stopped.
_NO_SILENCE: Final = ("-c", "http.lowSpeedLimit=100", "-c", "http.lowSpeedTime=60")
_PLAIN_FILE: Final = "100644"
_BEHIND: Final = (
    "target-not-ahead",
    say("somebody else published at the same moment; nothing of theirs was replaced"),
    say("get their changes (git pull), build, look at the site, and publish again"),
)
_SIGNS: Final[Signs] = (
    *SSH_SIGNS,
    ("could not read (Username|Password)|terminal prompts disabled", KEY_REFUSED),
    ("HTTP Basic: Access denied|error: 401", KEY_REFUSED),
    ("non-fast-forward|fetch first|cannot lock ref|stale info|incorrect old value", _BEHIND),
    ("protected branch|hook declined|not allowed to|error: 403", NOT_WRITABLE),
    ("does not appear to be a git repository|No such remote", MISSING),
)


@dataclass(frozen=True, slots=True)
class GitBranch(Target):
    """A branch of a repository; `repository` is a remote's name, an address or a path."""

    example: ClassVar = "git:origin#gh-pages"
    # GitHub and GitLab build their pages first.
    patience: ClassVar = 300.0
    # GitHub would run Jekyll over a branch, and leave out what begins with an underscore.
    extra_files: ClassVar = {".nojekyll": b""}

    repository: str
    branch: str
    context: DeployContext

    @classmethod
    def parse(cls, scheme: str, rest: str, context: DeployContext) -> Self | None:
        """Read `git:REPOSITORY` or `git:REPOSITORY#BRANCH`."""
        repository, _, branch = rest.partition("#")
        is_option = repository.startswith("-") or branch.startswith("-")
        # `ext::` would run a program, `fd::` wait for one.
        if scheme != "git" or not repository or is_option or "::" in repository:
            return None
        beside = context.relative_to / repository
        place = str(beside.resolve()) if beside.is_dir() else repository
        return cls(place, branch or _USUAL_BRANCH, context)

    def read_state(self) -> RemoteState:
        """Fetch the branch and return what it holds."""
        self._git("update-ref", "-d", _FETCHED)
        listed = self._git("ls-remote", "--heads", self.repository, f"refs/heads/{self.branch}")
        if not listed.out.strip():
            return RemoteState(None, is_empty=True)
        spec = f"+refs/heads/{self.branch}:{_FETCHED}"
        quietly = ("--quiet", "--no-tags", "--no-write-fetch-head")
        self._git("fetch", *quietly, self.repository, spec, longest=HOUR)
        names = self._git("ls-tree", "-r", "-z", "--name-only", _FETCHED).text.split("\0")
        there = frozenset(names) - {""}
        return RemoteState(self._manifest(there), is_empty=not there)

    def publish(self, upload: Upload) -> None:
        """Commit the difference and push it; the branch changes as a whole or not at all."""
        self._git("update-ref", "-d", _NEXT)
        self._git("fast-import", "--quiet", "--done", given=self._import(upload))
        # The author's own pre-push hook is about the course, not about this branch.
        plain = ("--quiet", "--no-verify", "--no-follow-tags", "--recurse-submodules=no")
        to = (*self._receiver(), self.repository, f"{_NEXT}:refs/heads/{self.branch}")
        self._git("push", *plain, *to, longest=HOUR)
        self._git("update-ref", _FETCHED, _NEXT)
        self._git("update-ref", "-d", _NEXT)

    def _manifest(self, there: frozenset[str]) -> DeployManifest | None:
        if MANIFEST_NAME not in there:
            return None
        manifest = read_manifest(self._git("cat-file", "blob", f"{_FETCHED}:{MANIFEST_NAME}").out)
        return manifest and manifest.only(there.__contains__)

    def _import(self, upload: Upload) -> bytes:
        """Write the commit in fast-import's language: deletions first, then the new bytes."""
        change = upload.difference
        head = f"commit {_NEXT}\ncommitter {self._who()} {self.context.timestamp} +0000\n"
        lines = [head.encode(), _data(_message(upload).encode())]
        tip = self._try("rev-parse", "--verify", "--quiet", _FETCHED)
        if tip.code == 0:
            lines.append(f"from {tip.text.strip()}\n".encode())
        lines += [f"D {quoted(path)}\n".encode() for path in change.removed]
        for path in (*change.sent, MANIFEST_NAME):
            content = (upload.folder / path).read_bytes()
            lines += [f"M {_PLAIN_FILE} inline {quoted(path)}\n".encode(), _data(content)]
        return b"".join([*lines, b"done\n"])

    def _who(self) -> str:
        """Return the author's name and address as git knows them; on a build server nobody's."""
        found = self._try("var", "GIT_COMMITTER_IDENT")
        return found.text.rpartition("> ")[0] + ">" if found.code == 0 else _NOBODY

    def _receiver(self) -> tuple[str, ...]:
        """Run no hook of a repository that came with the course; others are their owners'."""
        address = self._try("ls-remote", "--get-url", self.repository).text.strip()
        place = (self.context.root / address.removeprefix("file://")).resolve()
        if not place.is_relative_to(self.context.root.resolve()):
            return ()
        return (f"--receive-pack=git -c {shlex.quote(self._no_hooks())} receive-pack",)

    def _no_hooks(self) -> str:
        return f"core.hooksPath={self.context.workspace / 'no-hooks'}"

    def _git(self, *arguments: str, given: bytes = b"", longest: float = SHORT) -> ClientResult:
        return self._try(*arguments, given=given, longest=longest).checked(_SIGNS)

    def _try(self, *arguments: str, given: bytes = b"", longest: float = SHORT) -> ClientResult:
        command = ["git", "-c", self._no_hooks(), *_NO_SILENCE, *arguments]
        return run_client(command, self._home(), given, self._variables(), longest)

    def _home(self) -> Path:
        """Return a folder within a repository: the course's, or one kept for this alone."""
        if run_client(["git", "rev-parse", "--git-dir"], self.context.root).code == 0:
            return self.context.root
        own = self.context.workspace / "repository.git"
        if not own.exists():
            own.parent.mkdir(parents=True, exist_ok=True)
            run_client(["git", "init", "--quiet", "--bare", own.name], own.parent)
        return own

    def _variables(self) -> dict[str, str]:
        variables = {"GIT_TERMINAL_PROMPT": "0", "GIT_ALLOW_PROTOCOL": _PROTOCOLS}
        if "GIT_SSH_COMMAND" not in os.environ and not self._has_own_ssh():
            variables["GIT_SSH_COMMAND"] = ssh_command(self.context.ssh_configuration)
        return variables

    def _has_own_ssh(self) -> bool:
        return run_client(["git", "config", "core.sshCommand"], self.context.root).code == 0


def _message(upload: Upload) -> str:
    change = upload.difference
    made_from = f"\nMade from {upload.manifest.commit}\n" if upload.manifest.commit else ""
    pages = len(change.pages)
    return f"Publish {pages} pages, remove {len(change.removed)} files\n{made_from}"


def _data(content: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(content), content)

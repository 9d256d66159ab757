"""A round: disturbed files are checked and built, and whatever is not as promised is a complaint."""

from __future__ import annotations

import shutil
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from fuzz.files import Files, lay_out
from seodang.build_settings import Settings
from seodang.catalogue import Speaker
from seodang.commands.failures import refusal
from seodang.commands.report import problem_lines, problem_report
from seodang.course.loader import policy_of, public_address
from seodang.files.places import located
from seodang.pipeline import build, check
from seodang.problems import Place, Problem
from seodang.publishing.publishing_error import PublishingError
from seodang.publishing.settings import read_settings
from seodang.publishing.target_kind import DeployContext
from seodang.publishing.targets import parse_target
from seodang.results import Stopwatch
from seodang.rules import RULES, Scope
from seodang.serving.runners import WarmRunner

TODAY: Final = date(2026, 11, 21)
_SPEAKERS: Final = (Speaker("ko", "messages"), Speaker("en", "messages"))
_PATIENCE: Final = 20
"""How many times the processor time of the whole course a round may take."""


@dataclass(frozen=True)
class Complaint:
    """What was not as promised; `kind` is the same for what has the same cause."""

    kind: str
    details: str


class Bench:
    """A folder in which a course is checked and built again and again, its state kept."""

    def __init__(self, root: Path, base: Files) -> None:
        self.root, self.base = root, base
        self._files: Files = {}
        self._runner = WarmRunner()
        self._lay_out(base)
        self._units = dict.fromkeys(("check", "build"), 0.0)
        found = [*self._tried("check", self._check), *self._tried("build", self._build)]
        assert not found, found
        for name, command in (("check", self._check), ("build", self._build)):
            self.forget()
            begin = time.process_time()
            errors = [str(problem) for problem in command() if problem.is_error]
            assert not errors, errors
            self._units[name] = time.process_time() - begin

    def close(self) -> None:
        """End what notebooks run in."""
        self._runner.close()

    def forget(self) -> None:
        """Begin anew but for the results of notebooks."""
        for kind in (self.root / ".seodang/store").iterdir():
            if kind.name not in ("outputs", "records", "fonts"):
                shutil.rmtree(kind)

    def complaints(self, files: Files, *, builds: bool) -> list[Complaint]:
        """Check a course, build it if wished, and return what was not as promised."""
        self._lay_out(files)
        found: list[Complaint] = []
        checked = self._problems("check", self._check, found)
        if builds and checked is not None:
            built = self._problems("build", self._build, found)
            if built is not None and not any(problem.is_error for problem in checked):
                found += _not_told_before(built)
        found += self._tried("publish", self._targets)
        return found

    def _lay_out(self, files: Files) -> None:
        lay_out(self.root, files, self._files)
        self._files = files

    def _settings(self) -> Settings:
        return Settings(self.root, TODAY, runners=self._runner)

    def _check(self) -> list[Problem]:
        return check(self._settings(), Stopwatch())[1]

    def _build(self) -> list[Problem]:
        return list(build(self._settings(), lambda _: None).problems)

    def _targets(self) -> list[Problem]:
        targets, problems = read_settings(self.root)
        policy_of(self.root)
        public_address(self.root)
        out = self.root.parent / "workspace"
        context = DeployContext(self.root, self.root / "site", out, self.root, 0)
        for target in targets.values():
            with suppress(PublishingError):
                parse_target(target.to, context)
        return located(self.root, problems)

    def _problems(
        self, name: str, command: Callable[[], list[Problem]], found: list[Complaint]
    ) -> list[Problem] | None:
        kept: list[Problem] = []
        found += self._tried(name, command, kept)
        return None if found else kept

    def _tried(
        self, name: str, command: Callable[[], list[Problem]], kept: list[Problem] | None = None
    ) -> Iterator[Complaint]:
        begin = time.process_time()
        try:
            problems = command()
        except Exception as error:  # noqa: BLE001 (what it is for)
            if refusal(error) is None:
                yield Complaint(f"{name}: {_cause(error)}", traceback.format_exc())
            return
        seconds = time.process_time() - begin
        unit = self._units.get(name, 0.0)
        if unit and seconds > _PATIENCE * unit:
            yield Complaint(
                f"{name}: slow", f"{seconds:.1f} s, {seconds / unit:.0f} times a course"
            )
        if kept is not None:
            kept += problems
        yield from _unclear(self.root, problems)


def _cause(error: Exception) -> str:
    """Name an exception by its type and where in the engine it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "/seodang/" in frame.filename] or frames
    return f"{type(error).__name__} in {Path(own[-1].filename).name}: {own[-1].name}"


def _unclear(root: Path, problems: list[Problem]) -> Iterator[Complaint]:
    """Complain of problems without a place, or that cannot be said."""
    for problem in problems:
        where = problem.where
        if not isinstance(where, Place) or not _exists(root, where):
            yield Complaint(f"place: {problem.rule}", f"{where}: {problem.message}")
        for speaker in _SPEAKERS:
            said = problem_report(problem, speaker)
            (lines,) = problem_lines({"problems": [said]}, speaker)
            if not said["message"].strip() or not said["hint"].strip():
                yield Complaint(f"words: {problem.rule}", lines)


def _exists(root: Path, where: Place) -> bool:
    """Whether a place is in a file; of one that is absent or no text the first place is named."""
    try:
        content = (root / where.path).read_bytes() if (root / where.path).is_file() else b""
    except (OSError, ValueError):
        content = b""
    lines = content.decode(errors="replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not where.path or where.line < 1 or where.column < 1:
        return False
    return where.line <= len(lines) and where.column <= len(lines[where.line - 1]) + 1


def _not_told_before(built: list[Problem]) -> Iterator[Complaint]:
    """Complain of errors that `check` could have told: all but those of code that ran."""
    for problem in built:
        if problem.is_error and RULES[problem.rule].scope is not Scope.RUN:
            kind = f"only build: {problem.rule}: {problem.message.msgid}"
            yield Complaint(kind, f"{problem.where}: {problem.message}")

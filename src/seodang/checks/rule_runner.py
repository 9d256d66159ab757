"""Every rule over every text; a text that was found right is not looked at again for nothing."""

from __future__ import annotations

from collections.abc import Iterator

from seodang.cache.fingerprint import engine_key
from seodang.cache.memo import Ledger, Noting, noted_by_all
from seodang.cache.store import Key, Store, key_of
from seodang.checks.library import Library, Opened, Title
from seodang.checks.links import files_named
from seodang.checks.reading import Reading, anchors_around
from seodang.checks.registry import CHECKS
from seodang.course.model import Course
from seodang.problems import Problem


class Examiner:
    """Looks at texts one at a time; `ledger` is what it has noted of them.

    A text is right until it changes, or a file that is no text, or the anchors of a text it
    links to. What is wrong is looked at, and said, every time.
    """

    def __init__(self, course: Course, store: Store | None) -> None:
        self._course = course
        self._store = store
        self._library = Library(course, store)
        self._anchors: dict[str, frozenset[str] | None] = {}
        self._exercises: dict[str, frozenset[str]] = {}
        self._lessons = {path: course.lessons[name] for name, path in course.notebooks.items()}
        self.titles = tuple(self._library.titles())
        self.ledger = Ledger(store, "texts", engine_key())

    def examine_all(self, jobs: int) -> None:
        """Examine the texts not known to be right, in several processes."""
        new = [title for title in self.titles if not self.is_right(title)]
        noted_by_all(Noting(self.examine, [self.ledger]), new, jobs)

    def is_right(self, title: Title) -> bool:
        """Whether nothing was wrong with a text, and nothing it depends on has changed."""
        known = self.ledger.recall(title.name, title.digest)
        if known is None or known[2] is None:
            return False
        surroundings, asked = known[2]
        return bool(surroundings == self._course.surroundings) and all(
            self._anchors_key(path) == key for path, key in asked.items()
        )

    def examine(self, title: Title) -> list[Problem]:
        """Return what is wrong with a text."""
        asked: dict[str, Key] = {}

        def anchors_in(path: str) -> frozenset[str] | None:
            asked[path] = self._anchors_key(path)
            return self._anchors_in(path)

        opened = self._library.open(title, anchors_in)
        put_in = opened.reading.contents.exercises()
        self._exercises[title.name] = frozenset(use.given for use in put_in)
        problems = [*opened.problems, *_by_rules(opened.reading)]
        is_right = not problems and self._is_enclosed(opened.reading)
        self._note(title, opened, [self._course.surroundings, asked] if is_right else None)
        return problems

    def exercises(self, title: Title) -> frozenset[str]:
        """Return the exercises that a text puts in, which is right or was examined here."""
        known = self.ledger.recall(title.name, title.digest)
        return self._exercises[title.name] if known is None else frozenset(known[1])

    def _note(self, title: Title, opened: Opened, verdict: object) -> None:
        # A text that was saved meanwhile is another one than was loaded.
        if not opened.problems and opened.digest == title.digest:
            anchors = sorted(opened.reading.contents.anchors())
            exercises = sorted(self._exercises[title.name])
            self.ledger.note(title.name, title.digest, [anchors, exercises, verdict])

    def _is_enclosed(self, reading: Reading) -> bool:
        """Whether it names no file that is not looked through before each build."""
        return all(path in self._course.digests for path in files_named(reading))

    def _anchors_key(self, path: str) -> Key:
        anchors = self._anchors_in(path)
        return key_of(None if anchors is None else sorted(anchors))

    def _anchors_in(self, path: str) -> frozenset[str] | None:
        """Return the anchors of a notebook or page; None where it cannot be read."""
        if path not in self._anchors:
            self._anchors[path] = self._look_for_anchors(path)
        return self._anchors[path]

    def _look_for_anchors(self, path: str) -> frozenset[str] | None:
        title = self._library.title_of(path)
        around = anchors_around(self._lessons.get(path))
        known = self.ledger.recall(title.name, title.digest)
        if known is not None:
            return frozenset(known[0]) | around
        opened = self._library.open(title, self._anchors_in)
        # What was read with problems may lack headings that links rightly name.
        return None if opened.problems else opened.reading.contents.anchors() | around


def _by_rules(reading: Reading) -> Iterator[Problem]:
    for rule in CHECKS.values():
        if rule.of_text is not None:
            yield from rule.of_text(reading)

"""Every rule over every text; one is looked at again when something its rules saw has changed."""

from __future__ import annotations

from datetime import date
from typing import Any

from seodang.cache.fingerprint import engine_key
from seodang.cache.memo import Memo, Question, memoised_map
from seodang.cache.problem_json import problem_from_json, problem_to_json
from seodang.cache.store import Store
from seodang.checks.context import TODAY, TextContext
from seodang.checks.links import files_named
from seodang.checks.registry import PASSAGE_CHECKS, TEXT_CHECKS
from seodang.documents.documents import Documents
from seodang.documents.texts import TextRef
from seodang.kernels import is_kernel_here
from seodang.problems import Problem, limited


class RuleRunner:
    """Runs the rules about texts.

    What they say of a text depends on the text, on all files that are no texts, and on what they
    asked: the anchors of the texts it links to, the day.
    """

    def __init__(self, documents: Documents, store: Store | None, today: date) -> None:
        self._documents = documents
        self._today = today
        self._store = store
        self._found: dict[str, list[Problem]] = {}  # of texts that no memo may keep
        name = f"problems of texts {documents.variant}"
        self.memo = Memo(store, name, engine_key(), answer=self._answer)

    def run_all(self, jobs: int) -> list[Problem]:
        """Return what is wrong with the texts, which several processes look at."""
        refs = list(self._documents.refs.values())
        new = [ref for ref in refs if self._known(ref) is None]
        # In the same pass over a text that others will ask about: it is open now.
        memoised_map(self._look_at, new, [self.memo, self._documents.facts_memo], jobs)
        return [problem for ref in refs for problem in self.run(ref)]

    def run(self, ref: TextRef) -> list[Problem]:
        """Return what is wrong with a text."""
        known = self._known(ref)
        if known is not None:
            return [problem_from_json(one) for one in known]
        found = self._found.get(ref.name)
        return self._look_at(ref) if found is None else found

    def _known(self, ref: TextRef) -> Any:
        return self.memo.get(ref.name, self._key(self._documents.digest_of(ref)))

    def _key(self, digest: str | None) -> list[str | None]:
        return [digest, self._documents.non_text_digest]

    def _look_at(self, ref: TextRef) -> list[Problem]:
        documents = self._documents
        document = documents.open(ref)
        text = TextContext(
            documents.course,
            document,
            ref.lesson,
            documents.anchors,
            self._today,
            {},
            documents.directory,
            self._store,
        )
        broken = (problem for check in TEXT_CHECKS.values() for problem in limited(check(text)))
        lines = (
            one for check in PASSAGE_CHECKS.values() for one in limited(check(document.passages()))
        )
        problems = [*document.problems, *broken, *lines]
        # A text that cannot be read now has no digest, and may be readable the next time.
        if document.digest and self._is_enclosed(text):
            value = [problem_to_json(problem) for problem in problems]
            self.memo.put(ref.name, self._key(document.digest), value, text.asked)
        else:
            self._found[ref.name] = problems
        if ref.is_prose:
            documents.facts(ref)
        return problems

    def _is_enclosed(self, text: TextContext) -> bool:
        """Whether it names no file that is not looked through before each build."""
        return all(path in self._documents.digests for path in files_named(text))

    def _answer(self, question: Question) -> Any:
        if question == TODAY:
            return self._today.isoformat()
        if question[0] == "kernel":
            return is_kernel_here(question[1])
        return self._documents.directory.answer(question)

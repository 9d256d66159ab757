"""`answers` of a track: what is right is in no file of the site before its day, or never."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from courses import tree
from pages.quiet_courses import lesson, quiet_course, track
from pictures_whole import GIF
from seodang.build_settings import Settings
from seodang.exercises.kinds import KINDS
from seodang.pipeline import build

PLANTED = "plantedsecret"
MARKS = (b"data-correct=", b"data-place=", b"data-card=", b"sd-explanation", b"sd-model-answer")
BEFORE, DAY = date(2027, 1, 9), date(2027, 1, 10)
EXERCISES = {
    "choice": (
        f"options:\n  - {{text: 가, correct: true, feedback: '{PLANTED}1 ![점](images/{PLANTED}.gif)'}}\n"
        f"  - {{text: 나, feedback: {PLANTED}2}}\nexplanation: {PLANTED}3\n"
    ),
    "code": (
        f"starter: 'a = 0'\nsolution: 'a = 1  # {PLANTED}8'\nchecks: 'assert a  # {PLANTED}9'\n"
    ),
    "match": (
        "pairs:\n  - {left: 다, right: 라}\n  - {left: 마, right: 바}\n"
        f"explanation: '{PLANTED}4[^1]\n\n\n  [^1]: {PLANTED}5'\n"
    ),
    "order": f"steps: [사, 아, 자]\nexplanation: {PLANTED}6\n",
    "prompt": f"rubric: [차]\nmodel_answer: '[{PLANTED}7]에게 씁니다.'\n",
    "reflect": "hints: [카]\n",
    "scenario": (
        "steps:\n  - {name: a, text: 타, decisions: [{text: 파, to: b, consequence: 하}]}\n"
        "  - {name: b, text: 거}\n"
    ),
}
TEXT = "## 해 보기\n\n" + "".join(f":::{{exercise}} of-{kind}\n:::\n\n" for kind in EXERCISES)


def _files(first: str, second: str) -> Mapping[str, str]:
    """Return a course whose lesson `a` is in two tracks, and whose lesson `b` in the second."""
    return {
        **lesson("a", "첫 수업", "", TEXT),
        **lesson("b", "둘째 수업", "", TEXT.replace(":::{exercise} of-order\n:::\n", "")),
        "curriculum/tracks/first.yml": track("first", "첫 과정", "a")["curriculum/tracks/first.yml"]
        + first,
        "curriculum/tracks/second.yml": track("second", "둘째 과정", "a", "b")[
            "curriculum/tracks/second.yml"
        ]
        + second,
        **{
            f"exercises/of-{kind}.yml": f"kind: {kind}\ntitle: {kind} 연습\nquestion: 무엇입니까?\n{more}"
            for kind, more in EXERCISES.items()
        },
    }


def _course(root: Path, first: str = "", second: str = "") -> Path:
    course = quiet_course(root, _files(first, second))
    (course / "exercises/images").mkdir(exist_ok=True)
    (course / f"exercises/images/{PLANTED}.gif").write_bytes(GIF.encode())
    return course


def _site(root: Path, today: date) -> dict[str, bytes]:
    result = build(Settings(root=root, today=today, trusts=True), lambda _: None)
    assert [str(problem.message) for problem in result.problems] == []
    return tree(root / "site")


def _leaks(site: Mapping[str, bytes]) -> list[str]:
    """Return the files that tell what is right, by their names or anywhere in them."""
    return [
        name
        for name, content in site.items()
        if PLANTED in name
        or PLANTED.encode() in (gzip.decompress(content) if name.endswith(".gz") else content)
        or (name.startswith("lessons/") and any(mark in content for mark in MARKS))
        or content == GIF.encode()
    ]


def test_every_kind_is_in_the_course_that_leaks_are_looked_for_in() -> None:
    assert EXERCISES.keys() == KINDS.keys()


def test_without_a_word_answers_are_there_at_once(tmp_path: Path) -> None:
    site = _site(_course(tmp_path, second="answers: now\n"), BEFORE)
    page = site["lessons/a.html"]
    assert [number for number in range(1, 10) if f"{PLANTED}{number}".encode() not in page] == []
    assert [mark for mark in MARKS if mark not in page] == []
    assert b"sd-exercise__later" not in page


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("answers: 2027-01-10\n", ""),
        ("", "answers: 2027-01-10\n"),
        ("answers: 2027-01-10\n", "answers: 2026-12-01\n"),
    ],
)
def test_before_their_day_answers_are_in_no_file_of_the_site(
    tmp_path: Path, first: str, second: str
) -> None:
    root = _course(tmp_path / "course", first, second)
    site = _site(root, BEFORE)
    assert _leaks(site) == []
    page = site["lessons/a.html"].decode()
    told = "정답이나 예시 답은 2027년 1월 10일부터 여기에서 볼 수 있습니다."
    assert page.count(told) == sum(kind.answers is not None for kind in KINDS.values())
    for shown in ("무엇입니까?", "가", "사", "차", "카", "파"):
        assert shown in page

    later = _site(root, DAY)
    assert f"{PLANTED}1".encode() in later["lessons/a.html"]
    assert told.encode() not in later["lessons/a.html"]
    anew = shutil.copytree(root, tmp_path / "anew", ignore=_made)
    assert _site(anew, DAY) == later
    assert _site(root, BEFORE) == site


def _made(_: str, names: list[str]) -> set[str]:
    return {"site", ".seodang"} & set(names)


def test_of_two_tracks_the_stricter_decides(tmp_path: Path) -> None:
    site = _site(_course(tmp_path, "answers: 2027-01-10\n", "answers: never\n"), DAY)
    assert _leaks(site) == []
    told = "이 과정에서는 정답이나 예시 답을 공개하지 않습니다."
    assert told in site["lessons/a.html"].decode()


def test_answers_that_one_lesson_holds_are_in_no_other(tmp_path: Path) -> None:
    """The first lesson's track publishes its answers; the second, with the same exercises, never."""
    files = _files("", "answers: never\n")
    alone = files["curriculum/tracks/second.yml"].replace("lessons: [a, b]", "lessons: [b]")
    assert "[b]" in alone
    root = _course(tmp_path, second="answers: never\n")
    (root / "curriculum/tracks/second.yml").write_text(alone, "utf-8")
    site = _site(root, DAY)
    assert [name for name in _leaks(site) if name != "lessons/a.html"] == []
    page = site["lessons/a.html"].decode()
    assert [number for number in range(1, 10) if f"{PLANTED}{number}" in page] == [6]  # of-order

    text = files["lessons/b/notebook.md"] + ":::{exercise} of-order\n:::\n"
    (root / "lessons/b/notebook.md").write_text(text, "utf-8")
    assert _leaks(_site(root, DAY)) == []  # though nothing of the first lesson was changed

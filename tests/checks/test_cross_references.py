"""A reference that leads nowhere is one error at its place, and says what is probably meant."""

from __future__ import annotations

import pytest

from checks.test_markup_rules import in_lesson
from courses import SMALLEST_COURSE, BuildCourse

FIGURE = "```{figure} images/x.svg\n:name: fig-one\n:alt: 네모\n\n그림의 말\n```"
DRAWING = "<svg xmlns='http://www.w3.org/2000/svg'/>\n"
FILES = {
    "curriculum/tracks/first.yml": SMALLEST_COURSE["curriculum/tracks/first.yml"].replace(
        "[a]", "[a, b]"
    ),
    "curriculum/pages/about.md": "# 안내\n\n글\n",
    "lessons/a/images/x.svg": DRAWING,
    "lessons/b/lesson.yml": SMALLEST_COURSE["lessons/a/lesson.yml"].replace("첫", "둘째")
    + "notebook_was: [05-Operators.ipynb, 셋째.md]\n",
    "lessons/b/notebook.md": "(elsewhere)=\n## 마디\n\n$$\nx\n$$ (eq-elsewhere)\n",
}
ALL = f"(place)=\n## 마디\n\n(bare)=\n글\n\n{FIGURE}\n\n$$\nx\n$$ (eq-one)\n\n"

# What stands last in a lesson that has all targets, and what is said about it.
WRONG = {
    "글 {ref}`plaec`": "20:3 error [link-exists] nothing is called 'plaec' / did you mean 'place'?",
    "{numref}`fig-two`": "20:1 error [link-exists] nothing is called 'fig-two' / did you mean 'fig-one'?",
    "{eq}`eq-elsewher`": "20:1 error [link-exists] nothing is called 'eq-elsewher' / did you mean 'eq-elsewhere'?",
    "{ref}`zzzzzzz`": "20:1 error [link-exists] nothing is called 'zzzzzzz' / write '(zzzzzzz)=' on a line above what is meant, or ':name: zzzzzzz' in it",
    "{eq}`fig-one`": "20:1 error [link-exists] 'fig-one' is no equation / write {numref}`fig-one`",
    "{eq}`place`": "20:1 error [link-exists] 'place' is no equation / write {ref}`place`",
    "{numref}`place`": "20:1 error [link-exists] 'place' has no number / write {ref}`place`",
    "{ref}`bare`": "20:1 error [link-exists] 'bare' has no words of its own that a link could show / write them before it: {ref}`… <bare>`",
    "{doc}`05-Operator`": "20:1 error [link-exists] there is no lesson or page '05-Operator' / did you mean '05-Operators'?",
    "{doc}`../bb/notebook`": "20:1 error [link-exists] there is no lesson or page '../bb/notebook' / did you mean '../b/notebook'?",
    "$\\eqref{eq-two}$": "20:1 error [link-exists] nothing is called 'eq-two' / did you mean 'eq-one'?",
    "[글](#plaec)": "20:5 error [link-exists] 'lessons/a/notebook.md' has no heading with the address '#plaec'",
    ":::{note} 상자 {ref}`plaec`\n글\n:::": "20:14 error [link-exists] nothing is called 'plaec'",
}
RIGHT = (
    "{ref}`place` {ref}`여기 <place>` {ref}`글 <bare>` {ref}`fig-one` {ref}`elsewhere`",
    "{numref}`fig-one` {numref}`그림 %s번 <fig-one>` {numref}`eq-one`",
    "{eq}`eq-one` {eq}`eq-elsewhere` $\\eqref{eq-one}$ $\\ref{eq-one}$",
    "{doc}`../b/notebook` {doc}`../b/notebook.md` {doc}`../b` {doc}`둘째 <05-Operators>`",
    "{doc}`05-Operators.ipynb` {doc}`/05-Operators` {doc}`셋째` {doc}`b` {doc}`../../curriculum/pages/about`",
    "[](#place) [글](#fig-one) [](#eq-one) [](#elsewhere) [](../b/notebook.md#마디)",
)


@pytest.mark.parametrize("prose", WRONG)
def test_a_reference_that_leads_nowhere_is_told_once(build_course: BuildCourse, prose: str) -> None:
    (told,) = in_lesson(build_course, ALL + prose, FILES)
    assert told.startswith(WRONG[prose])


@pytest.mark.parametrize("prose", RIGHT)
def test_references_that_lead_somewhere_are_right(build_course: BuildCourse, prose: str) -> None:
    assert in_lesson(build_course, ALL + prose, FILES) == []


def test_nothing_is_said_where_an_open_fence_may_hide_the_target(build_course: BuildCourse) -> None:
    told = in_lesson(build_course, "{ref}`hidden`\n\n```\n(hidden)=\n## 마디\n", FILES)
    assert [one for one in told if "link-exists" in one] == []

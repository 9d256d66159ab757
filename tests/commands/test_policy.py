"""What a course asks of itself: which warnings stop a build, and which keep it unpublished."""

from __future__ import annotations

from pathlib import Path

import pytest

from courses import SMALLEST_COURSE, BuildCourse, run_cli

PROGRAMME = SMALLEST_COURSE["curriculum/programme.yml"]
NO_ALT = "## 시작\n\n![](images/a.svg)\n"
PICTURE = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>\n"


def course(build_course: BuildCourse, policy: str, text: str = NO_ALT) -> Path:
    return build_course(
        {
            "curriculum/programme.yml": PROGRAMME + policy,
            "lessons/a/notebook.md": text,
            "lessons/a/images/a.svg": PICTURE,
        }
    )


def test_what_makes_a_page_less_good_is_built_and_not_published(build_course: BuildCourse) -> None:
    root = course(build_course, "")
    built = run_cli(root, "build")
    assert built.code == 0
    assert "warning [picture-has-alt]" in built.err
    published = run_cli(root, "publish", "--to", str(root.parent / "web"))
    assert published.code == 1
    assert "lessons/a/notebook.md:3:1: error [picture-has-alt]" in published.err
    assert "say in one sentence what it shows" in published.err
    assert (
        "[site-passed] the course is not published with 1 warnings of these rules" in published.err
    )
    assert not (root.parent / "web").exists()


@pytest.mark.parametrize("policy", ["{publish: []}", "{publish: [heading-order]}"])
def test_a_policy_says_which_warnings_keep_a_site_unpublished(
    policy: str, build_course: BuildCourse
) -> None:
    root = course(build_course, f"policy: {policy}\n")
    assert run_cli(root, "build").code == 0
    assert run_cli(root, "publish", "--to", str(root.parent / "web")).code == 0
    assert (root.parent / "web" / "index.html").exists()


def test_a_policy_makes_a_warning_an_error_of_a_build(build_course: BuildCourse) -> None:
    root = course(build_course, "policy: {build: [picture-has-alt]}\n")
    assert run_cli(root, "check").code == 1
    built = run_cli(root, "build")
    assert built.code == 1
    assert "error [picture-has-alt]" in built.err
    assert not (root / "site" / "index.html").exists()


def test_a_build_that_keeps_going_makes_all_that_can_be_made(build_course: BuildCourse) -> None:
    root = course(build_course, "policy: {build: [picture-has-alt]}\n")
    built = run_cli(root, "build", "--keep-going")
    assert built.code == 1, "the errors are told"
    assert "<img " in (root / "site/lessons/a.html").read_text("utf-8")


def test_a_plot_without_a_description_stops_nothing(build_course: BuildCourse) -> None:
    plot = "```{code-cell} ipython3\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]);\n```\n"
    root = course(build_course, "", f"## 시작\n\n{plot}")
    built = run_cli(root, "build")
    assert built.code == 0, built.err
    assert "warning [picture-has-alt]" in built.err
    strict = course(build_course, "policy: {build: [picture-has-alt]}\n", f"## 시작\n\n{plot}")
    assert run_cli(strict, "build").code == 1


def test_a_rule_that_a_policy_names_wrongly_is_told_with_the_right_one(
    build_course: BuildCourse,
) -> None:
    checked = run_cli(course(build_course, "policy: {publish: [picture-has-alts]}\n"), "check")
    assert "curriculum/programme.yml:6:20: error [value-known]" in checked.err
    assert "did you mean 'picture-has-alt'?" in checked.err


def test_a_rule_whose_problems_are_errors_anyway_is_none_for_a_policy(
    build_course: BuildCourse,
) -> None:
    checked = run_cli(course(build_course, "policy: {build: [link-exists]}\n"), "check")
    assert "error [value-known]" in checked.err

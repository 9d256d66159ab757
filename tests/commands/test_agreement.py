"""What runs outside the notebooks' walls waits for a person, who is asked once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from courses import BuildCourse, Run, run_cli
from seodang.course.unconfined import unconfined_code

SETTINGS = "site_name: x\ndocs_dir: curriculum\ntheme: {name: material}\nplugins: [seodang]\n"
RAN = "open({file!r}, 'a').write('ran')"
LESSON = "{% extends 'main.html' %}{% block content %}<h1 id='sd-title'>가</h1>{{ page.content }}{% endblock %}\n"


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep agreements in a folder of the test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state/seodang"


def with_code(kind: str, mark: Path) -> Mapping[str, str]:
    run = RAN.format(file=str(mark))
    if kind == "hook":
        return {"mkdocs.yml": f"{SETTINGS}hooks: [hook.py]\n", "hook.py": f"{run}\n"}
    if kind == "tag":
        quoted = run.replace('"', '\\\\"')
        tag = f'!!python/object/apply:builtins.exec ["{quoted}"]'
        return {"mkdocs.yml": f"{SETTINGS}extra: {{x: {tag}}}\n"}
    call = "cycler.__init__.__globals__.__builtins__.exec"
    return {"theme/lesson.html": f'{LESSON}{{% set x = {call}("{run}") %}}\n'}


def rules(run: Run) -> list[str]:
    return [problem["rule"] for problem in run.report["problems"]]


@pytest.mark.parametrize("kind", ["hook", "tag", "template"])
def test_code_that_came_with_a_course_waits_for_a_person(
    build_course: BuildCourse, tmp_path: Path, state: Path, kind: str
) -> None:
    mark = tmp_path / "mark"
    root = build_course(with_code(kind, mark))
    for command in ("check", "build"):
        run = run_cli(root, command)
        assert (run.code, set(rules(run))) == (1, {"unconfined-code-agreed"})
    assert not mark.exists()
    assert not (state / "agreed.json").exists()
    run = run_cli(root, "build", "--trust")
    assert run.code == 0, run.err
    assert mark.exists()
    assert "Outside the notebooks' walls" in run.err
    assert not (root / "site").joinpath("agreed.json").exists()
    (root / "curriculum/glossary.yml").write_text("a: {term: 가, definition: 나}\n", "utf-8")
    assert run_cli(root, "build").code == 0, "who agreed once is not asked again"


def test_other_code_is_asked_about_again(build_course: BuildCourse, tmp_path: Path) -> None:
    root = build_course(with_code("hook", tmp_path / "mark"))
    assert run_cli(root, "build", "--trust").code == 0
    (root / "hook.py").write_text("import beside\n", "utf-8")
    assert rules(run_cli(root, "check")) == ["unconfined-code-agreed"]
    (root / "beside.py").write_text("x = 1\n", "utf-8")
    assert run_cli(root, "build", "--trust").code == 0
    (root / "beside.py").write_text("x = 2\n", "utf-8")
    assert rules(run_cli(root, "check")) == ["unconfined-code-agreed"]


def test_an_agreement_in_a_course_counts_for_nothing(
    build_course: BuildCourse, tmp_path: Path, state: Path
) -> None:
    root = build_course(with_code("hook", tmp_path / "mark"))
    run_cli(root, "build", "--trust")
    agreed = (state / "agreed.json").read_bytes()
    (state / "agreed.json").unlink()
    for place in (".seodang", ".seodang/store", ".", "site"):
        (root / place / "agreed.json").write_bytes(agreed)
    assert rules(run_cli(root, "check")) == ["unconfined-code-agreed"]


@pytest.mark.parametrize(
    ("files", "names"),
    [
        ({"mkdocs.yml": SETTINGS}, []),
        ({"mkdocs.yml": SETTINGS, "theme/assets/a.css": "a{}", "theme/assets/a.js": "`{{`"}, []),
        ({"theme/partials/copyright.html": "<p>가</p>"}, []),
        (
            {"theme/partials/copyright.html": "<p>{{ config.x }}</p>"},
            ["theme/partials/copyright.html"],
        ),
        ({"theme/.icons/a/b.svg": "<svg>{% set x = 1 %}</svg>"}, ["theme/.icons/a/b.svg"]),
        (
            {"mkdocs.yml": SETTINGS.replace("seodang]", "seodang, search, macros: {a: b}]")},
            ["search", "macros"],
        ),
        (
            {"mkdocs.yml": f"{SETTINGS}markdown_extensions: [toc, pymdownx.tasklist, evil]\n"},
            ["evil"],
        ),
        ({"mkdocs.yml": f"{SETTINGS}copyright: !ENV SECRET\n"}, ["!ENV"]),
        ({"mkdocs.yml": f"{SETTINGS}extra_templates: [a.html]\n"}, ["extra_templates"]),
        ({"mkdocs.yml": f"INHERIT: b.yml\n{SETTINGS}", "b.yml": "hooks: [a.py]\n"}, ["a.py"]),
    ],
)
def test_what_runs_without_walls_is_found(
    build_course: BuildCourse, files: Mapping[str, str], names: list[str]
) -> None:
    found = unconfined_code(build_course(files))
    assert [part.what.words["name"] for part in found] == names


def test_this_repositorys_own_course_has_none() -> None:
    assert unconfined_code(Path(__file__).parents[2]) == ()


def test_a_state_folder_that_cannot_be_written_is_said(
    build_course: BuildCourse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    root = build_course(with_code("hook", tmp_path / "mark"))
    run = run_cli(root, "build", "--trust")
    assert run.code == 0, run.err
    assert os.linesep.join(["This could not be kept"]) in run.err

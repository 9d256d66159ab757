"""mkdocs.yml: what is wrong there is told by `check`, at its line; nothing asks another host."""

from __future__ import annotations

from pathlib import Path

import pytest

from courses import BuildCourse, run_cli
from pages.quiet_courses import publish, quiet_course
from seodang.checks.site_settings import settings_problems
from seodang.problems import Place

BASE = "site_name: x\ndocs_dir: curriculum/pages\n"
PLUGINS = "plugins: [seodang]\n"
THEME = "theme: {name: material}\n"


def told(root: Path, settings: str) -> list[tuple[str, int, int]]:
    (root / "mkdocs.yml").write_text(settings, "utf-8")
    problems = settings_problems(root)
    places = [(problem.rule, problem.where) for problem in problems]
    return [(rule, at.line, at.column) for rule, at in places if isinstance(at, Place)]


@pytest.mark.parametrize(
    ("settings", "line", "column"),
    [
        ("theme: {name: material, features: 5}\n", 4, 35),
        ("theme: {name: material, palette: 5}\n", 4, 34),
        ("theme: {name: material, palette: [{scheme: [slate]}]}\n", 4, 34),
        ("theme: {name: material, palette: {toggle: 5}}\n", 4, 34),
        ("theme: {name: material, logo: [a]}\n", 4, 31),
        ("theme: {name: material, custom_dir: nowhere}\n", 4, 37),
        ("theme:\n", 4, 1),
        ("theme: readthedocs\n", 4, 1),
        (f"{THEME}extra: 5\n", 5, 8),
        (f"{THEME}extra: {{social: 5}}\n", 5, 17),
        (f"{THEME}extra: {{alternate: [5]}}\n", 5, 20),
        (f"{THEME}nav: 5\n", 5, 6),
        (f"{THEME}hooks: [nowhere.py]\n", 5, 9),
        (f"{THEME}extra_css: a.css\n", 5, 12),
        (f"{THEME}copyright: [a]\n", 5, 12),
        (f"{THEME}INHERIT: nowhere.yml\n", 5, 10),
    ],
)
def test_a_setting_that_would_stop_a_build_is_told_at_its_line(
    tmp_path: Path, settings: str, line: int, column: int
) -> None:
    assert told(tmp_path, BASE + PLUGINS + settings) == [("site-settings", line, column)]


@pytest.mark.parametrize("plugins", ["", "plugins: []\n", "plugins: [search]\n"])
def test_settings_without_our_plugin_are_told(tmp_path: Path, plugins: str) -> None:
    assert told(tmp_path, BASE + THEME + plugins)[0][0] == "site-settings"


@pytest.mark.parametrize(
    "settings",
    [
        f"{THEME}repo_url: https://github.com/a/b\n",
        f"{THEME}google_analytics: [UA-1, auto]\n",
        f"{THEME}extra:\n  analytics: {{provider: google, property: G-1}}\n",
        f"{THEME}extra: {{consent: {{title: x}}}}\n",
        f"{THEME}extra_css: [//fonts.example/a.css]\n",
        f"{THEME}extra_javascript:\n  - {{path: 'https://cdn.example/a.js', async: true}}\n",
        f"{THEME}extra: {{polyfills: ['https://cdn.example/a.js']}}\n",
        "theme: {name: material, font: {text: Roboto}}\n",
        "theme: {name: material, logo: 'https://example.org/a.png'}\n",
        "theme: {name: material, favicon: 'data:image/png;base64,x'}\n",
    ],
)
def test_a_setting_that_asks_another_host_is_refused_by_name(tmp_path: Path, settings: str) -> None:
    assert {rule for rule, _, _ in told(tmp_path, BASE + PLUGINS + settings)} == {
        "site-asks-no-host"
    }


@pytest.mark.parametrize(
    "settings",
    [
        THEME,
        "theme: material\n",
        "theme: {name: material, font: false, palette: {scheme: slate}, features: []}\n",
        "theme: {name: material, palette: [{media: x, toggle: {icon: a, name: b}}]}\n",
        f"{THEME}extra: {{social: [{{icon: a, link: 'https://github.com/a'}}], scope: /}}\n",
        f"{THEME}extra_css: [assets/a.css]\nextra_javascript: [{{path: a.js}}, b.js]\n",
        f"{THEME}markdown_extensions: [toc: {{permalink: true}}]\nhooks:\nextra:\n",
        f"{THEME}copyright: !ENV [NAME, x]\n",
        f"{THEME}extra: {{a: &x 1, b: *x}}\n",
    ],
)
def test_what_material_takes_is_left_alone(tmp_path: Path, settings: str) -> None:
    assert told(tmp_path, BASE + PLUGINS + settings) == []


def test_what_is_inherited_counts_and_builds(tmp_path: Path) -> None:
    base = "theme: {name: material}\nplugins: [seodang]\nrepo_url: https://github.com/a/b\n"
    settings = "INHERIT: base.yml\nsite_name: x\ndocs_dir: curriculum/pages\n"
    root = quiet_course(tmp_path, {"base.yml": base, "mkdocs.yml": settings})
    [problem] = publish(root).problems
    assert (problem.rule, problem.where) == ("site-asks-no-host", Place("base.yml", 3, 1))
    (root / "base.yml").write_text(base.partition("repo_url")[0], "utf-8")
    assert publish(root).is_written


@pytest.mark.parametrize("named", ["../base.yml", "/etc/base.yml"])
def test_settings_from_outside_are_not_inherited(tmp_path: Path, named: str) -> None:
    text = BASE + PLUGINS + THEME + f"INHERIT: {named}\n"
    assert told(tmp_path, text) == [("file-inside-repository", 5, 10)]


def test_settings_that_inherit_from_themselves_end(tmp_path: Path) -> None:
    assert told(tmp_path, BASE + PLUGINS + THEME + "INHERIT: mkdocs.yml\n") == []


def test_a_setting_that_no_template_can_show_is_a_problem_and_no_fault_of_ours(
    tmp_path: Path,
) -> None:
    settings = BASE + PLUGINS + THEME + "extra: {social: [{icon: 5, link: 5}]}\n"
    [problem] = publish(quiet_course(tmp_path, {"mkdocs.yml": settings})).problems
    assert problem.rule == "site-settings"
    assert "social.html" in str(problem.message)


def test_a_link_in_the_theme_that_leads_out_is_told_and_its_file_not_published(
    build_course: BuildCourse, tmp_path: Path
) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/notes.txt").write_text("secret", "utf-8")
    root = build_course({"theme/assets/a.css": "p{}\n"})
    (root / "theme/notes.txt").symlink_to(tmp_path / "secret/notes.txt")
    (root / "theme/folder").symlink_to(tmp_path / "secret")
    (root / "theme/inside.css").symlink_to(root / "theme/assets/a.css")
    for command in ("check", "build"):
        run = run_cli(root, command)
        assert run.code == 1
        found = [(one["rule"], one["path"]) for one in run.report["problems"]]
        assert found == [
            ("file-inside-repository", "theme/folder"),
            ("file-inside-repository", "theme/folder/notes.txt"),
            ("file-inside-repository", "theme/notes.txt"),
        ]
    assert not (root / "site").exists()

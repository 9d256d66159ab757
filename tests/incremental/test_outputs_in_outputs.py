"""Laws of an output within another's folder, as pages in a second language are within the site."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from click.testing import CliRunner

from courses import tree
from incremental.edits import COURSE, TODAY, Files, write
from incremental.test_variants import WITH_NOTES
from seodang.build_settings import Settings
from seodang.cache.fingerprint import fingerprint_inputs
from seodang.commands import clean
from seodang.course.model import Course
from seodang.course.variant import Variant
from seodang.output import journal
from seodang.output.artefact import Output
from seodang.outputs import OUTPUTS, OutputKind
from seodang.pipeline import build, outputs_of
from seodang.problems import Problem
from seodang.results import Result

NOTEBOOK = "lessons/c/notebook.md"
INNER = OutputKind("site/en", "instructor", language="en")
Register = Callable[[str, OutputKind], None]


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Register:
    """Return what names an output, as a newcomer would."""
    registry = cast("dict[str, OutputKind]", OUTPUTS)
    return lambda name, kind: monkeypatch.setitem(registry, name, kind)


@pytest.fixture
def root(tmp_path: Path, register: Register) -> Path:
    """Return a course with an output within the site."""
    register("en", INNER)
    write(tmp_path / "course", WITH_NOTES)
    return tmp_path / "course"


def run(root: Path, *names: str) -> Result:
    """Build all outputs, or those of some names."""

    def chosen(course: Course) -> Iterable[Output]:
        return [one for one in outputs_of(course) if not names or one.name in names]

    return build(Settings(root, TODAY, trusts=True), lambda _: None, chosen)


def new_of(result: Result) -> list[Problem]:
    """Return the problems but that of an overdue source, which the course has on purpose."""
    return [problem for problem in result.problems if problem.rule != "source-current"]


def made(root: Path, *names: str) -> dict[str, bytes]:
    """Build without a problem, and return the files of the whole site."""
    result = run(root, *names)
    assert [str(problem.message) for problem in new_of(result)] == []
    assert result.is_written
    return tree(root / "site")


def parted(site: Mapping[str, bytes]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return the outer files and the inner ones, each by their addresses in their output."""
    inner = {n.removeprefix("en/"): site[n] for n in site if n.startswith("en/")}
    return {n: content for n, content in site.items() if not n.startswith("en/")}, inner


def times(folder: Path) -> dict[str, int]:
    return {address: (folder / address).stat().st_mtime_ns for address in tree(folder)}


def changed(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    return {address for address, _ in before.items() ^ after.items()}


def test_both_are_what_they_are_by_themselves(root: Path, register: Register) -> None:
    both = made(root)
    register("en", replace(INNER, folder="apart"))
    apart = made(root)  # which leaves nothing of it in the site
    assert parted(both) == (apart, tree(root / "apart"))
    assert b'<html lang="en"' in both["en/index.html"]


def test_the_language_is_the_programmes_unless_the_output_names_another(root: Path) -> None:
    course = run(root).prepared.documents.course
    variants = [one.variant for one in outputs_of(course)]
    assert variants == [Variant("ko"), Variant("en", "", "instructor")]


@pytest.mark.parametrize(("name", "rebuilt"), [("site", ""), ("en", "en/")])
def test_either_stays_whole_when_the_other_is_made_anew(
    root: Path, name: str, rebuilt: str
) -> None:
    whole = made(root)
    before = times(root / "site")
    own = {rebuilt + address for address in parted(whole)[name == "en"]}
    for address in own:
        (root / "site" / address).unlink()
    assert made(root, name) == whole
    assert changed(before, times(root / "site")) == own


def test_a_page_of_one_changes_no_byte_of_the_other_unless_it_shows_it(root: Path) -> None:
    before, texts = made(root), dict(WITH_NOTES)
    texts[NOTEBOOK] = texts[NOTEBOOK].replace("하나", "하나하나")  # a word for instructors
    write(root, texts)
    stamps = times(root / "site")
    after = made(root)
    assert changed(stamps, times(root / "site")) == changed(before, after)
    assert _pages(changed(before, after)) == {"en/lessons/c.html"}
    write(root, {**texts, NOTEBOOK: texts[NOTEBOOK] + "\n모두에게 한 말.\n"})
    assert _pages(changed(after, made(root))) == {"lessons/c.html", "en/lessons/c.html"}


def _pages(addresses: Iterable[str]) -> set[str]:
    """Return what is no file for search or saving; of those, an output's own follow its pages."""
    following = ("search/", "/offline/")
    return {one for one in addresses if not any(part in one for part in following)}


@pytest.mark.parametrize("moves", range(5))
def test_a_crash_between_two_files_is_repaired(
    root: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    made(root)
    texts: Files = {**WITH_NOTES, NOTEBOOK: WITH_NOTES[NOTEBOOK] + "\n## 새 마디\n\n말.\n"}
    texts = {**texts, "lessons/d/notebook.md": COURSE["lessons/d/notebook.md"] + "\n또.\n"}
    write(root, texts)
    left = iter(range(moves))
    real = journal._move

    def move(new: Path, site: Path, address: str, ready: set[Path]) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        real(new, site, address, ready)

    with monkeypatch.context() as crash:
        crash.setattr(journal, "_move", move)
        with pytest.raises(KeyboardInterrupt):
            run(root)
    mended = made(root)
    shutil.rmtree(root / "site")
    shutil.rmtree(root / ".seodang")
    assert mended == made(root)


def test_what_nobody_made_is_kept_and_named_in_both(root: Path) -> None:
    made(root)
    for place in ("x.html", "english/x.html", "en/x.html", "en/lessons/old/x.html"):
        (root / "site" / place).parent.mkdir(parents=True, exist_ok=True)
        (root / "site" / place).write_text("x")
    said = [str(problem.message) for problem in new_of(run(root))]
    assert said == [
        "no build made 'english/x.html', 'x.html'; they stay, and are published",
        "no build made 'lessons/old/x.html', 'x.html'; they stay, and are published",
    ]
    assert (root / "site/english/x.html").read_text() == "x"
    elsewhere = root / "elsewhere"
    (root / "site/en").rename(elsewhere)
    (root / "site/en").symlink_to(elsewhere)
    run(root, "site")
    assert (root / "site/en").is_symlink(), "whatever stands there is the other's"


def test_clean_takes_both(root: Path) -> None:
    made(root)
    done = CliRunner().invoke(clean.command, ["--root", str(root)], standalone_mode=False)
    assert done.exception is None
    assert tree(root / "site") == {}
    assert not (root / "site/en").exists()


@pytest.mark.parametrize("address", ["index.html", "en/index.html"])
def test_whether_nothing_has_changed_is_told_at_once(root: Path, address: str) -> None:
    made(root)
    inputs, last = fingerprint_inputs(root), Settings(root, TODAY).last_build()
    last.remember(inputs, {"lessons": 4})
    assert last.report(inputs) == {"lessons": 4}
    made(root)
    assert last.report(inputs) == {"lessons": 4}
    (root / "site" / address).unlink()
    assert last.report(inputs) is None


FOOT = (
    "{% if page %}{% if audience == 'instructor' %}<a href='{{ base_url }}/../OUT'>site</a>"
    "{% else %}<a href='{{ base_url }}/en/IN'>en</a><a href='/ai/en/IN'>en</a>{% endif %}{% endif %}"
)


def linked(root: Path, outwards: str, inwards: str, files: Files = COURSE) -> None:
    """Let every page of either output link to a page of the other."""
    foot = FOOT.replace("OUT", outwards).replace("IN", inwards)
    write(root, {**files, "theme/partials/copyright.html": foot})


def test_links_from_one_to_the_other_are_right_from_the_first_build_on(root: Path) -> None:
    linked(root, "lessons/a.html#시작", "lessons/a.html#시작")
    made(root)
    linked(root, "glossary.html", "index.html#sd-title")
    made(root)


def test_links_that_lead_to_nothing_in_the_other_are_told(root: Path) -> None:
    linked(root, "nowhere.html", "lessons/a.html#nowhere")
    told = {str(one.message) for one in new_of(run(root))}
    assert "on en/index.html the link './../nowhere.html' leads to nothing" in told
    assert "on index.html the link './en/lessons/a.html#nowhere' leads to nothing" in told
    assert "on index.html the link '/ai/en/lessons/a.html#nowhere' leads to nothing" in told
    linked(root, "index.html", "index.html")
    made(root)


def test_a_link_is_looked_at_again_when_the_other_has_changed(root: Path) -> None:
    linked(root, "lessons/b.html#그림", "index.html")
    made(root)
    path = "lessons/b/notebook.md"
    renamed = COURSE[path].replace("## 그림", "## 그림들")
    linked(root, "lessons/b.html#그림", "index.html", {**COURSE, path: renamed})
    told = {str(one.message) for one in new_of(run(root))}
    assert "on en/index.html the link './../lessons/b.html#그림' leads to nothing" in told


def test_a_file_of_the_inner_output_is_named_by_its_whole_path(root: Path) -> None:
    css = "@import url('https://fonts.example/a.css');\n"
    write(root, {**COURSE, "theme/assets/partner.css": css})
    paths = [problem.where.path for problem in new_of(run(root))]
    assert paths == ["site/assets/partner.css", "site/en/assets/partner.css"]


def test_an_output_beside_the_site_is_no_part_of_it(root: Path, register: Register) -> None:
    register("en", replace(INNER, folder="teachers"))
    foot = "<a href='{{ base_url }}/../site/index.html'>site</a>"
    write(root, {**COURSE, "theme/partials/copyright.html": f"{{% if page %}}{foot}{{% endif %}}"})
    assert {problem.rule for problem in new_of(run(root))} == {"site-link"}

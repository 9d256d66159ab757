"""Laws over variants and outputs: what is made for one reader never reaches another."""

from __future__ import annotations

import gzip
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from courses import tree
from incremental.edits import COURSE, EDITS, TODAY, Edit, Files, write
from seodang.build_settings import Settings
from seodang.course.model import Course
from seodang.course.variant import Variant, variant_of
from seodang.output.artefact import Output
from seodang.pipeline import build

EXAMPLES = int(os.environ.get("SEODANG_EXAMPLES", "6"))
MARK = "강사만보는말"
TOLD = (
    f"## {MARK} 하나\n\n{MARK} 둘[^1], [{MARK} 셋][way]. $x_{{{MARK}}}$\n\n"
    f"[^1]: {MARK} 넷\n\n[way]: https://example.org/secret-way\n"
)
FOR_INSTRUCTORS = (
    f'\n+++ {{"tags": ["instructor"]}}\n\n{TOLD}\n+++\n\n'
    "[이 낱말][way]은 강사의 링크를 쓰지 않습니다.\n\n## 마지막 마디\n\n"
    "```{code-cell} ipython3\n:tags: [instructor]\n"
    f"print('{MARK} 다섯')\n```\n\n```{{code-cell}} ipython3\nprint('모두에게')\n```\n"
)
WITH_NOTES: Files = {
    **COURSE,
    "lessons/c/notebook.md": COURSE["lessons/c/notebook.md"] + FOR_INSTRUCTORS,
}
Outputs = Callable[[Course], Iterable[Output]]


def the_site(course: Course) -> tuple[Output, ...]:
    return (Output("site", course.root / "site", variant_of(course.programme), "site"),)


def for_instructors(course: Course) -> tuple[Output, ...]:
    variant = variant_of(course.programme, "instructor")
    return (Output("instructor", course.root / "instructor", variant, "site"),)


def learners_first(course: Course) -> tuple[Output, ...]:
    return (*the_site(course), *for_instructors(course))


def instructors_first(course: Course) -> tuple[Output, ...]:
    return (*for_instructors(course), *the_site(course))


def make(root: Path, outputs: Outputs, jobs: int = 1) -> dict[str, dict[str, bytes]]:
    """Build outputs and return the files of each."""
    result = build(Settings(root, TODAY, jobs, trusts=True), lambda _: None, outputs)
    assert [str(one.message) for one in result.problems if one.is_error] == []
    assert result.is_written
    written = [one.written.output for one in result.outputs.values() if one.written]
    return {output.name: tree(output.folder) for output in written}


def clean(root: Path, files: Files, outputs: Outputs) -> dict[str, dict[str, bytes]]:
    """Build files from nothing elsewhere; only results of notebooks are taken along."""
    other = root.parent / "clean"
    shutil.rmtree(other, ignore_errors=True)
    write(other, files)
    shutil.copytree(root / ".seodang/store/outputs", other / ".seodang/store/outputs")
    return make(other, outputs)


@pytest.mark.parametrize("outputs", [learners_first, instructors_first])
def test_instructors_and_learners_of_one_store_share_no_byte_that_is_not_the_learners(
    tmp_path: Path, outputs: Outputs
) -> None:
    root = tmp_path / "course"
    write(root, WITH_NOTES)
    made = make(root, outputs)
    again = make(root, outputs)  # from memos alone
    shutil.rmtree(root / ".seodang/store/memos")
    assert made == again == make(root, outputs)  # from fragments, documents and cells alone
    assert made["site"] == clean(root, WITH_NOTES, the_site)["site"]
    assert made["instructor"] == clean(root, WITH_NOTES, for_instructors)["instructor"]
    shown = made["instructor"]["lessons/c.html"].decode()
    assert all(f"{MARK} {number}" in shown for number in ("하나", "둘", "셋", "넷", "다섯"))
    assert "secret-way" in shown
    for address, content in made["site"].items():
        whole = gzip.decompress(content) if address.endswith(".gz") else content
        assert MARK.encode() not in whole, address
        assert b"secret-way" not in whole, address


def test_an_address_is_the_same_for_whoever_reads(tmp_path: Path) -> None:
    root = tmp_path / "course"
    again = FOR_INSTRUCTORS.replace(f"## {MARK} 하나", "## 마지막 마디")
    path = "lessons/c/notebook.md"
    write(root, {**COURSE, path: COURSE[path] + again})
    made = make(root, learners_first)
    # The instructors' heading of the same words comes first, and takes the plain address.
    for pages in made.values():
        assert 'id="마지막-마디-1"' in pages["lessons/c.html"].decode()


def test_templates_know_for_whom_they_show_a_page(tmp_path: Path) -> None:
    foot = {"theme/partials/copyright.html": "<p>for {{ audience }}</p>\n"}
    write(tmp_path / "course", {**COURSE, **foot})
    made = make(tmp_path / "course", learners_first)
    assert "<p>for learner</p>" in made["site"]["lessons/a.html"].decode()
    for address in ("index.html", "lessons/a.html", "404.html"):
        assert "<p>for instructor</p>" in made["instructor"][address].decode()


def test_what_is_wrong_in_several_outputs_is_told_once(tmp_path: Path) -> None:
    root = tmp_path / "course"
    write(root, {**COURSE, "lessons/d/notebook.md": "## 끝\n\n/home/kim/course/data.csv\n"})
    result = build(Settings(root, TODAY, trusts=True), lambda _: None, learners_first)
    pages = [problem for problem in result.problems if problem.rule.startswith("site-")]
    assert [problem.rule for problem in pages] == ["site-machine-path"]
    assert [len(built.problems) for built in result.outputs.values()] == [1, 1]


STEPS = st.tuples(
    st.sampled_from(EDITS),
    st.integers(0, 9),
    st.sampled_from([the_site, for_instructors, learners_first, instructors_first]),
)


@trying(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking would build for minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(STEPS, min_size=2, max_size=4))
def test_whatever_authors_do_every_output_is_that_of_a_clean_build(
    steps: list[tuple[Edit, int, Outputs]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root, files = Path(folder) / "course", WITH_NOTES
        write(root, files)
        make(root, learners_first)
        for edit, number, outputs in steps:
            files = edit(files, number)
            write(root, files)
            assert make(root, outputs, jobs=2) == clean(root, files, outputs)


def test_every_key_in_the_store_differs_between_variants(tmp_path: Path) -> None:
    root = tmp_path / "course"
    write(root, COURSE)  # without a word for instructors: the texts are the same
    kinds = ("fragments", "cells", "manifests")
    entries = []
    for outputs in (the_site, for_instructors):
        make(root, outputs)
        found = {kind: entries_of(root, kind) for kind in kinds}
        entries.append(found)
        for kind in kinds:
            shutil.rmtree(root / ".seodang/store" / kind)
        shutil.rmtree(root / ".seodang/store/memos")
    for kind in kinds:
        assert entries[0][kind].isdisjoint(entries[1][kind]), kind


def entries_of(root: Path, kind: str) -> set[str]:
    files = (root / ".seodang/store" / kind).rglob("*")
    return {file.parent.name + file.name for file in files if file.is_file()}


def test_variants_that_differ_in_anything_have_other_names() -> None:
    one = Variant("ko", "busan", "learner")
    others = [
        replace(one, language="en"),
        replace(one, region=""),
        replace(one, audience="instructor"),
    ]
    names = [str(variant) for variant in (one, *others)]
    assert all(a != b for a, b in itertools.combinations(names, 2))


INDEXED = """
import sys
from pathlib import Path
from incremental.edits import TODAY
from seodang.build_settings import Settings
from seodang.cache.store import key_of
from seodang.editions.site import site_edition
from seodang.output.artefact import Artefact, FileProducer
from seodang.pipeline import build
from seodang.rendering.render import fragment_of

def words(publication):
    texts = {p.name: fragment_of(p.fragment, publication.store).text for p in publication.pages if p.fragment}
    shards = {f"words/{name[-12:].replace('/', '-')}.txt": text for name, text in texts.items()}
    files = tuple(Artefact(address, key_of(text), "words") for address, text in shards.items())
    return FileProducer("words", files, lambda one: shards[one.address].encode())

site_edition.FILES = (*site_edition.FILES, words)
result = build(Settings(Path(sys.argv[1]), TODAY, trusts=True), lambda _: None)
assert result.is_written, result.problems
print(int("mkdocs" in sys.modules), result.outputs["site"].written.written)
"""


def test_a_producer_more_makes_no_edit_import_mkdocs(tmp_path: Path) -> None:
    root = tmp_path / "course"
    write(root, COURSE)

    def run() -> str:
        done = subprocess.run(
            [sys.executable, "-c", INDEXED, str(root)],
            capture_output=True,
            check=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        return done.stdout.split()[0]

    assert run() == "1"
    shard = root / "site/words/b.txt"
    before = {path: (root / "site" / path).stat().st_mtime_ns for path in tree(root / "site")}
    notebook = root / "lessons/b/notebook.md"
    notebook.write_text(notebook.read_text("utf-8") + "\n새로 쓴 문장.\n", "utf-8")
    assert run() == "0"
    assert "새로 쓴 문장." in shard.read_text("utf-8")
    changed = {n for n, time in before.items() if (root / "site" / n).stat().st_mtime_ns != time}
    following = ("search/", "assets/seodang/offline/")  # which hold words and digests of pages
    pages = {n for n in changed if not n.startswith(following)}
    assert pages == {"lessons/b.html", "words/b.txt"}

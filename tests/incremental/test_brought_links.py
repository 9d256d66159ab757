"""Links in Jupyter's spelling lead right after every edit of the page they lead to."""

from __future__ import annotations

from pathlib import Path

from courses import SMALLEST_COURSE, BuildCourse, run_cli, tree

LESSON = SMALLEST_COURSE["lessons/a/lesson.yml"]
COURSE = {
    "curriculum/tracks/first.yml": SMALLEST_COURSE["curriculum/tracks/first.yml"].replace(
        "[a]", "[a, b]"
    ),
    "lessons/a/notebook.md": "## 시작\n\n[둘째](05-B.ipynb#Write-Anew) [여기](#Top-Of-It)\n\n## Top Of It\n",
    "lessons/b/lesson.yml": LESSON.replace("첫", "둘째") + "notebook_was: [05-B.ipynb]\n",
    "lessons/b/notebook.md": "## Write Anew\n",
}


def links(root: Path) -> list[bool]:
    page = (root / "site/lessons/a.html").read_text("utf-8")
    ways = ("b.html#write-anew", "b.html#Write-Anew", "#top-of-it")
    return [f'<a href="{way}">' in page for way in ways]


def test_a_link_follows_the_addresses_that_its_page_has(build_course: BuildCourse) -> None:
    root = build_course(COURSE)
    assert run_cli(root, "build").code == 0
    assert links(root) == [True, False, True]
    (root / "lessons/b/notebook.md").write_text('## Write\n\n<a id="Write-Anew"></a> 글\n', "utf-8")
    assert run_cli(root, "build").code == 0
    assert links(root) == [False, True, True]
    after = tree(root / "site")
    run_cli(root, "clean")
    assert run_cli(root, "build").code == 0
    assert tree(root / "site") == after


def test_a_link_follows_its_lesson_to_another_id(build_course: BuildCourse) -> None:
    root = build_course(COURSE)
    assert run_cli(root, "build").code == 0
    (root / "lessons/b").rename(root / "lessons/c")
    track = root / "curriculum/tracks/first.yml"
    track.write_text(track.read_text("utf-8").replace("[a, b]", "[a, c]"), "utf-8")
    built = run_cli(root, "build")
    assert built.code == 0, built.err
    assert '<a href="c.html#write-anew">' in (root / "site/lessons/a.html").read_text("utf-8")

"""What an edit does to the files for search, and what never gets into them."""

from __future__ import annotations

from pathlib import Path

from courses import tree
from incremental.edits import COURSE, Files, built, clean, write
from pages.quiet_courses import lesson

TOLD_TO_NOBODY = "비밀스러운낱말"


def search(files: dict[str, bytes]) -> dict[str, bytes]:
    return {n: content for n, content in files.items() if n.startswith("search/")}


def test_an_edited_sentence_rewrites_the_shards_of_its_words_and_its_text_alone(
    tmp_path: Path,
) -> None:
    root = tmp_path / "course"
    path = "lessons/c/notebook.md"
    write(root, COURSE)
    before = search(built(root))
    files = {**COURSE, path: COURSE[path] + "\n느닷없는 코끼리.\n"}
    write(root, files)
    after = search(built(root))
    changed = {n for n in after if after[n] != before.get(n)}
    assert before.keys() == after.keys()
    assert len([n for n in changed if n.startswith("search/t/")]) == 1
    # 느닷 닷없 없는 없 느닷없 코끼 끼리, and the two skeletons of either word.
    assert 3 <= len(changed) <= 14
    assert after == search(clean(root, files))


def test_on_the_way_back_the_files_are_those_of_before(tmp_path: Path) -> None:
    root = tmp_path / "course"
    path = "lessons/c/notebook.md"
    write(root, COURSE)
    before = search(built(root))
    write(root, {**COURSE, path: COURSE[path] + "\n느닷없는 코끼리.\n"})
    built(root)
    write(root, COURSE)
    assert search(built(root)) == before


def test_a_shard_that_somebody_spoilt_is_made_anew(tmp_path: Path) -> None:
    root = tmp_path / "course"
    write(root, COURSE)
    before = built(root)
    shard = next(n for n in sorted(before) if n.startswith("search/s/") and len(before[n]) > 40)
    (root / "site" / shard).write_bytes(b"spoilt")
    assert built(root) == before


def test_what_no_page_shows_is_in_no_file_for_search(tmp_path: Path) -> None:
    root = tmp_path / "course"
    told: Files = {
        **COURSE,
        **lesson("draft", "초안", "status: draft\n", f"## 초안\n\n{TOLD_TO_NOBODY}\n"),
        "lessons/c/notebook.md": COURSE["lessons/c/notebook.md"]
        + f'\n+++ {{"tags": ["instructor"]}}\n\n## {TOLD_TO_NOBODY}\n\n{TOLD_TO_NOBODY}\n\n+++\n\n끝.\n'
        + f"\n```{{code-cell}} ipython3\n:tags: [remove-cell]\n# {TOLD_TO_NOBODY}\n```\n"
        + "\n```{exercise} guess\n```\n",
        "exercises/guess.yml": (
            "kind: choice\nquestion: 어느 답이 맞습니까?\noptions:\n"
            f"  - {{text: {TOLD_TO_NOBODY} 하나, correct: true, feedback: {TOLD_TO_NOBODY} 둘}}\n"
            f"  - {{text: 다른 답, feedback: {TOLD_TO_NOBODY} 셋}}\nexplanation: {TOLD_TO_NOBODY} 넷\n"
        ),
    }
    write(root, told)
    files = search(built(root))
    grams = {TOLD_TO_NOBODY[n : n + 2] for n in range(len(TOLD_TO_NOBODY) - 1)}
    whole = b"".join(files.values()).decode()
    assert "어느 답이 맞습니까?" in whole
    assert TOLD_TO_NOBODY not in whole
    assert not [gram for gram in grams - {"스러"} if f'"{gram}"' in whole]
    assert "search/course.js" in tree(root / "site")

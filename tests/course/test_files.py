"""Files that cannot be read as they are: each a problem that says why."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from seodang.files.reading import LARGEST_TEXT, read_text, spelled
from seodang.problems import Place, Problem


def problem_with(content: bytes, tmp_path: Path) -> Problem:
    (tmp_path / "a.yml").write_bytes(content)
    found = read_text(tmp_path, "a.yml")
    assert isinstance(found, Problem)
    return found


def test_windows_line_ends_and_decomposed_hangul_are_taken_as_they_were_meant(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.yml").write_bytes(unicodedata.normalize("NFD", "제목\r\n둘\r").encode())
    assert read_text(tmp_path, "a.yml") == "제목\n둘\n"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_recognised_with_and_without_its_mark(encoding: str, tmp_path: Path) -> None:
    problem = problem_with("title: one more".encode(encoding), tmp_path)
    assert (problem.rule, problem.message.words["encoding"]) == ("file-encoding", "UTF-16")


def test_the_first_byte_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    problem = problem_with("title: one\n제목: ".encode() + "가".encode("cp949"), tmp_path)
    assert problem.where == Place("a.yml", 2, 5)


def test_a_file_of_the_largest_size_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"#" * LARGEST_TEXT)
    assert isinstance(read_text(tmp_path, "a.yml"), str)
    assert problem_with(b"#" * (LARGEST_TEXT + 1), tmp_path).rule == "file-size"


def test_a_picture_called_yml_is_no_text(tmp_path: Path) -> None:
    assert problem_with(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", tmp_path).rule == "file-encoding"


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither pipes nor such links as files")
@pytest.mark.parametrize("kind", ["folder", "pipe", "gone", "link to nothing", "circle"])
def test_what_is_no_file_is_never_opened(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "link to nothing":
        path.symlink_to("nothing.yml")
    elif kind == "circle":
        path.symlink_to("b.yml")
        (tmp_path / "b.yml").symlink_to("a.yml")
    found = read_text(tmp_path, "a.yml")
    assert isinstance(found, Problem)
    assert found.rule == "file-readable"


@pytest.mark.parametrize("target", ["../secret.yml", "/etc/hostname"])
def test_a_link_out_of_the_repository_is_not_followed(target: str, tmp_path: Path) -> None:
    root = tmp_path / "course"
    root.mkdir()
    (tmp_path / "secret.yml").write_text("a: 1\n")
    (root / "a.yml").symlink_to(target)
    found = read_text(root, "a.yml")
    assert isinstance(found, Problem)
    assert found.rule == "file-inside-repository"


def test_a_link_within_the_repository_is_followed(tmp_path: Path) -> None:
    (tmp_path / "b.yml").write_text("a: 1\n")
    (tmp_path / "a.yml").symlink_to("b.yml")
    assert read_text(tmp_path, "a.yml") == "a: 1\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_file_one_may_not_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("a: 1\n")
    (tmp_path / "a.yml").chmod(0)
    code = (
        "import os, sys, pathlib\n"
        "from seodang.files.reading import read_text\n"
        "if os.geteuid() == 0:\n"
        "    os.chdir(sys.argv[1]); os.setuid(65534)\n"
        "print(read_text(pathlib.Path('.'), 'a.yml').message)\n"
    )
    # Another user has to get as far as the file.
    for folder in (tmp_path, *(f for f in tmp_path.parents if f.name.startswith("pytest-"))):
        folder.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        capture_output=True,
        check=True,
        encoding="utf-8",
        cwd=tmp_path,
    )
    assert done.stdout.strip() == "you may not read 'a.yml'"


def test_marks_of_a_merge_are_found_but_an_underline_of_equal_signs_is_not(tmp_path: Path) -> None:
    merged = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> theirs\n"
    assert problem_with(merged.encode(), tmp_path).where == Place("a.yml", 2, 1)
    (tmp_path / "a.yml").write_text("제목\n=======\n\n>>>>>>> 인용\n")
    assert isinstance(read_text(tmp_path, "a.yml"), str)


def test_a_path_is_returned_as_the_file_system_spells_it(tmp_path: Path) -> None:
    (tmp_path / "Images").mkdir()
    (tmp_path / "Images" / "그림.SVG").touch()
    assert spelled(tmp_path, "Images/그림.SVG") == "Images/그림.SVG"
    assert spelled(tmp_path, "images/그림.svg") == "Images/그림.SVG"
    assert spelled(tmp_path, "images/지도.svg") is None
    assert spelled(tmp_path, "a\0b") is None
    assert spelled(tmp_path, "a" * 5000) is None

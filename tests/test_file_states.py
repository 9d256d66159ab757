from __future__ import annotations

from pathlib import Path

from seodang.cache.file_states import states_of


def test_states_tell_what_came_went_and_was_replaced(tmp_path: Path) -> None:
    for name in ("same.html", "lessons/a.html", "gone.html", ".gitignore"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    before = states_of(tmp_path)
    assert set(before) == {"same.html", "lessons/a.html", "gone.html"}
    (tmp_path / "gone.html").unlink()
    (tmp_path / "new.html").write_text("x")
    (tmp_path / "replacement").write_text("yy")
    (tmp_path / "replacement").replace(tmp_path / "lessons/a.html")
    changed = {address for address, _ in before.items() ^ states_of(tmp_path).items()}
    assert changed == {"gone.html", "new.html", "lessons/a.html"}


def test_a_folder_that_is_not_there_or_none_has_no_files(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert states_of(tmp_path / "none") == states_of(tmp_path / "file") == {}


def test_a_link_is_a_file_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/round").symlink_to(tmp_path / "site", target_is_directory=True)
    (tmp_path / "site/dangling").symlink_to("nowhere")
    assert set(states_of(tmp_path / "site")) == {"round", "dangling"}

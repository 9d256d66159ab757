from __future__ import annotations

import zipfile
from pathlib import Path

from publishing.built import PAGES, publish, sent, write_site
from seodang.publishing.deploy_manifest import MANIFEST_NAME


def names(file: Path) -> set[str]:
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        return set(archive.namelist())


def test_a_zip_file_holds_the_whole_site(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "course.zip"
    run = publish(root, "--to", str(target))
    assert run.code == 0, run.err
    assert names(target) == {*PAGES, MANIFEST_NAME}
    with zipfile.ZipFile(target) as archive:
        assert archive.read("lessons/b/그림 [1] it's.svg") == b"<svg/>"


def test_the_same_site_gives_the_same_zip_file(root: Path, tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        publish(root, "--to", str(tmp_path / name))
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_a_changed_site_replaces_the_zip_file_as_a_whole(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "course.zip"
    publish(root, "--to", str(target))
    write_site(root, {"index.html": "<p>neu", "style.css": PAGES["style.css"]})
    run = publish(root, "--to", str(target))
    assert sent(run)[1] == ["index.html"]
    assert names(target) == {"index.html", "style.css", MANIFEST_NAME}


def test_a_file_that_is_not_ours_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "tax.zip").write_text("no zip at all")
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as archive:
        archive.writestr("family.jpg", b"x")
    for name in ("tax.zip", "photos.zip"):
        before = (tmp_path / name).read_bytes()
        assert "[target-ours]" in publish(root, "--to", str(tmp_path / name)).err
        assert (tmp_path / name).read_bytes() == before

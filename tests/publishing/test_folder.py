from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from courses import run_cli, tree
from pages.quiet_courses import quiet_course
from publishing.built import (
    PAGES,
    TODAY,
    publish,
    published,
    remember,
    sent,
    site_bytes,
    write_site,
)
from publishing.servers import Serve
from seodang.publishing.deploy import Deployment, deploy, plan_deployment
from seodang.publishing.deploy_manifest import MANIFEST_NAME
from seodang.publishing.publishing_error import PublishingError, on_this_computer
from seodang.publishing.target_kind import DeployContext
from tiny_project import without_rights


def test_a_new_folder_gets_the_whole_site(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "web" / "course"
    run = publish(root, "--to", str(target))
    assert run.code == 0, run.err
    assert published(target) == site_bytes(PAGES)
    assert "첫 수업" in run.out, "pages are named by their titles"


def test_only_the_difference_travels_and_what_is_gone_goes(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "web"
    publish(root, "--to", str(target))
    untouched = (target / "style.css").stat().st_mtime_ns
    changed = {**PAGES, "lessons/a.html": "<p>하나 반", "lessons/c.html": "<p>셋"}
    gone = ["lessons/b.html", "lessons/b/그림 [1] it's.svg"]
    after = {path: text for path, text in changed.items() if path not in gone}
    write_site(root, after)
    run = publish(root, "--to", str(target))
    assert sent(run) == (["lessons/c.html"], ["lessons/a.html"], gone)
    assert published(target) == site_bytes(after)
    assert (target / "style.css").stat().st_mtime_ns == untouched
    assert not (target / "lessons/b").exists(), "no empty folder stays behind"


def test_an_unchanged_site_sends_nothing(root: Path, tmp_path: Path) -> None:
    publish(root, "--to", str(tmp_path / "web"))
    before = (tmp_path / "web" / MANIFEST_NAME).stat().st_mtime_ns
    run = publish(root, "--to", str(tmp_path / "web"))
    assert run.code == 0
    assert sent(run) == ([], [], [])
    assert (tmp_path / "web" / MANIFEST_NAME).stat().st_mtime_ns == before


def test_a_page_deleted_at_the_target_comes_back(root: Path, tmp_path: Path) -> None:
    publish(root, "--to", str(tmp_path / "web"))
    (tmp_path / "web/index.html").unlink()
    assert sent(publish(root, "--to", str(tmp_path / "web")))[0] == ["index.html"]
    assert (tmp_path / "web/index.html").exists()


def test_everything_can_be_sent_again(root: Path, tmp_path: Path) -> None:
    publish(root, "--to", str(tmp_path / "web"))
    (tmp_path / "web/index.html").write_text("defaced")
    publish(root, "--to", str(tmp_path / "web"), "--all")
    assert published(tmp_path / "web") == site_bytes(PAGES)


def test_a_dry_run_shows_and_does_nothing(root: Path, tmp_path: Path) -> None:
    run = publish(root, "--to", str(tmp_path / "web"), "--dry-run")
    assert run.code == 0
    assert "index.html" in run.out
    assert not (tmp_path / "web").exists()


def test_a_foreign_folder_is_refused_untouched(root: Path, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/family.jpg").write_bytes(b"x")
    run = publish(root, "--to", str(tmp_path / "photos"))
    assert run.code == 1
    assert "[target-ours]" in run.err
    assert tree(tmp_path / "photos") == {"family.jpg": b"x"}


def test_files_of_others_beside_ours_stay(root: Path, tmp_path: Path) -> None:
    publish(root, "--to", str(tmp_path / "web"))
    (tmp_path / "web/CNAME").write_text("course.example.org")
    write_site(root, {"index.html": "<p>neu"})
    publish(root, "--to", str(tmp_path / "web"))
    assert set(published(tmp_path / "web")) == {"index.html", "CNAME"}


@pytest.mark.parametrize("path", ["../escape", "/etc/passwd", "a/../../escape", "C:/x", "a\\b"])
def test_a_manifest_cannot_point_outside_the_target(root: Path, tmp_path: Path, path: str) -> None:
    (tmp_path / "escape").write_text("precious")
    target = tmp_path / "web"
    target.mkdir()
    (target / MANIFEST_NAME).write_text(
        json.dumps({"seodang": 1, "commit": None, "files": {path: ""}})
    )
    assert "[target-ours]" in publish(root, "--to", str(target)).err
    assert (tmp_path / "escape").read_text() == "precious"


def test_a_publishing_cut_short_is_completed_by_the_next(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "web"
    publish(root, "--to", str(target))
    write_site(root, {**PAGES, "lessons/new.html": "<p>neu", "index.html": "<p>anders"})
    (target / "lessons/new.html").mkdir()  # a folder in the way stops it half way
    assert publish(root, "--to", str(target)).code == 1
    (target / "lessons/new.html").rmdir()
    write_site(root, {"index.html": "<p>zuletzt"})
    run = publish(root, "--to", str(target))
    assert run.code == 0, run.err
    assert published(target) == site_bytes({"index.html": "<p>zuletzt"})


def test_a_publishing_killed_at_any_moment_shows_whole_pages(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "web"
    old = {f"lessons/{n}.html": f"old {n} " * 2000 for n in range(300)}
    new = {f"lessons/{n}.html": f"new {n} " * 2000 for n in range(100, 400)}
    write_site(root, old)
    publish(root, "--to", str(target))
    write_site(root, new)
    command = [sys.executable, "-m", "seodang.cli", "publish", "--today", TODAY]
    whole = {text.encode() for text in (*old.values(), *new.values())}
    for delay in (0.3, 0.35, 0.4, 0.45, 0.5):
        process = subprocess.Popen(
            [*command, "--root", str(root), "--to", str(target)], stdout=subprocess.DEVNULL
        )
        time.sleep(delay)
        process.kill()
        process.wait()
        shown = (content for path, content in tree(target).items() if path.endswith(".html"))
        assert set(shown) <= whole
    assert publish(root, "--to", str(target)).code == 0
    assert published(target) == site_bytes(new)


def test_a_site_that_changes_under_way_is_not_sent(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "web"
    context = DeployContext(root, root / "site", tmp_path / "workspace", root, 0)
    plan, problems = plan_deployment(Deployment(str(target), context))
    assert plan is not None, problems
    (root / "site/index.html").write_text("<p>neu")
    assert [problem.rule for problem in deploy(plan)] == ["site-at-rest"]
    assert not target.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_folder_that_may_not_be_written_is_named(root: Path, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    command = [sys.executable, "-m", "seodang.cli", "publish", "--today", TODAY]
    target = ["--root", str(root), "--to", str(tmp_path / "closed/web")]
    run = subprocess.run(
        [*without_rights(), *command, *target],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 1
    assert "[target-writable]" in run.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux' disk that is always full")
def test_a_full_disk_is_named() -> None:
    with pytest.raises(PublishingError) as caught, on_this_computer():
        Path("/dev/full").write_bytes(b"x")
    assert caught.value.rule == "target-has-room"


def test_nothing_is_written_or_removed_through_a_link(root: Path, tmp_path: Path) -> None:
    outside, target = tmp_path / "outside", tmp_path / "web"
    outside.mkdir()
    (outside / "victim.txt").write_text("precious")
    target.mkdir()
    (target / "link").symlink_to(outside)
    files = {"link/victim.txt": ""}
    manifest = {"seodang": 1, "commit": None, "files": files}
    (target / MANIFEST_NAME).write_text(json.dumps(manifest))
    (target / ".seodang-arriving").mkdir()
    (target / ".seodang-arriving/file").symlink_to(outside / "victim.txt")
    assert publish(root, "--to", str(target)).code == 0
    assert tree(outside) == {"victim.txt": b"precious"}
    write_site(root, {**PAGES, "link/new.html": "<p>neu"})
    run = publish(root, "--to", str(target))
    assert (run.code, "[target-ours]" in run.err) == (1, True)
    assert tree(outside) == {"victim.txt": b"precious"}
    (target / ".seodang-arriving").symlink_to(outside)
    assert "[target-ours]" in publish(root, "--to", str(target)).err
    assert tree(outside) == {"victim.txt": b"precious"}


def test_a_page_changed_with_its_size_and_time_as_they_were_is_not_published(
    root: Path, tmp_path: Path
) -> None:
    page = root / "site/index.html"
    before, seen = page.read_bytes(), page.stat()
    page.write_bytes(before.replace("안녕하세요".encode(), "미안합니다".encode()))
    os.utime(page, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    run = publish(root, "--to", str(tmp_path / "web"))
    assert (run.code, "[site-passed]" in run.err) == (1, True)
    assert not (tmp_path / "web").exists()


def test_the_build_that_follows_makes_such_a_page_anew(tmp_path: Path) -> None:
    root = quiet_course(tmp_path / "course", {})
    assert run_cli(root, "build", "--today", TODAY).code == 0
    whole, page = tree(root / "site"), root / "site/lessons/a.html"
    seen = page.stat()
    page.write_bytes(page.read_bytes().replace("안녕하세요".encode(), "미안합니다".encode()))
    os.utime(page, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert "[site-passed]" in publish(root, "--to", str(tmp_path / "web")).err
    assert run_cli(root, "build", "--today", TODAY).code == 0
    assert tree(root / "site") == whole
    assert publish(root, "--to", str(tmp_path / "web"), "--no-check").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_web_server_can_read_what_a_careful_account_publishes(root: Path, tmp_path: Path) -> None:
    old = os.umask(0o077)
    try:
        assert publish(root, "--to", str(tmp_path / "srv/web")).code == 0
    finally:
        os.umask(old)
    made = [tmp_path / "srv", *(tmp_path / "srv").rglob("*")]
    modes = {path.is_dir(): oct(path.stat().st_mode & 0o777) for path in made}
    assert modes == {True: "0o755", False: "0o644"}


def test_a_misspelt_target_is_refused_and_makes_no_folder(root: Path, tmp_path: Path) -> None:
    (root / "publish.yml").write_text("web: {to: ../stick}\n")
    for extra in ([], ["--yes"]):
        run = publish(root, "--to", "wbe", *extra)
        assert run.code == 1
        assert "[target-named] there is no target 'wbe' in publish.yml, and no such" in run.err
        assert "did you mean 'web'?" in run.err
    assert "for a new folder write './public'" in publish(root, "--to", "public").err
    assert "[target-named]" in publish(root, "--to", "").err
    assert not any((tmp_path / name).exists() for name in ("wbe", "public", "stick"))
    (tmp_path / "stick").mkdir()
    assert publish(root, "--to", "stick").code == 0
    assert publish(root, "--to", "./public").code == 0


def test_removed_pages_are_all_named_with_what_keeps_their_address(
    root: Path, tmp_path: Path
) -> None:
    many = {f"lessons/{n}.html": f"<p>{n}" for n in range(30)}
    write_site(root, {**PAGES, **many})
    assert "was:" not in publish(root, "--to", str(tmp_path / "web")).out
    write_site(root, {**PAGES, **{f"lessons/new-{n}.html": f"<p>{n}" for n in range(30)}})
    out = publish(root, "--to", str(tmp_path / "web")).out
    assert [path for path in many if f" {path}" not in out] == []
    assert "'was: [old-id]'" in out


def test_an_example_as_address_is_a_sentence_and_no_problem(root: Path, tmp_path: Path) -> None:
    site = ("--to", str(tmp_path / "web"), "--address", "https://example.org/ai/")
    run = publish(root, *site)
    assert (run.code, run.report["problems"]) == (0, [])
    assert "is only an example" in run.out


def test_a_mistaken_publish_yml_is_told_whatever_its_bytes(root: Path) -> None:
    (root / "publish.yml").write_bytes("web: {to: 폴더}\n".encode("cp949"))
    assert "publish.yml:1:11: error [file-encoding]" in publish(root).err


@pytest.mark.parametrize(
    "name",
    ["site", "curriculum/new", ".", "lessons", "theme", "Theme/x", "exercises/x", ".venv", "docs"],
)
def test_the_course_itself_is_no_target(root: Path, name: str) -> None:
    before = tree(root / "curriculum")
    assert "[target-apart]" in publish(root, "--to", str(root / name)).err
    assert tree(root / "curriculum") == before


@pytest.mark.parametrize(
    ("target", "rule"),
    [
        ("ftp://host/x", "target-readable"),
        ("sftp://", "target-readable"),
        ("git:", "target-readable"),
        ("git:fd::17", "target-readable"),
        ("git:ext::sh -c x", "target-readable"),
        ("sftp://-oProxyCommand=x@host/", "target-readable"),
        ("git:https://me:secret@host/x.git", "target-without-secret"),
    ],
)
def test_a_target_that_cannot_be_read_is_explained(root: Path, target: str, rule: str) -> None:
    run = publish(root, "--to", target)
    assert run.code == 1
    assert f"[{rule}]" in run.err


def test_a_site_older_than_the_course_is_not_published(root: Path, tmp_path: Path) -> None:
    (root / "lessons/a/notebook.md").write_text("changed since")
    run = publish(root, "--to", str(tmp_path / "web"))
    assert run.code == 1
    assert "[site-passed]" in run.err
    assert not (tmp_path / "web").exists()


def test_a_site_that_never_passed_is_not_published(root: Path, tmp_path: Path) -> None:
    (root / "site/index.html").write_text("changed by hand")
    assert "[site-passed]" in publish(root, "--to", str(tmp_path / "web")).err


def test_a_strict_build_may_be_published_without_saying_so_again(
    root: Path, tmp_path: Path
) -> None:
    remember(root, strict=True)
    assert publish(root, "--to", str(tmp_path / "web")).code == 0


def test_targets_are_kept_by_name(root: Path, tmp_path: Path) -> None:
    (root / "publish.yml").write_text("usb: {to: ../stick}\nzip: {to: ../course.zip}\n")
    assert publish(root).code == 0
    assert (tmp_path / "stick/index.html").exists()
    assert publish(root, "--to", "zip").code == 0
    assert (tmp_path / "course.zip").exists()


def test_a_mistake_in_publish_yml_is_shown_at_its_line(root: Path) -> None:
    (root / "publish.yml").write_text("web:\n  too: ../stick\n")
    run = publish(root)
    assert run.code == 1
    assert "publish.yml:2:3: error [key-known]" in run.err


def test_without_a_target_the_way_to_name_one_is_told(root: Path) -> None:
    run = publish(root)
    assert run.code == 1
    assert "[target-named]" in run.err


def test_the_address_shows_what_was_published(root: Path, tmp_path: Path, serve: Serve) -> None:
    target = tmp_path / "web"
    target.mkdir()
    run = publish(root, "--to", str(target), "--address", serve(target))
    assert run.code == 0, run.err
    assert "Learners now see this site at http://127.0.0.1:" in run.out


def test_a_host_that_changes_pages_is_found_out(root: Path, tmp_path: Path, serve: Serve) -> None:
    target = tmp_path / "web"
    publish(root, "--to", str(target))
    (target / "lessons/a.html").write_text("<p>with an advertisement")
    (target / "index.html").chmod(0o644)
    run = publish(root, "--to", str(target), "--address", serve(target))
    assert run.code == 1
    assert "lessons/a.html: error [address-serves-file]" in run.err
    assert "index.html: error" not in run.err


def test_an_address_of_another_site_is_found_out(root: Path, tmp_path: Path, serve: Serve) -> None:
    (tmp_path / "other").mkdir()
    address = serve(tmp_path / "other")
    run = publish(root, "--to", str(tmp_path / "web"), "--address", address, "--wait", "1")
    assert run.code == 1
    assert "[address-shows-site]" in run.err
    assert "shows another site" in run.err


def test_an_address_may_be_written_in_hangul(root: Path, tmp_path: Path, serve: Serve) -> None:
    address = serve(tmp_path) + "우리 수업"
    run = publish(root, "--to", str(tmp_path / "우리 수업"), "--address", address)
    assert run.code == 0, run.err


@pytest.mark.parametrize("address", ["example.org", "file:///etc/", ""])
def test_an_address_that_is_none_is_a_matter_of_usage(
    root: Path, tmp_path: Path, address: str
) -> None:
    run = publish(root, "--to", str(tmp_path / "web"), "--address", address)
    assert run.code == 2
    assert not (tmp_path / "web").exists()


def test_an_address_nobody_answers_at_is_found_out(root: Path, tmp_path: Path) -> None:
    address = "http://127.0.0.1:9/"
    run = publish(root, "--to", str(tmp_path / "web"), "--address", address, "--wait", "0")
    assert "does not answer" in run.err
    assert "Traceback" not in run.err


def test_messages_are_korean_on_a_korean_terminal(root: Path, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/family.jpg").write_bytes(b"x")
    run = publish(root, "--to", str(tmp_path / "photos"), language="ko_KR.UTF-8")
    assert "[target-ours] 발행할 곳에 서당이 올리지 않은 파일이 있습니다" in run.err

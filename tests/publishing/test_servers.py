from __future__ import annotations

from pathlib import Path

import pytest

from publishing.built import PAGES, publish, published, sent, site_bytes, write_site
from publishing.servers import Serve, Sshd
from seodang.publishing.deploy_manifest import MANIFEST_NAME
from seodang.publishing.sftp import Sftp
from seodang.publishing.ssh import SshServer
from seodang.publishing.target_kind import DeployContext
from seodang.publishing.targets import parse_target


def test_a_server_gets_the_site_and_then_the_difference(
    root: Path, tmp_path: Path, sshd: Sshd, serve: Serve
) -> None:
    target = tmp_path / "web"
    target.mkdir()
    to = ("--to", sshd.place(target), "--ssh-config", str(sshd.configuration))
    at = ("--address", serve(target))
    first = publish(root, *to, *at)
    assert first.code == 0, first.err
    assert published(target) == site_bytes(PAGES)

    assert sent(publish(root, *to, *at)) == ([], [], [])

    gone = ["lessons/b.html", "lessons/b/그림 [1] it's.svg"]
    after = {p: text for p, text in PAGES.items() if p not in gone}
    after |= {"lessons/a.html": "<p>zwei", "lessons/c/새 [그림]*?.svg": "<svg/>"}
    write_site(root, after)
    second = publish(root, *to, *at)
    assert second.code == 0, second.err
    assert sent(second) == (["lessons/c/새 [그림]*?.svg"], ["lessons/a.html"], gone)
    assert published(target) == site_bytes(after)
    assert not (target / "lessons/b").exists()
    assert {path.name for path in target.iterdir()} == {
        *("404.html", "index.html", "lessons", "style.css", MANIFEST_NAME)
    }


@pytest.mark.parametrize("name", ["new", "none/x"])
def test_no_folder_is_made_on_a_server_by_a_wrong_name(
    root: Path, tmp_path: Path, sshd: Sshd, name: str
) -> None:
    place = sshd.place(tmp_path / name)
    run = publish(root, "--to", place, "--ssh-config", str(sshd.configuration), "--no-check")
    assert run.code == 1
    assert "[target-exists]" in run.err
    assert not (tmp_path / name.partition("/")[0]).exists()


def test_files_of_others_on_a_server_stay(root: Path, tmp_path: Path, sshd: Sshd) -> None:
    ours = tmp_path / "web"
    ours.mkdir()
    to = ("--to", sshd.place(ours), "--ssh-config", str(sshd.configuration), "--no-check")
    publish(root, *to)
    (ours / "lessons/b/theirs.txt").write_text("theirs")
    write_site(root, {"index.html": "<p>neu"})
    assert publish(root, *to).code == 0
    assert set(published(ours)) == {"index.html", "lessons/b/theirs.txt"}


def test_a_foreign_folder_of_a_server_is_refused(root: Path, tmp_path: Path, sshd: Sshd) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs/index.php").write_text("x")
    place = sshd.place(tmp_path / "theirs")
    run = publish(root, "--to", place, "--ssh-config", str(sshd.configuration))
    assert "[target-ours]" in run.err
    assert [path.name for path in (tmp_path / "theirs").iterdir()] == ["index.php"]


@pytest.mark.parametrize(
    ("which", "rule"),
    [
        ("with_another_key", "target-accepts-key"),
        ("with_unknown_host", "host-key-known"),
        ("with_changed_host", "host-key-same"),
    ],
)
def test_what_keeps_us_out_is_said_plainly(root: Path, sshd: Sshd, which: str, rule: str) -> None:
    configuration = str(getattr(sshd, which))
    run = publish(root, "--to", sshd.place(root / "web"), "--ssh-config", configuration)
    assert run.code == 1
    assert f"[{rule}]" in run.err
    assert "Traceback" not in run.err


def test_a_server_that_is_not_there_is_said_plainly(root: Path, sshd: Sshd) -> None:
    run = publish(root, "--to", f"sftp://{sshd.user}@127.0.0.1:9/srv")
    assert "[target-reachable]" in run.err


def test_a_place_where_nothing_can_be_written_is_said_plainly(root: Path, sshd: Sshd) -> None:
    place = sshd.place(Path("/proc/seodang"))
    run = publish(root, "--to", place, "--ssh-config", str(sshd.configuration), "--no-check")
    assert run.code == 1
    assert "[target-exists]" in run.err or "[target-writable]" in run.err
    assert "Traceback" not in run.err


def test_a_sending_cut_short_is_completed_by_the_next(
    root: Path, tmp_path: Path, sshd: Sshd
) -> None:
    target = tmp_path / "web"
    target.mkdir()
    to = ("--to", sshd.place(target), "--ssh-config", str(sshd.configuration), "--no-check")
    publish(root, *to)
    write_site(root, {**PAGES, "index.html": "<p>anders", "lessons/new.html": "<p>neu"})
    (target / "lessons/new.html/in-the-way").mkdir(parents=True)  # stops it half way
    assert publish(root, *to).code == 1
    assert (target / "index.html").read_text() in (PAGES["index.html"], "<p>anders")
    (target / "lessons/new.html/in-the-way").rmdir()
    (target / "lessons/new.html").rmdir()
    write_site(root, {"index.html": "<p>zuletzt"})
    run = publish(root, *to)
    assert run.code == 0, run.err
    assert not (target / "lessons").exists()
    assert published(target) == site_bytes({"index.html": "<p>zuletzt"})
    assert not (target / ".seodang-arriving").exists()


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("sftp://kim@host/srv/web", SshServer("kim", "host", None, "/srv/web")),
        ("sftp://host:2022/srv", SshServer("", "host", 2022, "/srv")),
        ("sftp://kim@host/~/web", SshServer("kim", "host", None, "web")),
        ("sftp://kim@[::1]:22/srv", SshServer("kim", "[::1]", 22, "/srv")),
    ],
)
def test_a_server_is_written_in_several_ways(tmp_path: Path, text: str, server: SshServer) -> None:
    target = parse_target(text, DeployContext(tmp_path, tmp_path, tmp_path, tmp_path, 0))
    assert isinstance(target, Sftp)
    assert target.server == server


def test_a_server_that_cannot_replace_files_is_served_all_the_same(
    root: Path, tmp_path: Path, plain_sshd: Sshd
) -> None:
    target = tmp_path / "web"
    target.mkdir()
    place = plain_sshd.place(target)
    to = ("--to", place, "--ssh-config", str(plain_sshd.configuration), "--no-check")
    assert publish(root, *to).code == 0
    write_site(root, {**PAGES, "index.html": "<p>neu", "style.css": ""})
    assert publish(root, *to).code == 0
    assert published(target)["index.html"] == b"<p>neu"
    assert not (target / ".seodang-arriving").exists()

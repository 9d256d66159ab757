from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from publishing.built import PAGES, publish, sent, write_site
from publishing.servers import Serve, Sshd
from seodang.publishing.deploy_manifest import MANIFEST_NAME

WITHOUT_SETTINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def git(folder: Path, *arguments: str) -> str:
    ours = ["-c", "user.name=김하나", "-c", "user.email=hana@example.org", "-c", "gc.auto=0"]
    done = subprocess.run(
        ["git", *ours, *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **WITHOUT_SETTINGS},
        timeout=60,
    )
    return done.stdout


@pytest.fixture
def host(root: Path, tmp_path: Path) -> Path:
    """A bare repository, and the course in a clone of it with something half done."""
    bare = tmp_path / "host.git"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(bare))
    git(root, "init", "--quiet", "--initial-branch=main")
    (root / ".gitignore").write_text("/site/\n/.seodang/\n")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "Begin")
    git(root, "remote", "add", "origin", str(bare))
    git(root, "push", "--quiet", "origin", "main")
    (root / "notes.txt").write_text("half done")
    git(root, "add", "notes.txt")
    return bare


def branch(host: Path, name: str = "gh-pages") -> dict[str, str]:
    """Return what a branch of the host holds, beside the manifest."""
    paths = git(host, "ls-tree", "-r", "-z", "--name-only", name).split("\0")
    return {
        path: git(host, "show", f"{name}:{path}")
        for path in paths
        if path and path != MANIFEST_NAME
    }


def test_a_branch_gets_the_site_and_then_the_difference(root: Path, host: Path) -> None:
    first = publish(root, "--to", "git:origin", "--no-check")
    assert first.code == 0, first.err
    assert branch(host) == {**PAGES, ".nojekyll": ""}

    assert sent(publish(root, "--to", "git:origin", "--no-check")) == ([], [], [])
    assert git(host, "rev-list", "--count", "gh-pages").strip() == "1"

    after = {"index.html": "<p>새 첫 쪽", "lessons/a.html": PAGES["lessons/a.html"]}
    write_site(root, after)
    second = publish(root, "--to", "git:origin", "--no-check")
    assert sent(second)[1] == ["index.html"]
    assert branch(host) == {**after, ".nojekyll": ""}
    assert git(host, "rev-list", "--count", "gh-pages").strip() == "2"


def test_the_author_s_work_stays_as_it_is(root: Path, host: Path) -> None:
    before = [
        git(root, *ask.split())
        for ask in ("status --porcelain", "rev-parse HEAD", "stash list", "branch -a")
    ]
    assert publish(root, "--to", "git:origin", "--no-check").code == 0
    after = [
        git(root, *ask.split())
        for ask in ("status --porcelain", "rev-parse HEAD", "stash list", "branch -a")
    ]
    assert [*after[:3], after[3].replace("  remotes/origin/gh-pages\n", "")] == before


def test_a_file_the_host_put_there_stays(root: Path, host: Path, tmp_path: Path) -> None:
    publish(root, "--to", "git:origin", "--no-check")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--branch", "gh-pages", str(host), str(clone))
    (clone / "CNAME").write_text("course.example.org")
    git(clone, "add", "CNAME")
    git(clone, "commit", "--quiet", "-m", "Name the address")
    git(clone, "push", "--quiet")
    write_site(root, {"index.html": "<p>neu"})
    assert publish(root, "--to", "git:origin", "--no-check").code == 0
    assert set(branch(host)) == {"CNAME", "index.html", ".nojekyll"}


def test_a_branch_of_others_is_refused(root: Path, host: Path) -> None:
    before = git(host, "rev-parse", "main")
    run = publish(root, "--to", "git:origin#main")
    assert run.code == 1
    assert "[target-ours]" in run.err
    assert git(host, "rev-parse", "main") == before


def test_a_newer_state_somebody_else_published_is_not_taken_away(
    root: Path, host: Path, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs"
    git(tmp_path, "clone", "--quiet", str(host), str(theirs))
    git(theirs, "commit", "--quiet", "--allow-empty", "-m", "A lesson more")
    write_site(theirs, {**PAGES, "lessons/more.html": "<p>mehr"})
    assert publish(theirs, "--to", "git:origin", "--no-check").code == 0

    run = publish(root, "--to", "git:origin", "--no-check")
    assert run.code == 1
    assert "[target-not-ahead]" in run.err
    assert "lessons/more.html" in branch(host)

    git(theirs, "push", "--quiet")
    git(root, "pull", "--quiet", "--rebase", "--autostash", "origin", "main")
    write_site(root, PAGES)
    assert publish(root, "--to", "git:origin", "--no-check").code == 0
    assert "lessons/more.html" not in branch(host)


def test_taking_over_is_a_word_of_its_own(root: Path, host: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    git(tmp_path, "clone", "--quiet", str(host), str(theirs))
    git(theirs, "commit", "--quiet", "--allow-empty", "-m", "A lesson more")
    write_site(theirs, {"index.html": "<p>theirs"})
    publish(theirs, "--to", "git:origin", "--no-check")
    assert publish(root, "--to", "git:origin", "--no-check", "--take-over").code == 0
    assert branch(host)["index.html"] == PAGES["index.html"]
    assert git(host, "rev-list", "--count", "gh-pages").strip() == "2", "history is never rewritten"


@pytest.mark.skipif(sys.platform == "win32", reason="the hook is a shell script")
def test_somebody_who_publishes_at_the_same_moment_is_not_overwritten(
    root: Path, host: Path
) -> None:
    publish(root, "--to", "git:origin", "--no-check")
    hook = host / "hooks" / "pre-receive"
    # Between our reading and our writing the branch moves on, as when a colleague was quicker.
    hook.write_text(
        "#!/bin/sh\nunset GIT_QUARANTINE_PATH\n"
        "new=$(git -c user.name=x -c user.email=x@x commit-tree gh-pages^{tree} -p gh-pages -m quicker)\n"
        "git update-ref refs/heads/gh-pages $new\n"
    )
    hook.chmod(0o755)
    write_site(root, {"index.html": "<p>neu"})
    run = publish(root, "--to", "git:origin", "--no-check")
    assert run.code == 1
    assert "[target-not-ahead]" in run.err
    assert git(host, "log", "-1", "--format=%s", "gh-pages").strip() == "quicker"


@pytest.mark.skipif(sys.platform == "win32", reason="the hook is a shell script")
def test_a_protected_branch_is_named_as_such(root: Path, host: Path) -> None:
    hook = host / "hooks" / "pre-receive"
    hook.write_text(
        "#!/bin/sh\necho 'You are not allowed to push to protected branch' >&2\nexit 1\n"
    )
    hook.chmod(0o755)
    assert "[target-writable]" in publish(root, "--to", "git:origin", "--no-check").err


def test_what_git_says_of_another_failure_is_passed_on(root: Path, host: Path) -> None:
    (host / "config").write_text("[core\n")
    run = publish(root, "--to", "git:origin", "--no-check")
    assert run.code == 1
    assert "[target-took-it] git stopped: " in run.err


def test_a_computer_without_git_is_told_so(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    run = publish(root, "--to", "git:origin", "--no-check")
    assert run.code == 1
    assert "[tool-installed] 'git' is not installed on this computer" in run.err


def test_a_repository_that_is_not_there_is_named_as_such(root: Path, host: Path) -> None:
    assert "[target-exists]" in publish(root, "--to", "git:elsewhere", "--no-check").err


def test_a_course_outside_git_can_be_published_to_a_branch(root: Path, tmp_path: Path) -> None:
    bare = tmp_path / "host.git"
    git(tmp_path, "init", "--quiet", "--bare", str(bare))
    run = publish(root, "--to", f"git:{bare}#pages", "--no-check")
    assert run.code == 0, run.err
    assert "index.html" in branch(bare, "pages")
    assert not (root / ".git").exists()


def test_a_branch_is_reached_over_ssh(root: Path, host: Path, sshd: Sshd) -> None:
    place = sshd.place(host, "ssh")
    to = ("--to", f"git:{place}", "--no-check", "--ssh-config")
    assert publish(root, *to, str(sshd.configuration)).code == 0
    assert "index.html" in branch(host)
    assert "[target-accepts-key]" in publish(root, *to, str(sshd.with_another_key)).err
    assert "[host-key-known]" in publish(root, *to, str(sshd.with_unknown_host)).err


def test_the_address_of_a_branch_is_the_programme_s(
    root: Path, host: Path, tmp_path: Path, serve: Serve
) -> None:
    (tmp_path / "pages").mkdir()
    programme = root / "curriculum/programme.yml"
    text = programme.read_text("utf-8").replace(
        "https://seodang.test/ai/", serve(tmp_path / "pages")
    )
    programme.write_text(text, "utf-8")
    write_site(root, PAGES)
    late = publish(root, "--to", "git:origin", "--wait", "0")
    assert "[address-shows-site]" in late.err
    git(tmp_path, "clone", "--quiet", "--branch", "gh-pages", str(host), "checkout")
    (tmp_path / "pages").rmdir()
    (tmp_path / "checkout").rename(tmp_path / "pages")
    run = publish(root, "--to", "git:origin")
    assert run.code == 0, run.err
    assert "Learners now see this site" in run.out


@pytest.mark.parametrize("written", ["git:deploy.git", "git:{root}/deploy.git", "git:inner"])
def test_no_hook_of_a_repository_in_the_course_runs(
    root: Path, host: Path, tmp_path: Path, written: str
) -> None:
    bare = root / "deploy.git"
    git(root, "init", "--quiet", "--bare", str(bare))
    git(root, "remote", "add", "inner", "deploy.git")
    for folder, names in (
        (bare, ("pre-receive", "update", "post-receive", "reference-transaction")),
        (root / ".git", ("reference-transaction", "pre-push", "post-checkout")),
    ):
        for name in names:
            hook = folder / "hooks" / name
            hook.parent.mkdir(exist_ok=True)
            hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran-{name}\n")
            hook.chmod(0o755)
    (root / "publish.yml").write_text(f"web: {{to: '{written.format(root=root)}'}}\n")
    run = publish(root, "--no-check")
    assert run.code == 0, run.err
    assert branch(bare) == {**PAGES, ".nojekyll": ""}
    assert list(tmp_path.glob("ran-*")) == []


def test_hooks_of_a_repository_of_somebody_else_run(root: Path, host: Path, tmp_path: Path) -> None:
    hook = host / "hooks/post-receive"
    hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/deployed\n")
    hook.chmod(0o755)
    assert publish(root, "--to", "git:origin", "--no-check").code == 0
    assert (tmp_path / "deployed").exists()

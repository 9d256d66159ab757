"""What the ready workflows call, called here; the services themselves are not ours to test."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import yaml

from publishing.built import publish
from publishing.servers import Serve

REPOSITORY = Path(__file__).parents[2]
GITHUB = REPOSITORY / ".github" / "workflows" / "pages.yml"
GITLAB = REPOSITORY / ".gitlab-ci.yml"


def publishing_lines(file: Path) -> list[list[str]]:
    """Return the arguments of every call of `publish` in a workflow."""
    lines = re.findall(r"python build\.py publish (.+)", file.read_text("utf-8"))
    return [shlex.split(line) for line in lines]


@pytest.mark.parametrize("file", [GITHUB, GITLAB], ids=["github", "gitlab"])
def test_a_workflow_publishes_to_the_folder_it_hands_over(
    root: Path, tmp_path: Path, serve: Serve, file: Path
) -> None:
    public = root.parent / "public"
    public.mkdir()
    address = serve(public)
    lines = publishing_lines(file)
    assert lines
    for line in lines:
        run = publish(root, *(word.replace("$ADDRESS", address) for word in line))
        assert run.code == 0, run.err
    assert (public / "index.html").exists()
    assert "path: public" in file.read_text("utf-8") or "[public]" in file.read_text("utf-8")


def test_both_workflows_are_yaml_and_build_before_they_publish() -> None:
    steps = yaml.safe_load(GITHUB.read_text("utf-8"))["jobs"]["publish"]["steps"]
    runs = [step["run"] for step in steps if "run" in step]
    assert runs[0] == "python build.py"
    script = yaml.safe_load(GITLAB.read_text("utf-8"))["pages"]["script"]
    assert script[0] == "python build.py"


def test_the_guide_names_every_option(root: Path) -> None:
    guide = (REPOSITORY / "docs" / "publishing.md").read_text("utf-8")
    options = set(re.findall(r"--[a-z-]+", publish(root, "--help").out))
    shared = {"--root", "--jobs", "--only", "--strict", "--today", "--explain", "--report"}
    own = options - shared - {"--help", "--check"}
    assert sorted(option for option in own if option not in guide) == []

"""What every kind of target owes, walked over the registry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pytest

from publishing.built import publish
from publishing.servers import program
from seodang.outputs import OUTPUTS, OutputKind
from seodang.problems import Place, Problem
from seodang.publishing.deploy import Deployment, deploy, plan_deployment
from seodang.publishing.publishing_error import PublishingError
from seodang.publishing.target_kind import DeployContext
from seodang.publishing.targets import TARGETS, parse_target

GUIDE = Path(__file__).parents[2] / "docs" / "publishing.md"
# A place that is not there, and what is said of it; `{folder}` holds nothing but a file.
NOWHERE: Mapping[str, tuple[str, str]] = {
    "folder": ("{folder}/file/web", "target-exists"),
    "zip": ("{folder}/file/course.zip", "target-exists"),
    "git": ("git:{folder}/elsewhere", "target-exists"),
    "sftp": ("sftp://kim@127.0.0.1:9/srv", "target-reachable"),
}
every_kind = pytest.mark.parametrize("name", TARGETS)


@pytest.fixture
def context(root: Path, tmp_path: Path) -> DeployContext:
    return DeployContext(root, root / "site", tmp_path / "workspace", tmp_path, 0)


@every_kind
def test_a_target_written_as_its_example_is_of_its_kind(name: str, context: DeployContext) -> None:
    assert type(parse_target(str(TARGETS[name].example), context)) is TARGETS[name]


@every_kind
def test_who_writes_no_target_is_told_of_every_kind(name: str, context: DeployContext) -> None:
    with pytest.raises(PublishingError) as caught:
        parse_target("carrier:pigeon", context)
    assert str(TARGETS[name].example) in str(caught.value.fix)


def test_every_kind_of_target_has_its_line_in_the_guide(context: DeployContext) -> None:
    lines = re.findall(r"^\| .*`--to ([^`]+)` \|.*\|$", GUIDE.read_text("utf-8"), re.MULTILINE)
    assert {type(parse_target(line, context)) for line in lines} == set(TARGETS.values())


@every_kind
def test_a_target_that_is_not_there_is_told_in_plain_words(
    name: str, context: DeployContext, tmp_path: Path
) -> None:
    if name in ("git", "sftp"):
        program(name, f"apt install {name}")
    (tmp_path / "file").write_text("in the way")
    written, rule = NOWHERE[name]
    text = written.format(folder=tmp_path)
    problem = _failure(Deployment(text, context))
    assert (problem.rule, problem.where) == (rule, Place(text))
    assert not re.search(r"Errno|Traceback|stopped", str(problem.message))


@pytest.mark.parametrize("written", ["teachers", "teachers/new", "teachers/course.zip"])
def test_no_folder_that_an_output_writes_is_a_target(
    written: str, context: DeployContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = str(context.root / written)
    parse_target(text, context)
    monkeypatch.setitem(cast("dict[str, OutputKind]", OUTPUTS), "teachers", OutputKind("teachers"))
    with pytest.raises(PublishingError) as caught:
        parse_target(text, context)
    assert caught.value.rule == "target-apart"


def _failure(deployment: Deployment) -> Problem:
    plan, problems = plan_deployment(deployment)
    (problem,) = problems if plan is None else deploy(plan)
    return problem


def test_who_writes_no_target_is_told_in_korean_too(root: Path) -> None:
    run = publish(root, "--to", "ftp://host/x", language="ko_KR.UTF-8")
    assert "고치는 법: 폴더, .zip으로 끝나는 파일, git:origin#gh-pages, " in run.err
    assert run.err.rstrip().endswith(" 가운데 한 가지 꼴로 쓰십시오")

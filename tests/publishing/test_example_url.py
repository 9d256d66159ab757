"""A site whose pages name an address that is none is not published by mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from courses import run_cli
from pages.quiet_courses import quiet_course

PROGRAMME = "seodang: 1\ntitle: 작은 과정\nlanguage: ko\nurl: {url}\nlicence: CC-BY-4.0\n"


def _built(root: Path, url: str, more: str = "") -> Path:
    quiet_course(root, {"curriculum/programme.yml": PROGRAMME.format(url=url) + more})
    run = run_cli(root, "build", "--trust")
    assert run.code == 0, run.err
    return root


@pytest.mark.parametrize("url", ["https://example.org/ai/", "http://127.0.0.1:8000/"])
def test_an_example_is_built_with_a_warning_and_published_only_by_order(
    tmp_path: Path, url: str
) -> None:
    root, web = _built(tmp_path / "course", url), tmp_path / "web"
    run = run_cli(root, "publish", "--to", str(web), "--yes")
    assert run.code == 1
    assert f"curriculum/programme.yml:4:6: error [url-public] {url} is an example" in run.err
    assert "--example-url" in run.err
    assert not web.exists()
    # The pages name the example, wherever they are brought.
    elsewhere = ("--address", "https://seodang.test/ai/", "--no-check")
    assert run_cli(root, "publish", "--to", str(web), "--yes", *elsewhere).code == 1
    run = run_cli(root, "publish", "--to", str(web), "--yes", "--example-url", "--no-check")
    assert (run.code, run.report["problems"]) == (0, [])
    assert (web / "index.html").is_file()


def test_a_policy_of_publishing_that_does_not_name_it_lets_nobody_through(tmp_path: Path) -> None:
    root = _built(tmp_path / "course", "https://ai.example.com/", "policy: {publish: []}\n")
    run = run_cli(root, "publish", "--to", str(tmp_path / "web"), "--yes", language="ko_KR.UTF-8")
    assert run.code == 1
    assert "https://ai.example.com/은 예로 든 주소이거나" in run.err


@pytest.mark.parametrize(
    "url", ["https://seodang.test/ai/", "https://예시.kr/", "https://1.1.1.1/"]
)
def test_an_address_of_ones_own_is_no_warning(tmp_path: Path, url: str) -> None:
    _built(tmp_path / "course", url)
    run = run_cli(tmp_path / "course", "check")
    assert run.report["problems"] == []

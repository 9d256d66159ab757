"""What tools of others say of a site: the Nu Html Checker, and a second browser."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

pytestmark = pytest.mark.browser

TOOLS: Final = Path(__file__).parent / "tools"
STEPS: Final = ["track", "lesson", "exercise", "search", "answer"]
_WHERE: Final = (
    "Debian and Ubuntu: apt install default-jre-headless nodejs npm firefox-esr chromium."
)


def program(*names: str) -> str:
    """Find a program; without it CI fails, and other machines are told how to get it."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        said = f"None of {', '.join(names)} is on PATH. {_WHERE}"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(said)
    return found


@pytest.fixture(scope="session")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install what the lock beside this file names, once for all its tests."""
    folder = tmp_path_factory.mktemp("tools")
    for name in ("package.json", "package-lock.json", "walk.mjs"):
        shutil.copy(TOOLS / name, folder)
    command = [program("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    subprocess.run(command, cwd=folder, check=True)
    return folder


@pytest.mark.kernel
def test_the_nu_html_checker_finds_no_error(site: Path, own_site: Path, tools: Path) -> None:
    checker = [program("java"), "-jar", str(tools / "node_modules/vnu-jar/build/dist/vnu.jar")]
    options = ["--format", "json", "--errors-only", "--stdout", "--exit-zero-always"]
    pages = [str(page) for folder in (site, own_site) for page in sorted(folder.rglob("*.html"))]
    command = [*checker, *options, *pages]
    said: list[dict[str, Any]] = json.loads(subprocess.check_output(command))["messages"]
    assert [f"{one['url']}:{one.get('lastLine')}: {one['message']}" for one in said] == []
    assert len(pages) > 15


@pytest.mark.parametrize(
    ("browser", "names"),
    [("firefox", ("firefox-esr", "firefox")), ("chrome", ("chromium", "google-chrome"))],
)
def test_a_keyboard_leads_from_home_to_an_answer(
    site: Path, serve: Callable[[Path], str], tools: Path, browser: str, names: tuple[str, ...]
) -> None:
    command = [program("node"), str(tools / "walk.mjs"), browser, program(*names), serve(site)]
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    assert json.loads(done.stdout) == {"reached": STEPS, "said": []}

"""A course whose site has been built and has passed, without building it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from courses import Run, run_cli, tree
from seodang.build_settings import Settings
from seodang.cache.fingerprint import fingerprint_inputs
from seodang.publishing.deploy_manifest import MANIFEST_NAME

TODAY = "2026-11-21"
HOME = "<!doctype html><title>작은 과정</title><link rel=stylesheet href=style.css><p>안녕하세요"
PAGES: Mapping[str, str] = {
    "index.html": HOME,
    "lessons/a.html": "<title>첫 수업</title><p>하나",
    "lessons/b.html": "<title>둘째 수업</title><p>둘",
    "lessons/b/그림 [1] it's.svg": "<svg/>",
    "style.css": "p { color: black }",
    "404.html": "<title>없는 쪽</title>",
}


def write_site(root: Path, files: Mapping[str, str]) -> None:
    """Make the site consist of these files, and remember it as built and passed."""
    site = root / "site"
    for file in [path for path in site.rglob("*") if path.is_file()]:
        file.unlink()
    for path, text in {".gitignore": "*\n", **files}.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(text.encode())
    remember(root)


def remember(root: Path, *, strict: bool = False) -> None:
    """Remember the site as what the last build made without a problem."""
    settings = Settings(root, date.fromisoformat(TODAY), strict=strict)
    settings.last_build().remember(fingerprint_inputs(root), {"lessons": 1, "problems": []})


def publish(root: Path, *arguments: str, language: str = "C.UTF-8") -> Run:
    """Run the command as an author does."""
    return run_cli(root, "publish", "--today", TODAY, *arguments, language=language)


def sent(run: Run) -> tuple[list[str], list[str], list[str]]:
    """Return what a run says is new, changed and removed."""
    return run.report["new"], run.report["changed"], run.report["removed"]


def published(folder: Path) -> dict[str, bytes]:
    """Return what a target holds beside the manifest."""
    return {path: content for path, content in tree(folder).items() if path != MANIFEST_NAME}


def site_bytes(files: Mapping[str, str]) -> dict[str, bytes]:
    """Return what a target should hold."""
    return {path: text.encode() for path, text in files.items()}

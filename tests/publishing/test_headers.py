from __future__ import annotations

import re
from pathlib import Path

import pytest

from publishing.built import PAGES, publish, write_site
from seodang.editions.site.missing_page import inside_missing_page
from seodang.page_policy import hash_of

# The one script that may stand in a page is that of the page for missing pages.
OWN_SCRIPT = hash_of(inside_missing_page()["script"])
OWN = {OWN_SCRIPT, hash_of(inside_missing_page()["style"])}
SCRIPT = 'var base = new URL("..", location)'
SITE = {
    **PAGES,
    "index.html": (
        f"<title>x</title><script>{SCRIPT}</script>"
        '<script id="__config" type="application/json">{"a": 1}</script>'
        '<script src="assets/bundle.a5f9d56c.min.js"></script>'
    ),
    "assets/bundle.a5f9d56c.min.js": "1",
}


def written(root: Path, tmp_path: Path, host: str, name: str) -> str:
    write_site(root, SITE)
    run = publish(root, "--to", str(tmp_path / "web"), "--headers", host)
    assert run.code == 0, run.err
    return (tmp_path / "web" / name).read_text("utf-8")


@pytest.mark.parametrize("host", ["netlify", "cloudflare"])
def test_the_policy_allows_no_script_that_stands_in_a_page_whoever_put_it_there(
    root: Path, tmp_path: Path, host: str
) -> None:
    headers = written(root, tmp_path, host, "_headers")
    assert f"script-src 'self' {OWN_SCRIPT};" in headers
    assert set(re.findall("'sha256-[^']*'", headers)) == OWN
    assert "unsafe" not in headers


def test_only_files_named_by_their_hash_are_kept_for_good(root: Path, tmp_path: Path) -> None:
    headers = written(root, tmp_path, "netlify", "_headers")
    assert "/assets/bundle.a5f9d56c.min.js\n  Cache-Control: public, max-age=31536000" in headers
    assert headers.count("Cache-Control") == 1, "values of several rules would be joined"


def test_apache_gets_a_file_of_its_own(root: Path, tmp_path: Path) -> None:
    headers = written(root, tmp_path, "apache", ".htaccess")
    assert f"script-src 'self' {OWN_SCRIPT};" in headers
    assert '<FilesMatch "^(?:bundle\\.a5f9d56c\\.min\\.js)$">' in headers


def test_what_belongs_to_nginx_is_not_published(root: Path, tmp_path: Path) -> None:
    run = publish(root, "--to", str(tmp_path / "web"), "--headers", "nginx")
    assert run.code == 0, run.err
    assert "seodang-nginx.conf" in run.out
    assert not (tmp_path / "web/seodang-nginx.conf").exists()
    text = (root / ".seodang/publishing/seodang-nginx.conf").read_text("utf-8")
    assert "add_header Content-Security-Policy" in text

"""The strictest content security policy under which a site can work."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

_INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


def policy_for(site: Path) -> str:
    """Allow the site's own files, and of inline scripts those that Material writes, by hash."""
    scripts = {
        script for file in site.rglob("*.html") for script in _INLINE.findall(file.read_bytes())
    }
    hashes = sorted(
        base64.b64encode(hashlib.sha256(script).digest()).decode() for script in scripts
    )
    allowed = " ".join(f"'sha256-{digest}'" for digest in hashes)
    return (
        f"default-src 'none'; script-src 'self' {allowed}; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'"
    )

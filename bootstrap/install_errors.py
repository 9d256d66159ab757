import errno
import re
import sys
from pathlib import Path

from bootstrap.messages import say
from bootstrap.project_venv import ProjectVenv
from bootstrap.sizes import SIZES

FULL = (errno.ENOSPC, errno.EDQUOT)
DENIED = (errno.EACCES, errno.EPERM, errno.EROFS)

# What venv and pip write when they fail, and the cause that a person can act on; the first that
# matches counts, since a full disk or a missing network makes pip say other things as well.
CAUSES = {
    "full": r"No space left on device|Errno 28|WinError 112|Disk quota exceeded",
    "hashes": r"THESE PACKAGES DO NOT MATCH THE HASHES",
    "denied": r"Errno 13|Errno 30|WinError (5|32)\b|Access is denied",
    "offline": (
        r"NewConnectionError|Failed to establish a new connection|Connection (aborted|reset|refused)"
        r"|Network is unreachable|Name or service not known|Temporary failure in name resolution"
        r"|getaddrinfo failed|[Rr]ead ?timed ?out|ReadTimeoutError|ConnectTimeout|ProxyError"
        r"|SSLError|CERTIFICATE_VERIFY_FAILED|\b[45]\d\d (Client|Server) Error"
    ),
    "unsupported": r"No matching distribution found|not a supported wheel",
}


class InstallError(Exception):
    """An installation that cannot go on; its text is for the person at the terminal."""


def install_error(
    venv: ProjectVenv, cause: str, lock: str = "run", **details: object
) -> InstallError:
    """Say what is wrong, what to do about it and where the whole output is, if there is any."""
    details = {
        "disk": f"{SIZES[lock].needed} MB",
        "path": venv.root,
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        **details,
    }
    problem, advice = say(cause, **details), say(f"{cause}-advice", **details)
    text = say("failed", problem=problem, advice=advice)
    return InstallError(text + _pointer_to(venv.log))


def _pointer_to(log: Path) -> str:
    try:
        return say("log", log=log) if log.stat().st_size else ""
    except OSError:  # the very folder may be what cannot be used
        return ""


def error_from_output(venv: ProjectVenv, lock: str, output: str) -> InstallError:
    """Find the cause in what a program wrote before it failed."""
    for cause, pattern in CAUSES.items():
        if re.search(pattern, output):
            return install_error(venv, cause, lock)
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    return install_error(venv, "unknown", lock, line=(errors or lines or ["?"])[-1])


def error_from_system(venv: ProjectVenv, error: OSError) -> InstallError:
    """Find the cause in what the operating system refused."""
    if error.errno in FULL:
        return install_error(venv, "full")
    if error.errno in DENIED:
        return install_error(venv, "denied", path=error.filename or venv.root)
    return install_error(venv, "unknown", line=error)

import contextlib
import errno
import importlib.metadata
import importlib.util
import json
import math
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from requirements import environment as env
from requirements.environment import Environment, Stamp, State
from requirements.speech import megabytes, say, tell
from requirements.turns import one_at_a_time

# A tested set of packages is wanted, whatever the settings for hand-made installs say; indexes,
# proxies and certificates stay the user's.
FOREIGN_SETTINGS = frozenset(
    "PIP_CONSTRAINT PIP_DRY_RUN PIP_PREFIX PIP_QUIET PIP_REQUIREMENT PIP_ROOT PIP_TARGET PIP_USER".split()
)
NOT_PRUNED = frozenset({"pip", "seodang", "setuptools"})
OWN_NAMES = frozenset(
    "Include Lib Scripts bin etc include lib lib64 man pyvenv.cfg seodang.json seodang.part"
    " .gitignore share".split()
)
FULL = (errno.ENOSPC, errno.EDQUOT)
DENIED = (errno.EACCES, errno.EPERM, errno.EROFS)

# What pip says, first match first.
CAUSES = (
    ("full", r"No space left on device|Errno 28|WinError 112|Disk quota exceeded"),
    ("hashes", r"THESE PACKAGES DO NOT MATCH THE HASHES"),
    ("denied", r"Errno 13|Errno 30|WinError 5\b|WinError 32|Access is denied"),
    (
        "offline",
        r"Failed to establish a new connection|NewConnectionError|Name or service not known"
        r"|Temporary failure in name resolution|getaddrinfo failed|Read timed out|ReadTimeoutError"
        r"|ConnectTimeout|ProxyError|SSLError|CERTIFICATE_VERIFY_FAILED|Connection aborted"
        r"|Connection reset|Network is unreachable|[45]\d\d (Client|Server) Error",
    ),
    ("unsupported", r"No matching distribution found|not a supported wheel"),
)


class InstallError(Exception):
    """An installation that cannot go on; its text is for the person at the terminal."""

    def __init__(self, cause: str, environment: Environment, **details: object) -> None:
        details = {
            "python": "{}.{}".format(*sys.version_info[:2]),
            "disk": megabytes(figures(environment, "test").disk),
            "path": environment.root,
            **details,
        }
        super().__init__(
            say(
                "failed",
                cause=say(cause, **details),
                advice=say(f"{cause}-advice", **details),
                log=environment.log,
            )
        )


@dataclass(frozen=True)
class Figures:
    """What one lock weighs, measured when it was made: bytes and seconds without the network."""

    lock: str  # the digest of what was measured; a test holds it to the lock

    packages: int
    download: int
    disk: int
    seconds: int

    def minutes(self, megabits: float, slowness: float) -> int:
        """Estimate for a connection (Mbit/s) and a computer so many times slower than measured."""
        return math.ceil((self.seconds * slowness + self.download * 8e-6 / megabits) / 60)


@dataclass(frozen=True)
class Site:
    """An environment being worked on by the one process whose turn it is."""

    environment: Environment
    turn: int  # a descriptor that children inherit: an orphaned pip still holds the turn
    lock: str
    locks: Sequence[str]


def figures(environment: Environment, lock: str) -> Figures:
    """Read the figures recorded beside the locks."""
    recorded = json.loads((environment.root / "requirements" / "figures.json").read_text("utf-8"))
    return Figures(**recorded[lock])


def prepare(environment: Environment, wanted: Sequence[str]) -> None:
    """Make the environment fit the wanted locks; returns at once when it does.

    Raises InstallError when it cannot.
    """
    if env.state_of(environment, env.read_stamp(environment), wanted) is State.READY:
        return
    try:
        with one_at_a_time(environment.root / ".seodang" / "install.lock") as turn:
            _repair(environment, wanted, turn)
    except OSError as error:
        raise _explain(environment, error) from error


def _repair(environment: Environment, wanted: Sequence[str], turn: int) -> None:
    stamp = env.read_stamp(environment)
    state = env.state_of(environment, stamp, wanted)
    if state is State.READY:  # another process did it while this one waited
        return
    started = time.monotonic()
    environment.log.write_bytes(b"")
    locks = sorted({*wanted, *(stamp.locks if stamp else ())} & {"run", "test"})
    site = Site(environment, turn, "test" if "test" in locks else "run", locks)
    if stamp is None or state in (State.DAMAGED, State.OTHER_PYTHON):
        _make_anew(site, state)
    else:
        _adjust(site, state, stamp)
    tell("ready", seconds=round(time.monotonic() - started))


def _make_anew(site: Site, state: State) -> None:
    weight = figures(site.environment, site.lock)
    _announce(state, weight)
    _check_place(site.environment, weight)
    _run(site, env.base_python(), "-I", "-m", "venv", "--clear", str(site.environment.folder))
    _install_packages(site)
    _install_engine(site)
    env.write_stamp(site.environment, site.locks, env.abi())


def _announce(state: State, weight: Figures) -> None:
    if state is not State.ABSENT:
        tell("again", reason=say(state.value))
    tell(
        "first",
        packages=weight.packages,
        download=megabytes(weight.download),
        disk=megabytes(weight.disk),
        minutes=f"{weight.minutes(50, 1)}-{weight.minutes(5, 4)}",
    )


def _check_place(environment: Environment, weight: Figures) -> None:
    if importlib.util.find_spec("ensurepip") is None:
        raise InstallError("no-venv", environment)
    folder = environment.folder
    if folder.exists() and not (folder / "pyvenv.cfg").exists():
        if not folder.is_dir() or {entry.name for entry in folder.iterdir()} - OWN_NAMES:
            raise InstallError("not-ours", environment)
    if sys.platform == "win32" and Path(sys.prefix).resolve() == folder.resolve():
        raise InstallError("in-use", environment)
    if shutil.disk_usage(environment.root).free < weight.disk:
        raise InstallError("full", environment)


def _adjust(site: Site, state: State, stamp: Stamp) -> None:
    environment = site.environment
    environment.stamp.unlink()
    abi = stamp.abi
    if state is State.MOVED:
        tell("refit")
        _refit(site, stamp)
    elif state is State.LOCK_CHANGED:
        _announce_change(site, stamp)
        with _untouched_if_it_fails(site, stamp):
            _install_packages(site)
        _prune(site)
    _install_engine(site)
    env.write_stamp(environment, site.locks, abi)


def _announce_change(site: Site, stamp: Stamp) -> None:
    if "test" in site.locks and "test" not in stamp.locks:
        weight = figures(site.environment, "test").download
        tell("tools", download=megabytes(weight - figures(site.environment, "run").download))
    else:
        tell("update")


@contextlib.contextmanager
def _untouched_if_it_fails(site: Site, stamp: Stamp):
    """Put the stamp back when pip failed before it changed anything, for example offline."""
    try:
        yield
    except InstallError:
        if "Installing collected packages" not in _output(site.environment):
            env.restore_stamp(site.environment, stamp)
        raise


def _refit(site: Site, stamp: Stamp) -> None:
    """Make the environment's own files anew around its packages, which hold no absolute path."""
    environment = site.environment
    unchanged = sys.platform != "win32" and env.interpreter_of(environment) == stamp.interpreter
    base = stamp.interpreter if unchanged else env.base_python()
    for link in environment.scripts.glob("python*"):
        link.unlink()
    _run(site, base, "-I", "-m", "venv", "--without-pip", str(environment.folder))
    scripts = environment.root / "requirements" / "console_scripts.py"
    _run(site, str(environment.python), "-I", str(scripts))


def _install_packages(site: Site) -> None:
    lock = str(site.environment.lock(site.lock))
    _pip(site, "install", "--require-hashes", "--only-binary", ":all:", "--no-deps", "-r", lock)


def _install_engine(site: Site) -> None:
    """Install the engine editable, apart from the lock: pip takes no editable with hashes."""
    tell("engine")
    root = str(site.environment.root)
    _pip(site, "install", "--no-index", "--no-deps", "--no-build-isolation", "-e", root)


def _prune(site: Site) -> None:
    lock = site.environment.lock(site.lock).read_text("utf-8")
    named = {_plain(name) for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)} | NOT_PRUNED
    found = importlib.metadata.distributions(path=[str(site.environment.packages)])
    unnamed = sorted({_plain(each.name) for each in found} - named)
    if unnamed:
        tell("pruning", names=", ".join(unnamed))
        _pip(site, "uninstall", "--yes", *unnamed)


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _pip(site: Site, command: str, *arguments: str) -> None:
    options = ("--no-user", "--progress-bar", "off") if command == "install" else ()
    python = str(site.environment.python)
    shared = ("-I", "-X", "utf8", "-m", "pip", "--no-input", "--disable-pip-version-check")
    _run(site, python, *shared, command, *options, *arguments)


def _run(site: Site, *command: str) -> None:
    kept = {name: value for name, value in os.environ.items() if name not in FOREIGN_SETTINGS}
    inherited = () if sys.platform == "win32" else (site.turn,)
    with site.environment.log.open("ab") as log:
        start = log.tell()
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=kept,
            pass_fds=inherited,
        )
        with process:
            _follow(site, process, start)
    if process.returncode:
        raise _diagnose(site.environment, _output(site.environment, start))


def _follow(site: Site, process: subprocess.Popen[bytes], start: int) -> None:
    total = figures(site.environment, site.lock).packages
    shown = ""
    while process.poll() is None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(2)
        line = _progress(site.environment, _output(site.environment, start), total)
        if line not in ("", shown):
            sys.stderr.write(line + "\n")
            shown = line


def _progress(environment: Environment, output: str, total: int) -> str:
    names = re.findall(r"^Collecting ([\w.-]+)", output, re.MULTILINE)
    if not names:  # a step that downloads nothing is short
        return ""
    if "Installing collected packages" in output:
        done = sum(1 for _ in environment.packages.glob("*.dist-info"))
        return say("unpacking", done=min(done, total), total=total)
    return say("collecting", done=len(names), total=total, name=names[-1])


def _output(environment: Environment, start: int = 0) -> str:
    with environment.log.open("rb") as log:
        log.seek(start)
        return log.read().decode("utf-8", "replace")


def _diagnose(environment: Environment, output: str) -> InstallError:
    for cause, pattern in CAUSES:
        if re.search(pattern, output):
            return InstallError(cause, environment)
    lines = [line for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    return InstallError("unknown", environment, line=(errors or lines or ["?"])[-1])


def _explain(environment: Environment, error: OSError) -> InstallError:
    if error.errno in FULL:
        return InstallError("full", environment)
    if error.errno in DENIED:
        return InstallError("denied", environment, path=error.filename or environment.root)
    return InstallError("unknown", environment, line=error)

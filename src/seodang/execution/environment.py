"""The environment of a notebook's process: an allow-list, so that no token reaches a lesson."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

FIXED: Final[Mapping[str, str]] = {
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "PYTHONUTF8": "1",
    "PYTHONHASHSEED": "0",  # or sets would be shown in another order every time
    "SOURCE_DATE_EPOCH": "0",  # matplotlib writes it into SVG and PDF in place of today
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "COLUMNS": "80",  # rich and argparse, say, wrap lines at it
    # One thread a process: results do not depend on the number of cores, and a process that
    # has started no threads can be forked.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}
"""The same for every notebook on every machine, so that outputs are the same too."""

_OFFLINE: Final[Mapping[str, str]] = {
    # Where there is no network a package manager would try for half a minute to reach it.
    "PIP_NO_INDEX": "1",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "UV_OFFLINE": "1",
}

# Without these Windows starts no process, and Python finds neither its home nor its libraries.
_PASSED: Final = (
    "PATH",
    "SYSTEMROOT",
    "SYSTEMDRIVE",
    "WINDIR",
    "COMSPEC",
    "PATHEXT",
    "LD_LIBRARY_PATH",
)


def kept_environment(zone: str, *, network: bool) -> dict[str, str]:
    """Return the variables that a notebook's outputs may depend on, the same on every machine.

    `zone` is a time zone as `posix_zone` gives it.
    """
    return {**FIXED, "TZ": zone, **({} if network else _OFFLINE)}


def environment_of(
    host: Mapping[str, str], workspace: str, private: str, kept: Mapping[str, str]
) -> dict[str, str]:
    """Return the environment for a notebook that runs in `workspace`.

    `private` is a folder for temporary and configuration files, which vanishes with it; `kept`
    is what `kept_environment` gives.
    """
    passed = {name: host[name] for name in _PASSED if name in host}
    # `!pip` and `!python` are those of the Python that runs the lesson.
    passed["PATH"] = os.pathsep.join(
        [str(Path(sys.executable).parent), *filter(None, [host.get("PATH")])]
    )
    places = {
        "HOME": workspace,
        "USERPROFILE": workspace,
        "TMPDIR": private,
        "TEMP": private,
        "TMP": private,
        "IPYTHONDIR": f"{private}/ipython",
        "JUPYTER_RUNTIME_DIR": f"{private}/runtime",
        "JUPYTER_CONFIG_DIR": f"{private}/jupyter",
        "MPLCONFIGDIR": f"{private}/matplotlib",
    }
    return {**passed, **kept, **places}

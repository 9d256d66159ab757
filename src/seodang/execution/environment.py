"""The environment of a notebook's process: an allow-list, so that no token reaches a lesson."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

FIXED: Final[Mapping[str, str]] = {
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "PYTHONUTF8": "1",
    "PYTHONHASHSEED": "0",  # or sets would be shown in another order every time
    "TZ": "UTC",
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


def environment_of(host: Mapping[str, str], workspace: str, private: str) -> dict[str, str]:
    """Return the environment for a notebook that runs in `workspace`.

    `private` is a folder for temporary and configuration files, which vanishes with it.
    """
    passed = {name: host[name] for name in _PASSED if name in host}
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
    return {**passed, **FIXED, **places}

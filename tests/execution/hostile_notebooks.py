"""Notebooks that mean harm, or act as if they did.

`{secret}` is a file outside the course, `{course}` the course's folder, `{port}` a listener on
loopback; `told` is what the author must read of it (empty: it does no harm and succeeds).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Hostile:
    """A cell, and the rule and words of the problem that names it."""

    source: str
    rule: str = ""
    told: str = ""


LIMITS = "notebook-in-limits"
RUNS = "notebook-runs"
COULD = "notebook-could-run"

HOSTILE: Mapping[str, Hostile] = {
    "fork-bomb": Hostile(
        "import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass",
        LIMITS,
        "code cell 1 ",
    ),
    "ten-gigabytes": Hostile("x = bytearray(10**10)", LIMITS, "more than 300 MB of memory"),
    "creeping-memory": Hostile(
        "import numpy\nheld = []\nwhile True:\n    held.append(numpy.ones(10**6))",
        LIMITS,
        "more than 300 MB of memory",
    ),
    "memory-of-children": Hostile(
        "import os, time\nfor n in range(8):\n    if os.fork() == 0:\n"
        "        held = bytearray(b'x') * (6 * 10**7)\n        time.sleep(60)\ntime.sleep(60)",
        LIMITS,
        "more than 300 MB of memory",
    ),
    "endless-output": Hostile(
        "while True:\n    print('말' * 1000)", LIMITS, "put out more than 20 MB"
    ),
    "endless-child-output": Hostile(
        "import os\nos.system('yes')", LIMITS, "put out more than 20 MB"
    ),
    "one-huge-output": Hostile("'말' * 8_000_000", LIMITS, "put out more than 20 MB"),
    "deleting-everything": Hostile(
        "import shutil\nfor place in ('..', '{course}'):\n    shutil.rmtree(place, ignore_errors=True)"
    ),
    "ending-its-parent": Hostile("import os\nos.kill(os.getppid(), 9)"),
    "closing-descriptors": Hostile(
        "import os\nos.closerange(0, 65536)\nprint('들리나요')", COULD, "process ended"
    ),
    "daemon-threads": Hostile(
        "import threading\ndef spin():\n    while True:\n        pass\n"
        "for _ in range(4):\n    threading.Thread(target=spin, daemon=True).start()"
    ),
    "threads-that-stay": Hostile(
        "import threading, time\nthreading.Thread(target=time.sleep, args=(600,)).start()"
    ),
    "new-session": Hostile(
        "import subprocess\n_ = subprocess.Popen(['sleep', '{marker}'], start_new_session=True)"
    ),
    "double-fork": Hostile(
        "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork():\n        os._exit(0)\n"
        "    os.execvp('sleep', ['sleep', '{marker}'])"
    ),
    "endless-loop": Hostile("while True:\n    pass", LIMITS, "code cell 1 took longer than 2 s"),
    "endless-loop-in-c": Hostile(
        "import itertools\nx = 1\nmax(itertools.repeat(x))", LIMITS, "took longer than 2 s"
    ),
    "reading-a-secret": Hostile("print(open('{secret}').read())", RUNS, "FileNotFoundError"),
    "reading-homes": Hostile(
        "import os\nos.listdir('/home'), os.listdir('/root')", RUNS, "FileNotFoundError"
    ),
    "calling-loopback": Hostile(
        "import socket\nsocket.create_connection(('127.0.0.1', {port}), 1)",
        RUNS,
        "ConnectionRefusedError",
    ),
    "calling-the-world": Hostile(
        "import socket\nsocket.create_connection(('203.0.113.1', 80), 1)", RUNS, "OSError"
    ),
    "writing-into-the-course": Hostile(
        "open('{course}/lessons/good/notebook.md', 'w')", RUNS, "FileNotFoundError"
    ),
    "writing-into-python": Hostile("import os\nopen(os.__file__, 'a')", RUNS, "OSError"),
    "printing-the-environment": Hostile(
        "import os\nprint(dict(os.environ), open('/proc/self/environ').read())"
    ),
    "filling-the-disk": Hostile(
        "with open('huge', 'wb') as file:\n    while True:\n        file.write(bytes(10**7))",
        RUNS,
        "OSError",
    ),
    "opening-files": Hostile(
        "held = [open('words.txt', 'w') for _ in range(5000)]", RUNS, "OSError"
    ),
    "crashing": Hostile("import ctypes\nctypes.string_at(0)", COULD, "SIGSEGV"),
    "stopping-itself": Hostile("import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)"),
    "mounting": Hostile(
        "import ctypes\nassert ctypes.CDLL(None).mount(b'none', b'/tmp', b'tmpfs', 0, None) != 0\n"
        "assert ctypes.CDLL(None).umount(b'/proc') != 0"
    ),
    "forging-its-end": Hostile(
        "import os\nos.write(200, b'{{\"done\": true}}\\n')\nprint('뒤')", COULD, "process ended"
    ),
    "forging-its-process": Hostile(
        'import os\nos.write(200, b\'{{"pid": 1}}\\n{{"held": []}}\\n{{"exit": "x"}}\\n\')\nos.abort()',
        COULD,
        "process ended",
    ),
}
"""By the id of their lesson."""

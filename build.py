# -*- coding: utf-8 -*-
"""Build the course site: python3 build.py [command ...] (Windows: build [command ...])."""

import sys

# Even Python 2 must be able to read this file as far as the sentence below.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        "Seodang needs Python 3.11 or newer, and this is Python %d.%d.\n"  # noqa: UP031
        "Python 3.11 이상이 필요합니다. 이 컴퓨터에서 실행된 것은 Python %d.%d입니다.\n"
        "https://www.python.org/downloads/" % (sys.version_info[:2] * 2)
    )

if __name__ == "__main__":
    try:
        from bootstrap.start import main

        code = main(sys.argv[1:])
    except KeyboardInterrupt:  # before anything could listen
        sys.stderr.write("Interrupted. 멈췄습니다.\n")
        code = 130
    sys.exit(code)

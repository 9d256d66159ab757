"""Notebooks that an imitation of a kernel is likely to get wrong.

A cell that begins with `#!` is one that raises (`raises-exception`).
"""

from __future__ import annotations

from collections.abc import Mapping

TRICKY: Mapping[str, tuple[str, ...]] = {
    "streams": (
        "import sys\nprint('하나')\nprint('둘', file=sys.stderr)\nprint('셋')\n'넷'",
        "for n in range(300):\n    print(n)",
        "print('줄 없이', end='')\nsys.stdout.write('바로')",
        "sys.stdout.write('끝'); None",
        "print('\\x1b[31m빨강\\x1b[0m')",
        "1; 2",
        "3;",
        "None",
    ),
    "displays": (
        "from IPython.display import HTML, Image, JSON, Latex, Markdown, SVG, display\ndisplay(HTML('<b>가</b>'), Markdown('*나*'))",
        "display(Latex('$x^2$'), JSON({'가': [1, 2]}), SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>'))",
        "import base64\npng = base64.b64decode('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==')\nImage(png)",
        "class Rich:\n    def _repr_html_(self): return '<i>다</i>'\n    def _repr_mimebundle_(self, include=None, exclude=None): return {'text/plain': '라', 'application/x+json': {'a': 1}}\nRich()",
        "#!\nclass Broken:\n    def _repr_html_(self): raise ValueError('그릴 수 없음')\n    def __repr__(self): return 'Broken'\nBroken()",
        "handle = display('처음', display_id='하나')\nprint('사이')",
        "handle.update('다시')\ndisplay('또', display_id='하나')",
        "from IPython.display import clear_output\nprint('지워질 것')\nclear_output()\nprint('남을 것')",
        "print('지워질 것')\nclear_output(wait=True)\nprint('남을 것')",
        "import pprint\nfrom collections import OrderedDict\n{'나': 1, '가': [1] * 40}",
    ),
    "errors": (
        "#!\n1 / 0",
        "def divide(a, b):\n    return a / b",
        "#!\ndivide(1, 0)",
        "#!\ntry:\n    {}['없음']\nexcept KeyError as error:\n    raise ValueError('고리') from error",
        "#!\nfor in 3",
        "#!\nif True:\nprint(1)",
        "#!\nimport words\nwords.fail('안')",
        "#!\nraise SystemExit(3)",
        "#!\nprint('먼저')\nunknown_name",
        "#!\n%no_such_magic",
        "#!\nclass Odd(Exception):\n    def __str__(self): return '이상한\\n말'\nraise Odd",
        "#!\nassert 1 == 2, '다름'",
        "print('계속')",
    ),
    "counts": (
        "'하나'",
        "",
        "# 말만\n",
        "'둘'",
        "print(In[1], Out[1], _, __)",
        "get_ipython().execution_count",
    ),
    "shells": (
        "!echo 안녕 $HOME_NOT_SET",
        "files = !printf 'a\\nb\\n'\nfiles",
        "%%bash\necho 하나\necho 둘 >&2",
        "import os, words\n_ = os.system('echo 밖에서')\nwords.settle()",
        "import subprocess\nsubprocess.run(['echo', '아이'], check=True)\nwords.settle()",
        "print('앞')\nos.write(1, '가운데\\n'.encode())\nwords.settle()",
        "!exit 3\nprint(_exit_code)",
        "%env SEODANG_TEST=1\n!echo $SEODANG_TEST",
    ),
    "async": (
        "import asyncio\nasync def later(n):\n    await asyncio.sleep(0.01)\n    return n\nawait later(7)",
        "task = asyncio.ensure_future(later(8))\nprint('시작')",
        "await task",
        "results = await asyncio.gather(*(later(n) for n in range(3)))\nresults",
        "#!\ncoroutine = later(1)\ntry:\n    asyncio.run(coroutine)\nfinally:\n    coroutine.close()",
        "asyncio.get_running_loop().is_running()",
        "#!\nawait later(1) / 0",
    ),
    "figures": (
        "import matplotlib.pyplot as plt\nplt.plot([1, 2, 4])\nplt.title('나눔')\nplt.show()\nprint('뒤')",
        "_, axes = plt.subplots(1, 2)\naxes[0].bar(['가', '나'], [-1, 2])",
        "plt.figure()\nplt.figure()\nNone",
        "%config InlineBackend.figure_formats = ['svg']\nplt.plot([3, 1])\nplt.xlabel('가로');",
        "figure = plt.figure(figsize=(2, 1))\nplt.close()\nfigure",
        "plt.rcParams['font.family'], plt.get_backend()",
    ),
    "libraries": (
        "import warnings, logging\nwarnings.warn('조심')\nlogging.warning('기록')",
        "import numpy as np\nmatrix = np.arange(250_000.0).reshape(500, 500)\nfloat(np.trace(matrix @ matrix))",
        "float(np.linalg.norm(np.linalg.inv(matrix + np.eye(500) * 1e6)))",
        "import threading\nthreads = [threading.Thread(target=print, args=(n,)) for n in range(3)]\nfor thread in threads:\n    thread.start()\n    thread.join()",
        "import multiprocessing\nwith multiprocessing.get_context('fork').Pool(2) as pool:\n    print(pool.map(abs, [-1, -2]))",
        "import pickle\nclass Point:\n    x = 1\npickle.loads(pickle.dumps(Point())).x",
        "__name__, sorted(k for k in globals() if k.startswith('__'))",
        "get_ipython().__class__.__name__",
        "import sys\n'' in sys.path, len(sys.argv) > 0, sys.stdout.isatty(), sys.stdout.encoding",
        "%who_ls str",
        "%%capture held\nprint('숨김')",
        "held.stdout",
        "open('words.py').read()[:9]",
        "len?",
        "%run words.py",
    ),
}
"""Cells by a name; `words.py` with a function `fail` lies beside them."""

WORDS = """\
NAME = '낱말'


def fail(text):
    raise RuntimeError(text)


def settle():
    '''Wait until a kernel's thread has read what was written to descriptor 1, if that is a pipe.'''
    import array, fcntl, os, stat, termios, time

    waiting = array.array('i', [1])
    while stat.S_ISFIFO(os.fstat(1).st_mode) and waiting[0]:
        fcntl.ioctl(1, termios.FIONREAD, waiting)
        time.sleep(0.05)
    time.sleep(0.5)
"""

"""pandas asks for a kernel and needs none: its notebooks stay in their own process, unchanged."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest

from execution.small_courses import Run, lesson
from execution.witness import Witness, by_nbclient, code_cell, differences, job_of
from seodang.cache.store import Store
from seodang.documents.notebook import Notebook
from seodang.execution.child.workspace_copy import file_digest
from seodang.execution.figures import matplotlib_files
from seodang.execution.outcomes import Job

pytestmark = pytest.mark.kernel

SURVEY = "날짜,모임,참가자\n2026-03-01,봄,12\n2026-04-05,봄,\n2026-09-10,가을,31\n"

NOTEBOOKS: Mapping[str, tuple[str, ...]] = {
    "tables": (
        "import pandas as pd\nsurvey = pd.read_csv('survey.csv', parse_dates=['날짜'])\nsurvey",
        "survey.dtypes",
        "survey.info()",
        "survey.describe()",
        "survey.groupby('모임')['참가자'].agg(['sum', 'mean'])",
        "print(survey)\nprint(survey.to_string(index=False))",
        "survey['참가자']",
        "pd.DataFrame({n: range(80) for n in 'abcdefghijklmnopqrstuvwxyz'})",
        "pd.crosstab(survey['모임'], survey['참가자'].isna())",
    ),
    "options": (
        "import pandas as pd\nframe = pd.DataFrame({'가': [1.23456, None], '나': ['x' * 90, 'y']})\nframe",
        "pd.get_option('display.max_columns'), pd.get_option('display.width')",
        "pd.set_option('display.precision', 2)\npd.set_option('display.max_colwidth', 20)\nframe",
        "pd.options.display.html.table_schema = True\nframe",
        "pd.options.display.html.table_schema = False\nfrom IPython.display import display\ndisplay(frame.head(1), frame.tail(1))",
        "with pd.option_context('display.notebook_repr_html', False):\n    display(frame)",
    ),
    "styles": (
        (
            "import pandas as pd\nframe = pd.DataFrame({'가': [-1, 2], '나': [3.5, 4]})\n"
            "frame.style.format('{:.1f}').set_uuid('a').set_caption('표')"
        ),
        "frame.style.highlight_max(color='yellow').hide(axis='index').set_uuid('b')",
        "frame.style.bar().set_uuid('c').to_html()[:60]",
    ),
    "charts": (
        (
            "import matplotlib.pyplot as plt, pandas as pd\n"
            "frame = pd.DataFrame({'나이대': ['20대', '30대'], '명': [3, 5]})\nframe.plot.bar(x='나이대')"
        ),
        "frame['명'].plot(title='사람 수');",
        "%matplotlib inline\nframe.hist();",
        "axes = frame['명'].plot.pie(labels=frame['나이대'])\naxes.figure.get_size_inches()",
    ),
    "mistakes": (
        "import pandas as pd\nframe = pd.DataFrame({'가': [1]})",
        "#!\nframe['나']",
        "#!\npd.read_cvs('survey.csv')",
        "#!\nframe.appendd(1)",
        "#!\npd.read_csv('nowhere.csv')",
        "#!\npd.concat([1, 2])",
    ),
}


def _jobs(folder: Path) -> Iterator[Job]:
    (folder / "survey.csv").write_text(SURVEY, "utf-8")
    workspace = {"survey.csv": file_digest(folder / "survey.csv")}
    for name, sources in NOTEBOOKS.items():
        cells = tuple(code_cell(number, source) for number, source in enumerate(sources))
        yield job_of(
            name, Notebook("lessons/a/notebook.md", "python3", cells), str(folder), workspace
        )


@pytest.fixture(scope="module", autouse=True)
def needs_pandas() -> None:
    if find_spec("pandas") is None:
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say("these tests need pandas: it is in requirements/test.txt")


@pytest.fixture(scope="module")
def witness(needs_pandas: None, tmp_path_factory: pytest.TempPathFactory) -> Witness:
    place = tmp_path_factory.mktemp("nbclient")
    figures = matplotlib_files(Store(place / "store"))
    jobs = list(_jobs(tmp_path_factory.mktemp("lesson")))
    return Witness(jobs, by_nbclient(jobs, figures, place), figures, place)


@pytest.mark.parametrize("way", ["forked", "spawned", "kernel"])
def test_every_output_is_the_one_a_kernel_gives(way: str, witness: Witness, tmp_path: Path) -> None:
    found, notes = differences(witness, way, tmp_path)
    assert found == []
    assert not any("Jupyter kernel" in note for note in notes)


def test_a_misspelt_function_of_pandas_is_named(run: Run) -> None:
    built = run(lesson("import pandas as pd", "pd.read_cvs('a.csv')"))
    assert "did you mean 'read_csv'?" in str(built.problems[0].fix)

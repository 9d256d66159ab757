"""Every registry is whole, and newcomers are told of it. Rules, kinds and targets have their own."""

from __future__ import annotations

import re
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

from courses import BuildCourse
from incremental.edits import COURSE, TODAY
from seodang.cache.store import Store
from seodang.course.loader import load_course
from seodang.course.variant import variant_of
from seodang.documents.documents import Documents
from seodang.editions.editions import EDITIONS
from seodang.execution.outcomes import Executed
from seodang.output.artefact import OTHERS
from seodang.rendering import outputs
from seodang.rendering.render import render
from seodang.rules import RULES

ROOT = Path(__file__).parents[1]
ENGINE = ROOT / "src" / "seodang"
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text("utf-8")
REGISTRIES = {
    "RULES": "rules.py",
    "COURSE_CHECKS": "checks/registry.py",
    "TEXT_CHECKS": "checks/registry.py",
    "PASSAGE_CHECKS": "checks/registry.py",
    "PAGE_CHECKS": "inspection/inspect.py",
    "KINDS": "exercises/kinds.py",
    "FILE_KINDS": "course/file_kinds.py",
    "COMMANDS": "cli.py",
    "PRIORITY": "rendering/outputs.py",
    "FILES": "editions/site/site_edition.py",
    "EDITIONS": "editions/editions.py",
    "OUTPUTS": "outputs.py",
    "TARGETS": "publishing/targets.py",
}

MAY_BE_EMPTY = {"PASSAGE_CHECKS"}  # no rule of ours has to speak of every line yet


@pytest.mark.parametrize("name", REGISTRIES)
def test_a_registry_is_where_newcomers_are_told_it_is(name: str) -> None:
    module = import_module("seodang." + REGISTRIES[name].removesuffix(".py").replace("/", "."))
    assert len(getattr(module, name)) > 0 or name in MAY_BE_EMPTY
    assert f"`{name}`" in CONTRIBUTING
    assert REGISTRIES[name].rpartition("/")[2] in CONTRIBUTING


def test_every_path_that_newcomers_are_told_of_exists() -> None:
    named = re.findall(r"`((?:src|tests|docs|exercises|lessons)/[\w./-]+)`", CONTRIBUTING)
    assert len(named) > 20
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_what_holds_accessibility_is_there() -> None:
    page = (ROOT / "docs/accessibility.md").read_text("utf-8")
    rows = [row.rsplit("|", 2)[-2] for row in page.splitlines() if row.startswith("| ")]
    held = " ".join(rows)
    rules = {rule for row in rows if "rules" in row for rule in re.findall(r"`([a-z-]+)`", row)}
    assert rules
    assert rules <= RULES.keys()
    tests = set(re.findall(r"`(test_\w+\.py)`", held))
    assert tests
    assert [one for one in sorted(tests) if not (ROOT / "tests/browser" / one).is_file()] == []


def test_styles_and_scripts_lie_where_newcomers_are_told_they_lie() -> None:
    told = " ".join(CONTRIBUTING.split())
    assert "`exercises.css` in `src/seodang/editions/site/assets/`, and write a script in" in told
    assert "`theme/assets/seodang/`, which its template names in `data-script`" in told
    for name in ("exercises.css", "answering.js", "kept.js", "tokens.css"):
        assert f"`{name}`" in CONTRIBUTING
        assert (ENGINE / "editions/site/assets" / name).exists()


def test_the_page_on_architecture_names_every_room_and_no_other() -> None:
    rooms = {path.name for path in ENGINE.iterdir() if any(path.glob("*.py"))}
    modules = {path.name for path in ENGINE.glob("*.py")} - {"__init__.py"}
    table = re.findall(r"^\| (`.*?) \| ", ARCHITECTURE.partition("| room")[2], re.MULTILINE)
    named = re.findall(r"`([a-z_]+(?:/|\.py))`", "\n".join(table))
    assert sorted(named) == sorted([*(f"{room}/" for room in rooms), *modules])


def test_every_script_that_an_exercise_names_is_there() -> None:
    templates = "".join(file.read_text("utf-8") for file in (ENGINE / "exercises").glob("*.html"))
    named = set(re.findall(r'data-script="(.*?)"', templates))
    folder = ENGINE / "editions/site/theme/assets/seodang"
    assert named
    parts = [folder / f"{name}.{ending}" for name in sorted(named) for ending in ("css", "js")]
    assert [part.name for part in parts if not part.exists()] == []


@pytest.mark.parametrize("name", EDITIONS)
def test_every_artefact_of_an_edition_has_one_producer(
    name: str, build_course: BuildCourse
) -> None:
    root = build_course(COURSE)
    store = Store(root / ".seodang/store")
    course, _ = load_course(root, store)
    documents = Documents(course, store)
    failed = Executed({}, 0, 0, frozenset(course.lessons))
    rendered, _ = render(documents, failed, store, variant_of(course.programme))
    producers = EDITIONS[name](documents, rendered, store, TODAY)
    made = [(one, producer) for producer in producers for one in producer.artefacts()]
    assert all(one.producer == producer.name for one, producer in made)
    addresses = Counter(one.address for one, _ in made)
    assert set(addresses.values()) == {1}
    assert [address for address in addresses if address.endswith(OTHERS)] != []


def test_every_output_type_that_is_shown_has_its_writer() -> None:
    assert sorted(outputs._MEDIA) == sorted(outputs.PRIORITY)

from pathlib import Path

import pytest

from tiny_project import TinyProject, lay_out


@pytest.fixture
def fresh(tmp_path: Path) -> TinyProject:
    """A project whose build.py has never run."""
    return lay_out(tmp_path / "fresh")


@pytest.fixture(scope="session")
def first_use(tmp_path_factory: pytest.TempPathFactory) -> tuple[TinyProject, str]:
    """A project after its first use, which no test changes, and what that use said."""
    project = lay_out(tmp_path_factory.mktemp("first"))
    result = project.run(LANG="ko_KR.UTF-8")
    assert result.returncode == 0, result.stderr
    return project, result.stderr


@pytest.fixture
def used(first_use: tuple[TinyProject, str], tmp_path: Path) -> TinyProject:
    """A project that has been used, in a place of its own."""
    project = first_use[0].copied_to(tmp_path / "used")
    assert project.run().returncode == 0
    return project

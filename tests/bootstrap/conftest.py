import shutil
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


@pytest.fixture(scope="session")
def used_and_kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[TinyProject, Path]:
    """A project after its first use, and a copy of its folder."""
    project = lay_out(tmp_path_factory.mktemp("used"))
    assert project.run().returncode == 0
    kept = project.root.with_name("kept")
    shutil.copytree(project.root, kept, symlinks=True)
    return project, kept


@pytest.fixture
def used(used_and_kept: tuple[TinyProject, Path]) -> TinyProject:
    """A project that has been used, as it was then: in another folder it would install anew."""
    project, kept = used_and_kept
    shutil.rmtree(project.root, ignore_errors=True)
    shutil.copytree(kept, project.root, symlinks=True)
    return project

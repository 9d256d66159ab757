from __future__ import annotations

import json
from pathlib import Path

from courses import BuildCourse, run_cli


def test_a_profile_names_the_stages_and_sums_to_the_whole(
    build_course: BuildCourse, tmp_path: Path
) -> None:
    file = tmp_path / "profile.json"
    run = run_cli(build_course({}), "build", "--profile", str(file))
    assert run.code == 0, run.err
    told = json.loads(file.read_text("utf-8"))
    [profile] = told["profiles"]
    names = [frame["name"] for frame in told["shared"]["frames"]]
    assert {"build", "prepare", "execute", "write_site"} <= set(names)
    assert len(profile["samples"]) == len(profile["weights"])
    assert max(frame for stack in profile["samples"] for frame in stack) < len(names)
    assert abs(sum(profile["weights"]) - profile["endValue"]) < 1e-6

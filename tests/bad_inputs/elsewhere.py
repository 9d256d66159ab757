"""The rules that no mistake of the table can break, why, and the tests that break them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

WARNS: Final = "it warns, so that the course passes; the mistakes of the table keep it from passing"
RENDERS: Final = "it is asked while a lesson is rendered, which `check` does not"
RUNS: Final = "a notebook has to run, in a process or kernel"
SITE: Final = "it is asked of a finished site: of templates, settings, and what cells put out"
PUBLISHES: Final = "the site has to be published"
REFUSES: Final = "a git host, a server or a disk has to refuse what it is sent"
SERVES: Final = "a web server has to show what was published"


@dataclass(frozen=True)
class Elsewhere:
    """Why rules are provoked in another test, which stands in a file below `tests/`."""

    why: str
    file: str
    test: str
    rules: tuple[str, ...]


ELSEWHERE: Final = (
    Elsewhere(
        WARNS,
        "checks/test_course_rules.py",
        "test_a_lesson_that_no_track_names_is_a_warning",
        ("lesson-in-track",),
    ),
    Elsewhere(
        WARNS,
        "checks/test_course_rules.py",
        "test_an_unused_exercise_is_named_once_all_else_is_right",
        ("exercise-used",),
    ),
    Elsewhere(
        SITE,
        "incremental/test_files_of_others.py",
        "test_a_file_that_no_build_made_is_kept_and_named",
        ("output-made-here",),
    ),
    Elsewhere(
        RUNS,
        "commands/test_only.py",
        "test_a_page_that_was_never_made_is_named",
        ("lesson-has-run",),
    ),
    Elsewhere(
        RUNS,
        "execution/test_proofs.py",
        "test_what_cannot_be_proved_is_told_at_its_line_and_tried_once",
        ("solution-passes", "starter-fails"),
    ),
    Elsewhere(
        RUNS,
        "execution/test_execute.py",
        "test_a_failed_notebook_names_its_line_and_has_no_outputs_while_others_have",
        ("notebook-runs",),
    ),
    Elsewhere(
        RUNS,
        "execution/test_execute.py",
        "test_a_cell_that_promises_to_raise_and_does_not_is_a_problem",
        ("cell-raises",),
    ),
    Elsewhere(
        RUNS,
        "execution/test_execute.py",
        "test_what_takes_too_long_is_ended_and_what_dies_could_not_run",
        ("notebook-in-limits", "notebook-could-run"),
    ),
    Elsewhere(
        RENDERS,
        "rendering/test_prose.py",
        "test_a_linked_web_page_would_run_here_and_is_a_problem",
        ("file-publishable",),
    ),
    Elsewhere(
        RENDERS,
        "rendering/test_outputs.py",
        "test_scripts_and_widgets_leave_a_warning",
        ("output-shown",),
    ),
    Elsewhere(
        RENDERS,
        "rendering/test_outputs.py",
        "test_what_a_drawing_function_returns_is_told_above_its_picture",
        ("output-meant",),
    ),
    Elsewhere(
        RENDERS,
        "rendering/test_outputs.py",
        "test_korean_letters_that_a_picture_lacks_are_told",
        ("figure-letters",),
    ),
    Elsewhere(
        RENDERS,
        "rendering/test_outputs.py",
        "test_an_installation_that_failed_is_told_at_its_line",
        ("install-succeeds",),
    ),
    Elsewhere(
        SITE,
        "pages/test_inspection.py",
        "test_what_is_wrong_with_a_page_is_found",
        (
            *("site-link", "site-file", "site-picture-alt", "site-other-host"),
            "page-fits-policy",
            *("site-left-over", "site-machine-path"),
        ),
    ),
    Elsewhere(
        SITE,
        "pages/test_inspection.py",
        "test_a_page_too_heavy_for_a_phone_is_a_warning",
        ("site-page-weight",),
    ),
    Elsewhere(
        SITE,
        "pages/test_write_site.py",
        "test_a_template_that_cannot_be_read_is_named_at_its_line",
        ("theme-template",),
    ),
    Elsewhere(
        PUBLISHES,
        "publishing/test_folder.py",
        "test_a_site_older_than_the_course_is_not_published",
        ("site-passed",),
    ),
    Elsewhere(
        PUBLISHES,
        "publishing/test_folder.py",
        "test_a_site_that_changes_under_way_is_not_sent",
        ("site-at-rest",),
    ),
    Elsewhere(
        PUBLISHES,
        "publishing/test_folder.py",
        "test_without_a_target_the_way_to_name_one_is_told",
        ("target-named",),
    ),
    Elsewhere(
        PUBLISHES,
        "publishing/test_folder.py",
        "test_a_target_that_cannot_be_read_is_explained",
        ("target-readable", "target-without-secret"),
    ),
    Elsewhere(
        PUBLISHES,
        "publishing/test_folder.py",
        "test_the_course_itself_is_no_target",
        ("target-apart",),
    ),
    Elsewhere(
        PUBLISHES,
        "publishing/test_folder.py",
        "test_a_foreign_folder_is_refused_untouched",
        ("target-ours",),
    ),
    Elsewhere(
        PUBLISHES,
        "publishing/test_branch.py",
        "test_a_computer_without_git_is_told_so",
        ("tool-installed",),
    ),
    Elsewhere(
        REFUSES,
        "publishing/test_branch.py",
        "test_a_newer_state_somebody_else_published_is_not_taken_away",
        ("target-not-ahead",),
    ),
    Elsewhere(
        REFUSES,
        "publishing/test_branch.py",
        "test_a_repository_that_is_not_there_is_named_as_such",
        ("target-exists",),
    ),
    Elsewhere(
        REFUSES,
        "publishing/test_branch.py",
        "test_a_protected_branch_is_named_as_such",
        ("target-writable",),
    ),
    Elsewhere(
        REFUSES,
        "publishing/test_folder.py",
        "test_a_full_disk_is_named",
        ("target-has-room",),
    ),
    Elsewhere(
        REFUSES,
        "publishing/test_branch.py",
        "test_what_git_says_of_another_failure_is_passed_on",
        ("target-took-it",),
    ),
    Elsewhere(
        REFUSES,
        "publishing/test_servers.py",
        "test_what_keeps_us_out_is_said_plainly",
        ("target-accepts-key", "host-key-known", "host-key-same"),
    ),
    Elsewhere(
        REFUSES,
        "publishing/test_servers.py",
        "test_a_server_that_is_not_there_is_said_plainly",
        ("target-reachable",),
    ),
    Elsewhere(
        SERVES,
        "publishing/test_folder.py",
        "test_an_address_of_another_site_is_found_out",
        ("address-shows-site",),
    ),
    Elsewhere(
        SERVES,
        "publishing/test_folder.py",
        "test_a_host_that_changes_pages_is_found_out",
        ("address-serves-file",),
    ),
)

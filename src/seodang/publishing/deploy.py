"""Publishing: plan what would change, then deploy it; `address_check` looks at the result."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from seodang.cache.file_states import states_of
from seodang.problems import Problem, say
from seodang.publishing.deploy_manifest import MANIFEST_NAME, DeployManifest, file_digest
from seodang.publishing.difference import Difference, compare, interim_manifest, with_unknown_bytes
from seodang.publishing.headers import Host, header_file
from seodang.publishing.publishing_error import PublishingError
from seodang.publishing.revision import Revision
from seodang.publishing.target_kind import DeployContext, Target, Upload
from seodang.publishing.targets import parse_target


@dataclass(frozen=True, slots=True)
class Deployment:
    """What is to be published where; `to` is the target as it is written.

    `base` is where the site begins at its host; `everything` sends unchanged files, too;
    `takes_over` replaces a state of the course that this one does not contain.
    """

    to: str
    context: DeployContext
    host: Host | None = None
    base: str = "/"
    everything: bool = False
    takes_over: bool = False


@dataclass(frozen=True, slots=True)
class DeployPlan:
    """What publishing would do; `server_file` is a header file that does not travel."""

    deployment: Deployment
    target: Target
    files: Mapping[str, Path]
    manifest: DeployManifest
    difference: Difference
    server_file: Path | None = None


def plan_deployment(deployment: Deployment) -> tuple[DeployPlan | None, list[Problem]]:
    """Compare the site with what the target holds; nothing is changed."""
    context = deployment.context
    shutil.rmtree(_outbox(context), ignore_errors=True)
    context.workspace.mkdir(parents=True, exist_ok=True)
    try:
        target = parse_target(deployment.to, context)
        revision = Revision.of(context.root)
        remote = _remote_manifest(target, revision, takes_over=deployment.takes_over)
    except PublishingError as error:
        return None, [error.at(deployment.to)]
    files, server_file = _files(deployment, target)
    manifest = DeployManifest.of(files, revision.commit)
    change = compare(manifest, with_unknown_bytes(remote) if deployment.everything else remote)
    return DeployPlan(deployment, target, files, manifest, change, server_file), []


def deploy(plan: DeployPlan) -> list[Problem]:
    """Bring to the target what a plan names."""
    try:
        plan.target.publish(_upload(plan))
    except PublishingError as error:
        return [error.at(plan.deployment.to)]
    finally:
        shutil.rmtree(_outbox(plan.deployment.context), ignore_errors=True)
    return []


def _outbox(context: DeployContext) -> Path:
    return context.workspace / "outbox"


def _remote_manifest(target: Target, revision: Revision, *, takes_over: bool) -> DeployManifest:
    state = target.read_state()
    if state.manifest is None and not state.is_empty:
        raise PublishingError(
            "target-ours",
            say("the target holds files that Seodang did not put there; none was touched"),
            say("choose an empty or new folder, file or branch, or empty this one yourself"),
        )
    manifest = state.manifest or DeployManifest({})
    if not takes_over:
        revision.refuse_older(manifest)
    return manifest


def _files(deployment: Deployment, target: Target) -> tuple[dict[str, Path], Path | None]:
    """Return all that travels, by path, and a header file that does not."""
    context = deployment.context
    files, extra = _site_files(context.site), dict(target.extra_files)
    server_file = None
    if deployment.host is not None:
        header = header_file(deployment.host, files, deployment.base)
        if header.is_published:
            extra[header.name] = header.content
        else:
            server_file = context.workspace / header.name
            server_file.write_bytes(header.content)
    return files | _written(context, extra), server_file


def _site_files(site: Path) -> dict[str, Path]:
    """Return the site's files by path; what begins with a dot at its top is not published."""
    found = {path: site / path for path in sorted(states_of(site)) if path != MANIFEST_NAME}
    return {path: file for path, file in found.items() if file.is_file()}


def _written(context: DeployContext, contents: Mapping[str, bytes]) -> dict[str, Path]:
    """Write the files that are published beside the site's; return them by path."""
    folder = context.workspace / "extras"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return {name: folder / name for name in contents}


def _upload(plan: DeployPlan) -> Upload:
    """Copy what travels to a folder of its own, so that a build meanwhile changes nothing."""
    folder = _outbox(plan.deployment.context)
    change, manifest = plan.difference, plan.manifest
    for path in manifest.files if plan.target.sends_all_files else change.sent:
        copy = folder / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(plan.files[path], copy)
        copy.chmod(0o644)  # what travels may keep its mode: web servers have to read it
        if file_digest(copy) != manifest.files[path]:
            raise PublishingError(
                "site-at-rest",
                say("the site changed while it was being published; nothing was sent"),
                say("wait until the build has ended, then publish again"),
            )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MANIFEST_NAME).write_bytes(manifest.to_bytes())
    return Upload(folder, change, manifest, interim_manifest(manifest, change))

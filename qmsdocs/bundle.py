"""The files of an office → its manifest and its zip; a zip → whether it is what its manifest says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from qmsdocs.archive import Entry, deflated, unzip, zip_bytes
from qmsdocs.diagnostics import catalogue
from qmsdocs.diagnostics.report import Diagnostic
from qmsdocs.model.artifact import Artifact
from qmsdocs.model.framework.frame import Office
from qmsdocs.model.framework.plan import Plan, PlannedDocument
from qmsdocs.model.framework.references import Relation

MANIFEST = "manifest.json"
SCHEMA = 1
_RELATIONS = {Relation.KEPT: "kept", Relation.REVISED: "revised", Relation.MERGED: "merged", Relation.SPLIT: "split", Relation.NEW: "new", Relation.WITHDRAWN: "withdrawn"}


def make_manifest(plan: Plan, province: str, office: Office, artifacts: Iterable[Artifact], generator: str) -> bytes:
    """Write the manifest of an office's folder: every file but the manifest itself, with its size and SHA-256.

    UTF-8, keys sorted, one trailing newline, so that the same set gives the same bytes.
    """
    files: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for artifact in artifacts:
        files.setdefault((artifact.edition, artifact.document), []).append(_file(artifact))
    previous = () if plan.previous is None else plan.previous.documents
    withdrawn = {gone.identity.id: gone for gone in plan.withdrawn}
    documents = [_document(planned, _relation(planned), files) for planned in plan.current.documents]
    for planned in previous:
        gone = withdrawn.get(planned.identity.id)
        relation = None if gone is None else {"kind": "withdrawn", "from": [], "reason": gone.reason}
        documents.append(_document(planned, relation, files))
    manifest = {
        "schema": SCHEMA,
        "generator": generator,
        "edition": plan.current.edition.year,
        "predecessor": plan.current.edition.predecessor,
        "as_of": plan.as_of.isoformat(),
        "office": {"id": f"{province}/{office.id}", "name": office.name, "kind": office.kind.value},
        "documents": documents,
        "files": files.get(("", ""), []),
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _file(artifact: Artifact) -> dict[str, Any]:
    raw = artifact.entry.raw
    return {"role": artifact.role, "path": artifact.path, "bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}


def _relation(planned: PlannedDocument) -> dict[str, Any] | None:
    origin = planned.origin
    if origin is None:
        return None
    return {"kind": _RELATIONS[origin.relation], "from": list(origin.sources), "reason": origin.reason}


def _document(planned: PlannedDocument, relation: dict[str, Any] | None, files: Mapping[tuple[str, str], list[dict[str, Any]]]) -> dict[str, Any]:
    identity = planned.identity
    return {
        "id": identity.id,
        "code": identity.code,
        "title": identity.title,
        "group": identity.group,
        "edition": identity.edition,
        "issue": identity.issue,
        "clauses": list(identity.clauses),
        "relation": relation,
        "files": files.get((identity.edition, identity.id), []),
    }


def make_zip(artifacts: Sequence[Artifact], manifest: bytes) -> bytes:
    """Pack an office's folder: the same tree, names in order, the same bytes every time."""
    entries: list[tuple[str, Entry]] = [(artifact.path, artifact.entry) for artifact in artifacts]
    entries.append((MANIFEST, deflated(manifest)))
    return zip_bytes(sorted(entries, key=lambda entry: entry[0]))


def verify_zip(name: str, content: bytes) -> list[Diagnostic]:
    """Check a bundle against its manifest; give every difference."""
    try:
        files = unzip(content)
    except ValueError:
        return [catalogue.not_a_bundle(name)]
    return verify_files(name, files)


def verify_files(name: str, files: Mapping[str, bytes]) -> list[Diagnostic]:
    """Check an office's files, by their paths, against the manifest among them."""
    try:
        listed = _listed(json.loads(files[MANIFEST]))
    except (KeyError, TypeError, ValueError, AttributeError):
        return [catalogue.manifest_unreadable(name)]
    problems = [catalogue.file_lost(name, path) for path in sorted(listed.keys() - files.keys())]
    problems += [catalogue.file_unlisted(name, path) for path in sorted(files.keys() - listed.keys() - {MANIFEST})]
    for path in sorted(listed.keys() & files.keys()):
        size, digest = listed[path]
        if len(files[path]) != size or hashlib.sha256(files[path]).hexdigest() != digest:
            problems.append(catalogue.file_changed(name, path))
    return problems


def _listed(manifest: dict[str, Any]) -> dict[str, tuple[int, str]]:
    files = [file for document in manifest["documents"] for file in document["files"]] + manifest["files"]
    return {file["path"]: (file["bytes"], file["sha256"]) for file in files}

"""A segmentation in, `model.skops` out: what is needed to score new customers, in a format that runs no code when read."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from reporter.model import Report

FORMAT = 1
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip file can hold


def save_model(report: Report, path: Path) -> None:
    """Write the pipeline with the names, order and features of its segments, byte for byte the same for the same model."""
    from skops import io as skops_io  # half a second, which only a run that is saved should pay

    segmentation = report.segmentation
    state = {
        "format": FORMAT,
        "pipeline": segmentation.model,
        "features": list(segmentation.features),
        "order": list(segmentation.order),
        "names": {str(persona.segment): persona.name for persona in report.findings.personas},
        "kind": report.customers.kind.value,
        "currency": report.totals.currency,
        "as_of": report.customers.period.as_of.isoformat() if report.customers.period else None,
    }
    path.write_bytes(_reproducible(skops_io.dumps(state)))


def _reproducible(archive: bytes) -> bytes:
    """Number the objects by their place instead of their address in memory, and take the clock out of the archive."""
    with zipfile.ZipFile(io.BytesIO(archive)) as source:
        members = {name: source.read(name) for name in source.namelist()}
    schema: dict[str, Any] = json.loads(members["schema.json"])
    addresses: dict[int, int] = {}
    _collect_addresses(schema, addresses)
    text = json.dumps(_renumber(schema, addresses), indent=1, sort_keys=True)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as output:
        for name in sorted(members, key=lambda name: _renamed(name, addresses)):
            content = text.encode() if name == "schema.json" else members[name]
            output.writestr(zipfile.ZipInfo(_renamed(name, addresses), _EPOCH), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _collect_addresses(node: Any, addresses: dict[int, int]) -> None:
    if isinstance(node, dict):
        if isinstance(node.get("__id__"), int):
            addresses.setdefault(node["__id__"], len(addresses) + 1)
        for key in sorted(node):
            _collect_addresses(node[key], addresses)
    elif isinstance(node, list):
        for item in node:
            _collect_addresses(item, addresses)


def _renumber(node: Any, addresses: dict[int, int]) -> Any:
    if isinstance(node, dict):
        return {
            key: addresses[value] if key == "__id__" else _renamed(value, addresses) if key == "file" else _renumber(value, addresses)
            for key, value in node.items()
        }
    return [_renumber(item, addresses) for item in node] if isinstance(node, list) else node


def _renamed(name: str, addresses: dict[int, int]) -> str:
    return re.sub(r"^\d+(?=\.)", lambda match: str(addresses.get(int(match[0]), match[0])), name)

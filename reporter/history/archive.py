"""A fitted model in, a file of skops out, byte for byte the same for the same model; such a file
in, the model out, if it is one of ours.

Nothing that a file says is believed: its sizes are checked before anything is unpacked, and every
type that it names must be on the list below before anything is built.
"""

from __future__ import annotations

import io
import json
import re
import warnings
import zipfile
from collections import Counter
from typing import TYPE_CHECKING, Any

from reporter.errors import HistoryError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SCHEMA = "schema.json"
MOST_BYTES, MOST_SCHEMA, MOST_MEMBERS = 2**28, 2**23, 1_000
"""A model of ours has some hundred kilobytes, and a few bytes more for each customer that it was
fitted to.
"""
PROTOCOLS = range(2, 100)
"""Of skops; older ones checked less."""
AGAIN = "Name the folder of a run that this reporter made, or make the run again."

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip file can hold
_MEMBER = re.compile(r"schema\.json|\d+\.npy")

ESTIMATORS = frozenset(
    {
        "reporter.segments.assignment.NearestMember",
        "reporter.segments.preparation.CategoryWeigher",
        "reporter.segments.preparation.GroupScaler",
        "reporter.segments.preparation.SkewTamer",
        "reporter.segments.preparation.Winsoriser",
        "sklearn.cluster._kmeans.KMeans",
        "sklearn.cluster._kmeans.MiniBatchKMeans",
        "sklearn.compose._column_transformer.ColumnTransformer",
        "sklearn.decomposition._pca.PCA",
        "sklearn.impute._base.SimpleImputer",
        "sklearn.mixture._gaussian_mixture.GaussianMixture",
        "sklearn.pipeline.Pipeline",
        "sklearn.preprocessing._encoders.OneHotEncoder",
    }
)
NUMBERS = frozenset({"numpy.bool", "numpy.float64", "numpy.int32", "numpy.int64", "numpy.ndarray"})
TRUSTED: Mapping[str, frozenset[str]] = {
    "DictNode": frozenset({"builtins.dict"}),
    "DTypeNode": frozenset({"numpy.dtype"}),
    "JsonNode": frozenset({"builtins.str"}),
    "ListNode": frozenset({"builtins.list"}),
    "NdArrayNode": NUMBERS,
    "ObjectNode": ESTIMATORS,
    "SliceNode": frozenset({"builtins.slice"}),
    "TupleNode": frozenset({"builtins.tuple"}),
    "TypeNode": frozenset({"builtins.str", "numpy.float64"}),
}
"""What skops calls the ways to build an object → the types that may be built so: what our own
models need, and nothing that takes a function by name.
"""


def pack(state: Mapping[str, Any]) -> bytes:
    """Write an object, with its parts numbered by their place instead of their address in memory,
    and no clock in the archive.
    """
    from skops import io as skops_io  # half a second, which only a run that is saved should pay

    with zipfile.ZipFile(io.BytesIO(skops_io.dumps(dict(state)))) as source:
        members = {name: source.read(name) for name in source.namelist()}
    schema: dict[str, Any] = json.loads(members[SCHEMA])
    addresses: dict[int, int] = {}
    _collect_addresses(schema, addresses)
    text = json.dumps(_renumber(schema, addresses), indent=1, sort_keys=True)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as output:
        for name in sorted(members, key=lambda name: _renamed(name, addresses)):
            content = text.encode() if name == SCHEMA else members[name]
            output.writestr(
                zipfile.ZipInfo(_renamed(name, addresses), _EPOCH), content, zipfile.ZIP_DEFLATED
            )
    return target.getvalue()


def unpack(path: Path, *, readable: int) -> Any:
    """Read a file that `pack` made.

    Parameters
    ----------
    path
        The file.
    readable
        The only value of the key ``format`` that is understood.

    Raises
    ------
    HistoryError
        There is no such file, it is damaged or none of ours, of another format, or holds types that
        are not trusted.
    """
    from skops import io as skops_io

    content = _content(path)
    schema = _schema(content, path)
    _check_format(schema, path, readable)
    if strange := sorted(
        {name for loader, name in _types(schema) if name not in TRUSTED.get(loader, ())}
    ):
        raise HistoryError(
            f"{path} holds types that this reporter does not trust: {', '.join(strange[:5])}.",
            f"Nothing was run. {AGAIN}",
        )
    try:
        with warnings.catch_warnings(
            action="ignore"
        ):  # of other versions; whoever loads tells of them in words
            return skops_io.loads(
                content, trusted=sorted({name for names in TRUSTED.values() for name in names})
            )
    except Exception as error:  # a crafted file may make any of the libraries below fail in any way
        raise _damaged(path, error) from error


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise HistoryError(f"{path} is far too large for a kept model.", AGAIN)
        return path.read_bytes()
    except OSError as error:
        raise HistoryError(f"{path} cannot be read: {error.strerror}.", AGAIN) from error


def _schema(content: bytes, path: Path) -> Any:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_members(archive.infolist(), path)
            schema = json.loads(archive.read(SCHEMA))
    except HistoryError:
        raise
    except Exception as error:  # zipfile and json fail in many ways on bytes that are no archive
        raise _damaged(path, error) from error
    if (
        not isinstance(schema, dict)
        or type(schema.get("protocol")) is not int
        or schema["protocol"] not in PROTOCOLS
    ):
        raise HistoryError(f"{path} is no model that this reporter can read.", AGAIN)
    return schema


def _check_members(members: list[zipfile.ZipInfo], path: Path) -> None:
    """Refuse what is not ours by the table of contents alone; the zip module reads no more of a
    member than is stated there.
    """
    names = Counter(member.filename for member in members)
    if (
        SCHEMA not in names
        or max(names.values()) > 1
        or not all(_MEMBER.fullmatch(name) for name in names)
    ):
        raise HistoryError(
            f"{path} is no model of reporter’s: it is an archive of other things.", AGAIN
        )
    sizes = {member.filename: member.file_size for member in members}
    if (
        len(members) > MOST_MEMBERS
        or sum(sizes.values()) > MOST_BYTES
        or sizes[SCHEMA] > MOST_SCHEMA
    ):
        raise HistoryError(
            f"{path} would unpack to far more than a kept model needs; nothing was unpacked.", AGAIN
        )


def _check_format(schema: Mapping[str, Any], path: Path, readable: int) -> None:
    try:
        found = json.loads(schema["content"]["format"]["content"])
    except (KeyError, TypeError, ValueError):
        found = None
    if type(found) is int and found != readable:
        older = found < readable
        age = "an older" if older else "a newer"
        what = f"{path} was kept by {age} reporter (format {found}; this one reads {readable})."
        raise HistoryError(
            what,
            (
                "Make the run again with this reporter."
                if older
                else "Update reporter, or make the run again."
            ),
        )


def _types(schema: Any) -> Iterator[tuple[str, str]]:
    """Yield the way to build each object, and its type, wherever in the schema it stands."""
    waiting = [schema]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if "__loader__" in node or "__class__" in node or "__module__" in node:
                yield (
                    str(node.get("__loader__")),
                    f"{node.get('__module__')}.{node.get('__class__')}",
                )
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


def _damaged(path: Path, error: Exception) -> HistoryError:
    reason = f"{type(error).__name__}: {error}".splitlines()[0][:120]
    return HistoryError(f"{path} is damaged, or no model of reporter’s ({reason}).", AGAIN)


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
            key: (
                addresses[value]
                if key == "__id__"
                else _renamed(value, addresses)
                if key == "file"
                else _renumber(value, addresses)
            )
            for key, value in node.items()
        }
    return [_renumber(item, addresses) for item in node] if isinstance(node, list) else node


def _renamed(name: str, addresses: dict[int, int]) -> str:
    return re.sub(r"^\d+(?=\.)", lambda match: str(addresses.get(int(match[0]), match[0])), name)

"""A kept model is read back as it was, or one message says why not; nothing that a file names is
run.
"""

from __future__ import annotations

import contextlib
import io
import json
import pickle
import zipfile
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import skops.io
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import Pipeline

from reporter.errors import HistoryError
from reporter.history import load_model
from reporter.history import model_file as file_of_models
from reporter.history.archive import MOST_SCHEMA
from reporter.history.model_file import model_bytes
from reporter.history.named import plain_name, read_name
from reporter.model.claim import Claim, Count, Name, SegmentName
from reporter.model.customers import Feature
from tests import heavy
from tests.builders import customer_table
from tests.kept import keep, kept_model
from tests.saying import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from reporter.model import KeptModel


def _write(content: bytes, folder: Path) -> Path:
    path = folder / "model.skops"
    path.write_bytes(content)
    return path


def _members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _archive(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def _with_schema(change: Callable[[dict[str, Any]], None]) -> bytes:
    members = _members(model_bytes(kept_model()))
    schema = json.loads(members["schema.json"])
    change(schema)
    return _archive({**members, "schema.json": json.dumps(schema).encode()})


def _loaded(path: Path) -> KeptModel | None:
    """Read a model, or None where one message says why not; any other exception fails the test."""
    with contextlib.suppress(HistoryError):
        return load_model(path)
    return None


@pytest.mark.slow
@pytest.mark.parametrize("algorithm", ["kmeans", "ward", "gmm"])
def test_a_model_is_read_back_as_it_was(algorithm: str, tmp_path: Path) -> None:
    kept = keep(customer_table(), algorithm=algorithm, count=3)
    content = model_bytes(kept)
    _write(content, tmp_path)
    back = load_model(tmp_path)
    assert model_bytes(back) == content
    for field in fields(kept):
        if field.name != "pipeline":
            assert getattr(back, field.name) == getattr(kept, field.name)
    frame = customer_table().frame
    assert (
        back.pipeline.predict(frame[list(back.features)])
        == kept.pipeline.predict(frame[list(kept.features)])
    ).all()


@pytest.mark.slow
def test_a_model_with_components_is_read_back(tmp_path: Path) -> None:
    kept = keep(customer_table(), algorithm="kmeans", count=3, pca=0.9)
    assert model_bytes(load_model(_write(model_bytes(kept), tmp_path))) == model_bytes(kept)


@pytest.mark.slow
def test_a_model_of_categories_is_read_back(tmp_path: Path) -> None:
    kept = keep(
        customer_table(), algorithm="kmeans", count=3, features=("recency", "frequency", "country")
    )
    assert model_bytes(load_model(_write(model_bytes(kept), tmp_path))) == model_bytes(kept)


@pytest.mark.slow
def test_a_model_fitted_with_another_scikit_learn_is_read_without_a_warning(tmp_path: Path) -> None:
    import sklearn

    members = _members(model_bytes(kept_model()))
    now, then = f'"\\"{sklearn.__version__}\\""'.encode(), b'"\\"1.3.0\\""'
    assert now in members["schema.json"]
    path = _write(
        _archive({**members, "schema.json": members["schema.json"].replace(now, then)}), tmp_path
    )
    assert load_model(path).scikit_learn == "1.9.0"


@pytest.mark.slow
@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(place=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
def test_a_changed_byte_gives_the_same_model_or_one_message(
    place: float, flip: int, tmp_path: Path
) -> None:
    content = bytearray(model_bytes(kept_model()))
    content[int(place * len(content))] ^= flip
    loaded = _loaded(_write(bytes(content), tmp_path))
    assert loaded is None or model_bytes(loaded) == model_bytes(kept_model())


@pytest.mark.slow
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(share=st.floats(0, 1, exclude_max=True))
def test_a_truncated_model_is_one_message(share: float, tmp_path: Path) -> None:
    content = model_bytes(kept_model())
    with pytest.raises(HistoryError, match="damaged"):
        load_model(_write(content[: int(share * len(content))], tmp_path))


_SCALARS = (
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=8)
)


@pytest.mark.slow
@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_a_changed_value_of_the_schema_gives_a_model_or_one_message(
    data: st.DataObject, tmp_path: Path
) -> None:
    """Whatever is written into one leaf of the archive's schema, nothing but HistoryError comes up."""

    def change(schema: dict[str, Any]) -> None:
        leaves: list[tuple[Any, Any]] = []
        waiting: list[Any] = [schema]
        while waiting:
            node = waiting.pop()
            for key in node if isinstance(node, dict) else range(len(node)):
                if isinstance(node[key], (dict, list)):
                    waiting.append(node[key])
                else:
                    leaves.append((node, key))
        node, key = data.draw(st.sampled_from(leaves))
        node[key] = data.draw(_SCALARS)

    _loaded(_write(_with_schema(change), tmp_path))


def _node(loader: str, module: str, name: str, **more: Any) -> dict[str, Any]:
    return {"__loader__": loader, "__module__": module, "__class__": name, **more}


def _text(value: object) -> dict[str, Any]:
    return _node("JsonNode", "builtins", "str", content=json.dumps(value), is_json=True)


_EMPTY = _node("TupleNode", "builtins", "tuple", content=[])
_SYSTEM = _node("FunctionNode", "posix", "system")
EVIL: dict[str, tuple[dict[str, Any], str]] = {
    "a function of the system": (_SYSTEM, "posix.system"),
    "eval": (_node("FunctionNode", "builtins", "eval"), "builtins.eval"),
    "a function under a trusted name": (_node("FunctionNode", "builtins", "str"), "builtins.str"),
    "a type": (_node("TypeNode", "subprocess", "Popen"), "subprocess.Popen"),
    "a constructor": (
        _node("ConstructorFromReduceNode", "subprocess", "Popen", content=_EMPTY),
        "subprocess.Popen",
    ),
    "a partial call": (
        _node(
            "PartialNode",
            "functools",
            "partial",
            content={"func": _SYSTEM, "args": _EMPTY, "kwds": _EMPTY, "namespace": _EMPTY},
        ),
        "functools.partial",
    ),
    "a method": (
        _node("MethodNode", "builtins", "str", content={"func": "format", "obj": _text("")}),
        "builtins.str",
    ),
    "an operator": (
        _node("OperatorFuncNode", "operator", "methodcaller", attrs=_EMPTY),
        "operator.methodcaller",
    ),
    "an object that calls functions": (
        _node("ObjectNode", "sklearn.preprocessing._function_transformer", "FunctionTransformer"),
        "FunctionTransformer",
    ),
    "another estimator of reporter’s modules": (
        _node("ObjectNode", "reporter.segments.registry", "PluggedIn"),
        "registry.PluggedIn",
    ),
    "an unknown way to build": (
        _node("PickleNode", "builtins", "str", content="x"),
        "builtins.str",
    ),
}


@pytest.mark.parametrize("case", heavy.every(3, EVIL))
@pytest.mark.parametrize("place", ["root", "step", "leaf"])
def test_types_that_are_not_ours_are_named_and_not_built(
    case: str, place: str, tmp_path: Path
) -> None:
    node, says = EVIL[case]

    def change(schema: dict[str, Any]) -> None:
        if place == "root":
            schema["content"]["pipeline"] = node
        elif place == "step":
            schema["content"]["extra"] = _node("ListNode", "builtins", "list", content=[node])
        else:
            schema["content"]["pipeline"]["content"]["content"]["memory"] = node

    with pytest.raises(HistoryError, match="does not trust") as caught:
        load_model(_write(_with_schema(change), tmp_path))
    assert says in caught.value.what
    assert "Nothing was run" in caught.value.hint


class _Payload:
    """Pickled, it makes a file when it is read."""

    def __init__(self, canary: Path) -> None:
        self.canary = canary

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.canary,)


def test_a_pickle_in_the_archive_is_not_opened(tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    members = {**_members(model_bytes(kept_model())), "model.pkl": pickle.dumps(_Payload(canary))}
    with pytest.raises(HistoryError, match="archive of other things"):
        load_model(_write(_archive(members), tmp_path))
    assert not canary.exists()


def test_a_pickle_within_an_array_is_not_opened(tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    members = _members(model_bytes(kept_model()))
    buffer = io.BytesIO()
    np.save(buffer, np.array([_Payload(canary)], dtype=object), allow_pickle=True)
    arrays = {name: buffer.getvalue() for name in members if name.endswith(".npy")}
    with pytest.raises(HistoryError, match="damaged"):
        load_model(_write(_archive({**members, **arrays}), tmp_path))
    assert not canary.exists()


def test_a_bare_pickle_is_not_opened(tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    with pytest.raises(HistoryError, match="damaged"):
        load_model(_write(pickle.dumps(_Payload(canary)), tmp_path))
    assert not canary.exists()


def test_what_unpacks_to_far_more_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    members = _members(model_bytes(kept_model()))
    with pytest.raises(HistoryError, match="nothing was unpacked"):
        load_model(_write(_archive({**members, "schema.json": b" " * (MOST_SCHEMA + 1)}), tmp_path))
    monkeypatch.setattr("reporter.history.archive.MOST_BYTES", 1_000_000)
    with pytest.raises(HistoryError, match="nothing was unpacked"):
        load_model(_write(_archive({**members, "99999.npy": bytes(2_000_000)}), tmp_path))


def test_an_array_that_claims_to_be_huge_is_one_message(tmp_path: Path) -> None:
    members = _members(model_bytes(kept_model()))
    header = (
        b"\x93NUMPY\x01\x00v\x00{'descr': '<f8', 'fortran_order': False, 'shape':"
        b" (99999999999999,), }"
    )
    arrays = {name: header.ljust(128, b" ") for name in members if name.endswith(".npy")}
    with pytest.raises(HistoryError, match="damaged"):
        load_model(_write(_archive({**members, **arrays}), tmp_path))


def test_two_members_of_one_name_are_refused(tmp_path: Path) -> None:
    target = io.BytesIO(model_bytes(kept_model()))
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(target, "a") as archive:
        archive.writestr("schema.json", "{}")
    with pytest.raises(HistoryError, match="archive of other things"):
        load_model(_write(target.getvalue(), tmp_path))


@pytest.mark.parametrize(("number", "says"), [(1, "an older reporter"), (3, "a newer reporter")])
def test_another_format_is_told(
    number: int, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(file_of_models, "FORMAT", number)
        content = model_bytes(kept_model())
    with pytest.raises(HistoryError, match=f"{says} .format {number}; this one reads 2"):
        load_model(_write(content, tmp_path))


def test_a_model_of_somebody_elses_is_told(tmp_path: Path) -> None:
    fitted = LinearRegression().fit([[0.0], [1.0]], [0.0, 1.0])
    with pytest.raises(HistoryError, match=r"does not trust: sklearn\.linear_model"):
        load_model(_write(skops.io.dumps(fitted), tmp_path))
    with pytest.raises(HistoryError, match="names no format"):
        load_model(_write(skops.io.dumps({"pipeline": [1, 2]}), tmp_path))


@pytest.mark.parametrize(
    "content",
    [b"", b"PK", b"{}", _archive({"readme.txt": b"hello"}), _archive({"schema.json": b"[]"})],
)
def test_what_is_no_model_is_told(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(HistoryError) as caught:
        load_model(_write(content, tmp_path))
    assert "model.skops" in caught.value.what
    assert caught.value.hint


def test_a_folder_without_a_model_and_a_missing_one_are_told(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match=r"holds no model\.skops"):
        load_model(tmp_path)
    with pytest.raises(HistoryError, match="does not exist"):
        load_model(tmp_path / "nowhere")


def _changed_reference(**changes: Any) -> Callable[[KeptModel], KeptModel]:
    return lambda kept: replace(
        kept, reference=(replace(kept.reference[0], **changes), *kept.reference[1:])
    )


FEATURE = Feature(name="income", heading="Annual Income (k$)", unit="number", behaviour=True)


def called(*names: str) -> dict[int, SegmentName]:
    return {number: SegmentName(name) for number, name in enumerate(names, 1)}


INCONSISTENT: dict[str, tuple[Callable[[KeptModel], KeptModel], str]] = {
    "fewer segments than clusters": (
        lambda kept: replace(
            kept, order=(1, 2), names=called("One", "Two"), shares={1: 0.5, 2: 0.5}
        ),
        "segments",
    ),
    "a segment twice": (lambda kept: replace(kept, order=(1, 2, 2)), "numbered from 1"),
    "a segment without a name": (
        lambda kept: replace(kept, names={**kept.names, 3: SegmentName(" ")}),
        "names",
    ),
    "one name twice": (lambda kept: replace(kept, names=called("One", "Two", "One")), "names"),
    "a name that steers a terminal": (
        lambda kept: replace(kept, names={**kept.names, 3: SegmentName("\x1b[2J")}),
        "names",
    ),
    "a colour that is none": (
        lambda kept: replace(kept, colours={**kept.colours, 3: "red;}"}),
        "colour",
    ),
    "shares above the whole": (
        lambda kept: replace(kept, shares=dict.fromkeys(kept.order, 0.9)),
        "add up",
    ),
    "a stability that is none": (
        lambda kept: replace(kept, stabilities={**kept.stabilities, 1: float("nan")}),
        "stability",
    ),
    "features of another pipeline": (
        lambda kept: replace(kept, features=kept.features[::-1], reference=kept.reference[::-1]),
        "other features",
    ),
    "features without distributions": (
        lambda kept: replace(kept, reference=kept.reference[:1]),
        "distributions",
    ),
    "bins without shares": (_changed_reference(shares=(1.0,)), "other bins"),
    "shares of bins above the whole": (_changed_reference(missing=0.5), "add up"),
    "bounds the wrong way round": (_changed_reference(lower=1e9), "ascend"),
    "cuts that do not ascend": (
        lambda kept: replace(kept, thresholds={"recency": (9.0, 3.0)}),
        "ascend",
    ),
    "a pipeline that is none": (lambda kept: replace(kept, pipeline=[1, 2]), "whole model"),
    "a pipeline without its last step": (
        lambda kept: replace(kept, pipeline=Pipeline(kept.pipeline.steps[:-1])),
        "steps",
    ),
    "a pipeline that starts processes": (
        lambda kept: replace(kept, pipeline=Pipeline(kept.pipeline.steps, memory="somewhere")),
        "parameter memory",
    ),
    "nobody to be fitted to": (lambda kept: replace(kept, customers=0), "nobody"),
}


@pytest.mark.parametrize("case", INCONSISTENT)
def test_a_model_that_contradicts_itself_is_told(case: str, tmp_path: Path) -> None:
    change, says = INCONSISTENT[case]
    with pytest.raises(HistoryError, match=says) as caught:
        load_model(_write(model_bytes(change(kept_model())), tmp_path))
    assert caught.value.hint


@pytest.mark.parametrize("name", ["features", "order", "segments", "reference", "kind", "as_of"])
def test_a_model_without_a_needed_field_is_told(name: str, tmp_path: Path) -> None:
    def change(schema: dict[str, Any]) -> None:
        about = json.loads(json.loads(schema["content"]["about"]["content"]))
        del about[name]
        schema["content"]["about"]["content"] = json.dumps(json.dumps(about))

    with pytest.raises(HistoryError, match=name):
        load_model(_write(_with_schema(change), tmp_path))


NAMED = {
    "an archetype": Claim("segment.champions"),
    "a client's own": "Gold club",
    "one told from its namesake": Claim(
        "segment.qualified",
        {
            "name": Claim("segment.light_buyers"),
            "qualifier": Claim("qualifier.frequency.higher"),
        },
    ),
    "a mark": Claim("segment.marked", {"name": Claim("segment.champions"), "mark": Name("B")}),
    "a number": Claim("segment.numbered", {"number": Count(4)}),
    "levels": Claim("segment.levels", {"levels": (Claim("level.high", {"feature": FEATURE}),)}),
    "goods": Claim("segment.specialists", {"category": replace(FEATURE, in_revenue=True)}),
}


@pytest.mark.parametrize("called", NAMED.values(), ids=list(NAMED))
def test_a_name_is_kept_by_its_id_and_said_as_before(called: Claim | str) -> None:
    name = SegmentName(called)
    read = read_name(json.loads(json.dumps(plain_name(name))), str)
    assert WORDS.name(read) == WORDS.name(name)


@pytest.mark.parametrize(
    "held",
    [
        3,
        {"claim": "segment.champions"},
        {"claim": 3, "values": {}},
        {"name": "Champions"},
        {"claim": "a", "values": {"b": {"c": "d"}}},
        {"claim": "a", "values": {"b": [[[[[[]]]]]]}},
    ],
)
def test_a_name_that_is_none_is_refused(held: object) -> None:
    def text(value: object) -> str:
        if not isinstance(value, str):
            raise ValueError("no text")  # noqa: TRY004 - as a file's texts are read
        return value

    with pytest.raises(ValueError, match=r"no|nested"):
        read_name(held, text)

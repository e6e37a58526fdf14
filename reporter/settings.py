"""Flags and a client's TOML in, one immutable and validated `Settings` out.

One table a stage. Later sources win: defaults, then the TOML file, then flags and `--set`.
"""

from __future__ import annotations

import copy
import difflib
import itertools
import math
import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from reporter.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Format = Literal["html", "pdf", "xlsx", "csv", "profile"]


class Table(BaseModel):
    """A table of settings: immutable, and no key that nobody reads."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RolesSettings(Table):
    """Which column plays which role; empty means detect. Names are the file's own."""

    kind: Literal["auto", "transactions", "customers"] = "auto"
    customer: str = ""
    order: str = ""
    date: str = ""
    product: str = ""
    description: str = ""
    quantity: str = ""
    price: str = ""
    amount: str = ""
    country: str = ""
    category: str = ""
    spend: tuple[str, ...] | None = None
    """Customer tables: columns of money spent, one a category; [] for none."""
    measures: tuple[str, ...] | None = None
    """Customer tables: other numbers about behaviour."""
    descriptors: tuple[str, ...] | None = None
    """Customer tables: demographic and nominal columns that describe the segments."""
    ignore: tuple[str, ...] = ()
    date_order: Literal["auto", "day-first", "month-first"] = "auto"


class QualitySettings(Table):
    """How orders are cleaned."""

    returns: Literal["net", "drop", "keep"] = "net"
    """net: a refund reduces what the customer brought; drop: returns leave; keep: returns are lines like any other."""
    duplicates: Literal["drop", "keep"] = "drop"
    service_codes: tuple[str, ...] = (
        "POST", "DOT", "C2", "M", "D", "S", "B", "ADJUST", "ADJUST2", "BANK CHARGES", "CRUK", "AMAZONFEE", "PADS",
    )  # fmt: skip
    """Product codes that are no product: kept in revenue, out of the product view."""
    service_words: tuple[str, ...] = (
        "postage", "shipping", "carriage", "delivery charge", "bank charges", "handling fee", "service fee", "manual",
        "discount", "adjust bad debt", "amazon fee", "voucher", "gift card",
    )  # fmt: skip
    profile_rows: int = Field(default=20_000, ge=100)
    """The profiler's page reads at most so many rows of the raw data, drawn evenly; the report counts all of them."""


class CustomersSettings(Table):
    """How one row a customer is made."""

    as_of: date | None = None
    """The day that recency is counted to; by default the day after the last order."""


class SegmentsSettings(Table):
    """How customers are segmented."""

    algorithm: str = Field(default="auto", pattern=r"^(auto|kmeans|ward|gmm|merged|hdbscan|dbscan|spectral|[A-Za-z_]\w*(\.[A-Za-z_]\w*)+)$")
    """auto: all are compared; or one of kmeans, ward, gmm, merged, hdbscan, dbscan, spectral; or the dotted path of any
    clusterer with scikit-learn's fit_predict (sklearn.cluster.Birch)."""
    count: int | None = Field(default=None, ge=2, le=12)
    """The number of segments; by default the data choose."""
    minimum: int | None = Field(default=None, ge=2, le=12)
    """The fewest segments; by default 2 where customers fall into groups by nature, else 3."""
    maximum: int = Field(default=8, ge=2, le=12)
    features: tuple[str, ...] = ()
    """Features (or columns of a customer table) that make the segments, categories too; by default the behavioural numbers."""
    tail: float = Field(default=0.005, ge=0, lt=0.25)
    """Share of customers on each side whose extreme values are pulled in before distances are measured."""
    scaling: Literal["standard", "robust"] = "standard"
    """standard: mean 0, standard deviation 1; robust: by median and quartiles, for long tails that no transformation shortens."""
    pca: float | None = Field(default=None, gt=0, lt=1)
    """Measure distances in as many principal components as keep this share of variance; by default in the features themselves."""
    seed: int = Field(default=0, ge=0, le=2**32 - 1)
    resamples: int = Field(default=100, ge=5, le=1000)
    """Bootstrap resamples for stability."""

    @model_validator(mode="after")
    def _minimum_below_maximum(self) -> SegmentsSettings:
        if self.minimum is not None and self.minimum > self.maximum:
            raise ValueError(f"segments.minimum ({self.minimum}) is above segments.maximum ({self.maximum})")
        return self


class GridCellSettings(Table):
    """A named cell of a client's own grid: a block of scores that lie side by side."""

    name: str = Field(min_length=1, max_length=40)
    recency: tuple[int, ...] = Field(min_length=1)
    frequency: tuple[int, ...] = Field(min_length=1)
    """Scores of frequency, or of frequency and money together where that is the axis."""


class GridSettings(Table):
    """How the recency-frequency grid scores customers, and which cells it names.

    A score is a whole number from 1 to `scores`, the highest being the best. By default it is a customer's place in equal parts of all
    customers; with cuts of your own, the limits are those.
    """

    axis: Literal["frequency", "fm"] = "frequency"
    """fm: the mean of the scores of frequency and money, (F + M) / 2, halves rounded up."""
    scores: int = Field(default=5, ge=3, le=10)
    recency_cuts: tuple[int, ...] = ()
    """The most days of each score but the lowest, best first: [30, 90] makes 3 up to 30 days, 2 up to 90 days, 1 more than that."""
    frequency_cuts: tuple[int, ...] = ()
    """The fewest orders of each score but the lowest, lowest first: [2, 5] makes 1 one order, 2 from 2 orders, 3 from 5 orders."""
    monetary_cuts: tuple[float, ...] = ()
    """The least money of each score but the lowest, lowest first."""
    cells: tuple[GridCellSettings, ...] = ()
    """Own cells, which cover every pair of scores once; by default the ten that marketing tools share, for five scores."""

    @model_validator(mode="after")
    def _cuts_part_the_customers(self) -> GridSettings:
        for name, least in (("recency_cuts", 0), ("frequency_cuts", 2), ("monetary_cuts", -math.inf)):
            cuts: tuple[float, ...] = getattr(self, name)
            if not cuts:
                continue
            if len(cuts) != self.scores - 1:
                raise ValueError(f"{name} has {_counted(len(cuts), 'cut')}, but {self.scores} scores need {self.scores - 1}")
            if not all(math.isfinite(cut) for cut in cuts) or any(low >= high for low, high in itertools.pairwise(cuts)):
                raise ValueError(f"{name} must rise from cut to cut, not {_listed(cuts)}")
            if cuts[0] < least:
                raise ValueError(f"{name} must begin at {least} or above, not {_listed(cuts[:1])}; else a score could hold nobody")
        return self

    @model_validator(mode="after")
    def _cells_cover_every_pair_of_scores_once(self) -> GridSettings:
        if not self.cells:
            if self.scores != 5:
                raise ValueError(f"the ten named cells are made for 5 scores; for {self.scores}, name your own in findings.grid.cells")
            return self
        holder: dict[tuple[int, int], str] = {}
        for cell in self.cells:
            self._check(cell)
            for pair in itertools.product(cell.recency, cell.frequency):
                if pair in holder:
                    both = f"{holder[pair]} and {cell.name} both cover"
                    raise ValueError(f"two cells are called {cell.name}" if cell.name == holder[pair] else f"{both} {_pair(pair)}")
                holder[pair] = cell.name
        names = [cell.name for cell in self.cells]
        if twice := [name for name in names if names.count(name) > 1]:
            raise ValueError(f"two cells are called {twice[0]}")
        scores = range(1, self.scores + 1)
        if gaps := [pair for pair in itertools.product(scores, scores) if pair not in holder]:
            more = f" (nor {_counted(len(gaps) - 1, 'other pair')} of scores)" if len(gaps) > 1 else ""
            raise ValueError(f"no cell covers {_pair(gaps[0])}{more}")
        return self

    def _check(self, cell: GridCellSettings) -> None:
        """Refuse a cell without a name, with scores that there are not, or in more than one piece."""
        if not cell.name.strip() or not cell.name.isprintable():
            raise ValueError("every cell needs a name that can be read")
        for called, scores in (("recency", cell.recency), ("frequency", cell.frequency)):
            if wrong := [score for score in scores if not 1 <= score <= self.scores]:
                raise ValueError(f"{cell.name} has the {called} score {wrong[0]}, but scores go from 1 to {self.scores}")
            if sorted(scores) != list(range(min(scores), max(scores) + 1)):
                raise ValueError(f"{cell.name} has the {called} scores {_listed(scores)}, which do not lie side by side, each once")


def _pair(pair: tuple[int, int]) -> str:
    return f"recency {pair[0]}, frequency {pair[1]}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _listed(values: Sequence[float]) -> str:
    return ", ".join(f"{value:g}" for value in values)


class FindingsSettings(Table):
    """What is said, and which strategies are suggested."""

    playbook: Path | None = None
    """A client's own playbook (TOML); relative paths are relative to the configuration file."""
    playbook_mode: Literal["extend", "replace"] = "extend"
    grid: GridSettings = GridSettings()
    """How customers are scored by recency, frequency and money."""


class ReportSettings(Table):
    """What the report is called and how it writes numbers."""

    client: str = ""
    title: str = ""
    """By default made from the findings."""
    prepared_for: str = ""
    prepared_by: str = ""
    confidentiality: str = "Confidential"
    currency: str = Field(default="", pattern=r"^([A-Z]{3})?$")
    """ISO 4217 code; empty when the file's currency is not known."""
    locale: str = "en_GB"
    page: Literal["A4", "Letter"] = "A4"
    formats: tuple[Format, ...] = ("html", "pdf", "xlsx", "csv", "profile")


class BrandSettings(Table):
    """The consultant's look."""

    colour: str = Field(default="#0B5D66", pattern=r"^#[0-9A-Fa-f]{6}$")
    segments: tuple[Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")], ...] = ()
    """The segments' colours in their order; by default made to go with the brand's."""
    logo: Path | None = None
    """PNG, JPEG or SVG for the cover."""


class PrivacySettings(Table):
    """What stays out of pages that travel."""

    show_ids: bool = False
    """Whether HTML and PDF may show customers' ids."""


class DeliverySettings(Table):
    """Where a finished run is sent. The password comes from the environment variable that is named here."""

    host: str = ""
    port: int = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password_env: str = "REPORTER_SMTP_PASSWORD"  # noqa: S105 - the name of a variable, not a secret
    sender: str = ""
    to: tuple[str, ...] = ()


class Settings(Table):
    """All settings of a run."""

    roles: RolesSettings = RolesSettings()
    quality: QualitySettings = QualitySettings()
    customers: CustomersSettings = CustomersSettings()
    segments: SegmentsSettings = SegmentsSettings()
    findings: FindingsSettings = FindingsSettings()
    report: ReportSettings = ReportSettings()
    brand: BrandSettings = BrandSettings()
    privacy: PrivacySettings = PrivacySettings()
    delivery: DeliverySettings = DeliverySettings()


def load(
    config: Path | None = None, assignments: Sequence[str] = (), *, recorded: Mapping[str, Any] | None = None, **flags: Any
) -> Settings:
    """Join defaults, what an earlier run recorded, a TOML file, `key=value` assignments and flags into Settings; the later wins.

    Parameters
    ----------
    recorded
        Tables of settings as plain values.
    config
        A client's TOML file.
    assignments
        Texts such as ``roles.customer=Customer ID``; the value is read as TOML, else as text.
    flags
        Dotted keys with ``__`` for the dot (``segments__count=4``); None means not given.

    Raises
    ------
    SettingsError
        The file is missing or no TOML, or a key or value is not valid.
    """
    values: dict[str, Any] = copy.deepcopy(dict(recorded or {}))
    origin = str(config) if config else "the settings"
    if config:
        own = _read_toml(config)
        _resolve_paths(own, config.parent)
        _overlay(values, own)
    for assignment in assignments:
        key, sign, text = assignment.partition("=")
        if not sign or not key.strip():
            raise SettingsError(f"--set {assignment!r} is not of the form key=value.", "Write for instance --set roles.customer=Client.")
        _put(values, key.strip(), _parse_value(text.strip()))
        origin = "the command line or configuration"
    for name, value in flags.items():
        if value is not None:
            _put(values, name.replace("__", "."), value)
    return _validate(values, origin)


def from_values(values: Mapping[str, Any]) -> Settings:
    """Validate settings given as plain tables.

    Raises
    ------
    SettingsError
        A key or value is not valid.
    """
    return _validate(values, "the settings")


def _overlay(values: dict[str, Any], own: Mapping[str, Any]) -> None:
    """Put tables over tables, key by key."""
    for key, value in own.items():
        below = values.get(key)
        if isinstance(value, dict) and isinstance(below, dict):
            _overlay(below, value)
        else:
            values[key] = value


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"The configuration {path} cannot be read: {error.strerror}.", "Check the path given with -c.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"The configuration {path} is not valid TOML: {error}.", "Mend that line, then run again.") from error


def _resolve_paths(values: Mapping[str, Any], folder: Path) -> None:
    for table, key in (("findings", "playbook"), ("brand", "logo")):
        section = values.get(table)
        if isinstance(section, dict) and isinstance(section.get(key), str):
            section[key] = str(folder / section[key])


def _parse_value(text: str) -> Any:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _put(values: dict[str, Any], key: str, value: Any) -> None:
    *tables, name = key.split(".")
    if not tables:
        raise SettingsError(f"The setting {key!r} names no table.", f"Write table.key=value; tables: {', '.join(Settings.model_fields)}.")
    section: Any = values
    for place, table in enumerate(tables, 1):
        section = section.setdefault(table, {})
        if not isinstance(section, dict):
            path = ".".join(tables[:place])
            raise SettingsError(f"{path!r} must be a table, not a value.", f"Write [{path}] and its keys below it.")
    section[name] = value


def _validate(values: Mapping[str, Any], origin: str) -> Settings:
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        location = [str(part) for part in first["loc"]]
        key = ".".join(location)
        if first["type"] == "extra_forbidden":
            known = _known_keys()
            close = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
            hint = f"The nearest known key is {close[0]}." if close else f"Tables: {', '.join(Settings.model_fields)}."
            raise SettingsError(f"There is no setting {key!r} (in {origin}).", hint) from error
        message = first["msg"].removeprefix("Value error, ").removeprefix("Input ").strip()
        shown = f" = {first['input']!r}" if not isinstance(first["input"], dict) else ""
        raise SettingsError(f"The setting {key}{shown} is not valid: {message}.", "Correct it, then run again.") from error


def _known_keys(model: type[BaseModel] = Settings, table: str = "") -> list[str]:
    """Return every key with the tables that it stands in: segments.count, findings.grid.axis."""
    keys = []
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            keys += _known_keys(inner, f"{table}{name}.")
        else:
            keys.append(f"{table}{name}")
    return keys

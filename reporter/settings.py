"""Flags and a client's TOML in, one immutable and validated `Settings` out.

One table a stage. Later sources win: defaults, then the TOML file, then flags and `--set`.
"""

from __future__ import annotations

import difflib
import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

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

    algorithm: Literal["kmeans"] = "kmeans"
    count: int | None = Field(default=None, ge=2, le=12)
    """The number of segments; by default a vote over `minimum` to `maximum`."""
    minimum: int = Field(default=3, ge=2)
    maximum: int = Field(default=8, le=12)
    features: tuple[str, ...] = ()
    """Features (or columns of a customer table) that make the segments; by default the behavioural ones."""
    seed: int = Field(default=0, ge=0, le=2**32 - 1)
    resamples: int = Field(default=20, ge=5, le=1000)
    """Bootstrap resamples for stability."""

    @model_validator(mode="after")
    def _minimum_below_maximum(self) -> SegmentsSettings:
        if self.minimum > self.maximum:
            raise ValueError(f"segments.minimum ({self.minimum}) is above segments.maximum ({self.maximum})")
        return self


class FindingsSettings(Table):
    """What is said, and which strategies are suggested."""

    playbook: Path | None = None
    """A client's own playbook (TOML); relative paths are relative to the configuration file."""
    playbook_mode: Literal["extend", "replace"] = "extend"


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


def load(config: Path | None = None, assignments: Sequence[str] = (), **flags: Any) -> Settings:
    """Join defaults, a TOML file, `key=value` assignments and flags into Settings.

    Parameters
    ----------
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
    values: dict[str, Any] = _read_toml(config) if config else {}
    origin = str(config) if config else "the settings"
    if config:
        _resolve_paths(values, config.parent)
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
    table, dot, name = key.partition(".")
    if not dot:
        raise SettingsError(f"The setting {key!r} names no table.", f"Write table.key=value; tables: {', '.join(Settings.model_fields)}.")
    section = values.setdefault(table, {})
    if not isinstance(section, dict):
        raise SettingsError(f"{table!r} must be a table, not a value.", f"Write [{table}] and its keys below it.")
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


def _known_keys() -> list[str]:
    return [
        f"{table}.{key}"
        for table, field in Settings.model_fields.items()
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)
        for key in field.annotation.model_fields
    ]

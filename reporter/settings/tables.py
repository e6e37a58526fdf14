"""The tables of settings, one a stage, with every key and its default."""

from __future__ import annotations

import difflib
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from reporter.settings.grid import GridSettings
from reporter.settings.table import Table

Format = Literal["html", "pdf", "xlsx", "csv", "profile"]


class SourceSettings(Table):
    """What is read, and how, where that is not to be found out."""

    data: tuple[str, ...] = ()
    """Files, folders, patterns or a database's URL, where none are named on the command line; relative paths are relative to the
    configuration file. A URL never holds a password: that comes from PGPASSWORD, a password file, or a ``${VARIABLE}`` in the URL."""
    table: str = ""
    """The table (or schema.table) of a database."""
    query: str = ""
    """The query whose answer is the table, in the database's own SQL."""
    sheet: str = ""
    """The sheet of a workbook; by default all that fit together."""
    encoding: str = ""
    """The encoding of texts, such as cp1252; by default found out."""
    delimiter: str = ""
    """The character between columns, or "whitespace"; by default found out."""
    header: Literal["auto", "yes", "no"] = "auto"
    """Whether texts have a line with the columns' names."""
    names: tuple[str, ...] = ()
    """The columns' names of a text that has none, in their order."""
    skip: int | None = Field(default=None, ge=0, le=10_000)
    """Lines above the header to leave out; by default found out."""
    decimal: Literal["auto", "point", "comma"] = "auto"
    """What stands before the fraction of a number."""
    joins: tuple[str, ...] = ()
    """How tables belong together: "orders.customer_id = customers.id", one a join; tables are called as their files without ending."""
    main: str = ""
    """The table whose rows are the lines (or the customers), where several are given."""


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
    synonyms: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Further names of columns by role: {customer = ["Mitgliedsnr"]}."""


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


ALGORITHMS = ("auto", "kmeans", "ward", "gmm", "merged", "hdbscan", "dbscan", "spectral")


class SegmentsSettings(Table):
    """How customers are segmented."""

    algorithm: str = "auto"
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

    @field_validator("algorithm")
    @classmethod
    def _known_algorithm(cls, name: str) -> str:
        if name in ALGORITHMS or "." in name:
            return name
        nearest = difflib.get_close_matches(name, ALGORITHMS, n=1)
        meant = f"; did you mean {nearest[0]!r}?" if nearest else ""
        raise ValueError(f"it is none of {', '.join(ALGORITHMS)}, and no dotted path of a clusterer{meant}")

    @model_validator(mode="after")
    def _minimum_below_maximum(self) -> SegmentsSettings:
        if self.minimum is not None and self.minimum > self.maximum:
            raise ValueError(f"segments.minimum ({self.minimum}) is above segments.maximum ({self.maximum})")
        return self


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
    hash_ids: bool = False
    """Whether lists hold a keyed hash instead of a customer's id; the key is the value of the variable named by `salt_env`."""
    salt_env: str = "REPORTER_SALT"
    smallest_cell: int = Field(default=5, ge=1, le=1000)
    """Fewer customers than that are not shown by themselves where a segment is split by a description of people."""
    personal: tuple[str, ...] = ()
    """Further columns that identify people: no features, and never shown."""
    harmless: tuple[str, ...] = ()
    """Columns that look as if they identified people, and do not."""


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

    source: SourceSettings = SourceSettings()
    roles: RolesSettings = RolesSettings()
    quality: QualitySettings = QualitySettings()
    customers: CustomersSettings = CustomersSettings()
    segments: SegmentsSettings = SegmentsSettings()
    findings: FindingsSettings = FindingsSettings()
    report: ReportSettings = ReportSettings()
    brand: BrandSettings = BrandSettings()
    privacy: PrivacySettings = PrivacySettings()
    delivery: DeliverySettings = DeliverySettings()

"""The tables of settings but those on the data themselves, one per stage, with every key and its
default.
"""

from __future__ import annotations

import difflib
import re
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, field_validator, model_validator

from reporter.choices import (
    AUTO,
    FEWEST_SEGMENTS,
    MOST_BY_DATA,
    MOST_SEGMENTS,
    AlgorithmName,
    Format,
    Returns,
)
from reporter.settings.data_tables import RolesSettings, SourceSettings
from reporter.settings.grid import GridSettings
from reporter.settings.meaning import MeaningSettings
from reporter.settings.table import Table

VARIABLE = "^[A-Z_][A-Z0-9_]*$"
"""The name of an environment variable: in capitals, so that no password is taken for one."""


SERVICE_CODES = (
    "POST",
    "DOT",
    "C2",
    "M",
    "D",
    "S",
    "B",
    "ADJUST",
    "ADJUST2",
    "BANK CHARGES",
    "CRUK",
    "AMAZONFEE",
    "PADS",
)
SERVICE_WORDS = (
    "postage", "shipping", "carriage", "delivery", "delivery charge", "freight", "bank charges",
    "handling", "handling fee", "service fee",
    "surcharge", "manual", "discount", "coupon", "adjust bad debt", "amazon fee", "voucher",
    "gift card",
    "versand", "versandkosten", "portokosten", "fracht", "lieferkosten", "rabatt", "gutschein",
    "bearbeitungsgebühr",
    "mindermengenzuschlag", "frais de port", "frais de livraison", "livraison", "remise", "envío",
    "gastos de envío", "costes de envío",
    "descuento", "envio", "frete", "portes", "desconto", "spedizione", "spese di spedizione",
    "sconto", "verzending", "verzendkosten",
    "korting",
)  # fmt: skip


class QualitySettings(Table):
    """How orders are cleaned."""

    returns: Returns = Returns.NET
    """net: a refund reduces what the customer brought; drop: returns leave; keep: returns are lines
    like any other.
    """
    duplicates: Literal["drop", "keep"] = "drop"
    """Rows that repeat an earlier row in every column: drop leaves one of them, keep leaves all."""
    service_codes: tuple[str, ...] = Field(default=SERVICE_CODES, examples=[["POST", "GIFT"]])
    """Product codes that are no product: kept in revenue, out of the product view."""
    service_words: tuple[str, ...] = Field(
        default=SERVICE_WORDS, examples=[["postage", "gift wrap"]]
    )
    """Names of what is no product, such as postage, treated like those codes: a line is called so
    and nothing else ("Next day carriage"), or has such a word beside others and stands in many
    orders, once and beside goods; words of your own count wherever they stand.
    """
    profile_rows: int = Field(default=20_000, ge=100, examples=[50_000])
    """The most rows of the raw data that the profiler's page reads, drawn evenly; the report counts
    all of them.
    """


class CustomersSettings(Table):
    """How one row per customer is made."""

    as_of: date | None = Field(default=None, examples=[date(2011, 12, 10)])
    """The day that recency is counted to; by default the day after the last order."""


ALGORITHMS = (AUTO, *map(str, AlgorithmName))


class SegmentsSettings(Table):
    """How customers are segmented."""

    algorithm: str = Field(
        default=AUTO,
        description=(
            f"auto: all are compared; or one of {', '.join(AlgorithmName)}; or the dotted path of"
            " any clusterer with scikit-learn's fit_predict (sklearn.cluster.Birch)."
        ),
        examples=["kmeans", "sklearn.cluster.Birch"],
        json_schema_extra={"anyOf": [{"enum": list(ALGORITHMS)}, {"pattern": r"\."}]},
    )
    count: int | None = Field(default=None, ge=FEWEST_SEGMENTS, le=MOST_SEGMENTS, examples=[5])
    """The number of segments; by default the data choose."""
    minimum: int | None = Field(default=None, ge=FEWEST_SEGMENTS, le=MOST_SEGMENTS, examples=[4])
    """The fewest segments; by default 2 where customers fall into groups by nature, else 3."""
    maximum: int = Field(default=MOST_BY_DATA, ge=FEWEST_SEGMENTS, le=MOST_SEGMENTS, examples=[6])
    """The most segments."""
    features: tuple[str, ...] = Field(default=(), examples=[["recency", "frequency", "monetary"]])
    """Features (or columns of a customer table) that make the segments, categories too; by default
    the behavioural numbers.
    """
    tail: float = Field(default=0.005, ge=0, lt=0.25, examples=[0.01])
    """The share (0 to 0.25) of customers on each side whose extreme values are pulled in before
    distances are measured.
    """
    scaling: Literal["standard", "robust"] = "standard"
    """standard: mean 0, standard deviation 1; robust: by median and quartiles, for long tails that
    no transformation shortens.
    """
    pca: float | None = Field(default=None, gt=0, lt=1, examples=[0.9])
    """Measure distances in as many principal components as keep this share (0 to 1) of variance; by
    default in the features themselves.
    """
    seed: int = Field(default=0, ge=0, le=2**32 - 1, examples=[42])
    """Where chance starts; the same seed gives the same report."""
    resamples: int = Field(default=100, ge=5, le=1000, examples=[50])
    """How many bootstrap resamples prove the segments; fewer are quicker and say less."""

    @field_validator("algorithm")
    @classmethod
    def _known_algorithm(cls, name: str) -> str:
        if name in ALGORITHMS or "." in name:
            return name
        nearest = difflib.get_close_matches(name, ALGORITHMS, n=1)
        meant = f"; did you mean {nearest[0]!r}?" if nearest else ""
        raise ValueError(
            f"it is none of {', '.join(ALGORITHMS)}, and no dotted path of a clusterer{meant}"
        )

    @model_validator(mode="after")
    def _minimum_below_maximum(self) -> SegmentsSettings:
        if self.minimum is not None and self.minimum > self.maximum:
            raise ValueError(
                f"segments.minimum ({self.minimum}) is above segments.maximum ({self.maximum})"
            )
        return self


class SegmentSettings(Table):
    """What a client calls a segment, and says of it."""

    model_config = ConfigDict(json_schema_extra={"type": ["object", "string"]})
    """A text alone is the name."""
    name: str = Field(default="", max_length=40, examples=["Gold club"])
    """What it is called in sentences, charts, lists and files; by default as reporter calls it."""
    note: str = Field(default="", max_length=400, examples=["Served by the key account team."])
    """A sentence of yours that stands below its portrait."""

    @model_validator(mode="before")
    @classmethod
    def _name_alone(cls, given: object) -> object:
        return {"name": given} if isinstance(given, str) else given

    @field_validator("name", "note")
    @classmethod
    def _in_one_line(cls, text: str) -> str:
        return " ".join(text.split())


class FindingsSettings(Table):
    """What is said, and which strategies are suggested."""

    playbook: Path | None = Field(default=None, examples=["playbook.toml"])
    """A client's own playbook (TOML) of strategies; relative paths are relative to the
    configuration file.
    """
    playbook_mode: Literal["extend", "replace"] = "extend"
    """extend: the own playbook is added to the built-in one; replace: it stands alone."""
    names: dict[str, SegmentSettings] = Field(
        default={}, examples=[{"Champions": "Gold club", "2": {"note": "Called every quarter."}}]
    )
    """What you call segments, and a note on each if you like: by what reporter calls one, or by its
    number. A model that is kept keeps them.
    """
    words: Path | None = Field(default=None, examples=["our_words.toml"])
    """Sentences and terms of your own (TOML) in place of ours, by their ids; `reporter words` shows
    them. Relative paths are relative to the configuration file.
    """
    grid: GridSettings = GridSettings()
    """How customers are scored by recency, frequency and money."""


PLACES = ("client", "data", "start", "end")
"""What may stand in braces in the name of a run folder."""


class ReportSettings(Table):
    """What the report is called and how it writes numbers."""

    client: str = Field(default="", examples=["Harbour & Pine Ltd"])
    """Whose customers these are, on the cover and in the running header."""
    title: str = Field(default="", examples=["Who buys at Harbour & Pine"])
    """The title on the cover; by default made from the findings."""
    prepared_for: str = Field(default="", examples=["The marketing team of Harbour & Pine"])
    """For whom the report is made, on the cover."""
    prepared_by: str = Field(default="", examples=["Northlight Analytics"])
    """Who made the report, on the cover."""
    confidentiality: str = Field(default="Confidential", examples=["Internal use only"])
    """What stands on the cover and on every page about who may read it."""
    currency: str = Field(default="", pattern=r"^([A-Z]{3})?$", examples=["GBP"])
    """The currency of all amounts, as ISO 4217 code; empty when it is not known: amounts then stand
    without a sign.
    """
    locale: str = Field(
        default="en_GB",
        examples=["de_DE"],
        json_schema_extra={"pattern": "^[A-Za-z]{2,3}([_-][A-Za-z0-9]+)*$"},
    )
    """How numbers and dates are written: a language and a country."""
    page: Literal["A4", "Letter"] = "A4"
    """The PDF's paper."""
    formats: tuple[Format, ...] = Field(default=tuple(Format), examples=[["html", "pdf"]])
    """What is made: pages, lists of customers, and the profile of the data."""
    folder: str = Field(
        default="output/{client}/{end}",
        min_length=1,
        examples=["reports/{client} {data}/{start} to {end}"],
    )
    """Where a run goes that is given no folder with -o. ``{client}`` is the client's name, else
    that of the configuration or of the data; ``{data}`` is the data's name, ``{start}`` and
    ``{end}`` are the days of the first and the last order, or ``customers`` for a table of
    customers. A relative path begins at the current folder.
    """

    @field_validator("folder")
    @classmethod
    def _known_places(cls, folder: str) -> str:
        for name in re.findall(r"\{([^{}]*)\}", folder):
            if name not in PLACES:
                near = difflib.get_close_matches(name.lower(), PLACES, n=1)
                meant = f"; did you mean {{{near[0]}}}?" if near else ""
                raise ValueError(
                    f"{{{name}}} stands for nothing: write one of"
                    f" {', '.join(f'{{{one}}}' for one in PLACES)}{meant}"
                )
        return folder

    @field_validator("locale")
    @classmethod
    def _known_locale(cls, name: str) -> str:
        if name == "en_GB":  # the default needs no list of all locales
            return name
        from reporter.numerals import is_locale, locales

        plain = name.replace("-", "_")
        if is_locale(plain):
            return plain
        near = difflib.get_close_matches(plain, locales(), n=3, cutoff=0.5)
        meant = (
            f"near are {', '.join(near)}"
            if near
            else "it is a language and a country, such as en_GB or de_DE"
        )
        raise ValueError(f"there is no such locale; {meant}")


class BrandSettings(Table):
    """The consultant's look."""

    colour: str = Field(default="#0B5D66", pattern=r"^#[0-9A-Fa-f]{6}$", examples=["#1B5E72"])
    """The colour of headings and marks: a number sign and six hexadecimal digits."""
    segments: tuple[
        Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$", examples=["#1B5E72"])], ...
    ] = Field(default=(), examples=[["#1B5E72", "#C8553D", "#7A9E7E"]])
    """The segments' colours in their order; by default made to go with the brand's."""
    logo: Path | None = Field(default=None, examples=["logo.svg"])
    """PNG, JPEG or SVG for the cover; relative paths are relative to the configuration file."""


class PrivacySettings(Table):
    """What stays out of pages that travel."""

    show_ids: bool = False
    """Whether HTML and PDF may show customers' ids."""
    hash_ids: bool = False
    """Whether lists hold a keyed hash instead of a customer's id; the key is the value of the
    variable named by `salt_env`.
    """
    salt_env: str = Field(default="REPORTER_SALT", pattern=VARIABLE, examples=["HARBOUR_SALT"])
    """The name, in capitals, of the environment variable that holds the key of the hash."""
    smallest_cell: int = Field(default=5, ge=1, le=1000, examples=[10])
    """The fewest customers that are shown by themselves where a segment is split by a description
    of people.
    """
    personal: tuple[str, ...] = Field(default=(), examples=[["Nickname"]])
    """Further columns that identify people: no features, and never shown."""
    harmless: tuple[str, ...] = Field(default=(), examples=[["Store name"]])
    """Columns that look as if they identified people, and do not."""


class DeliverySettings(Table):
    """Where a finished run is sent. The password comes from the environment variable that is named
    here.
    """

    host: str = Field(default="", examples=["mail.example"])
    """The mail server."""
    port: int = Field(default=587, ge=1, le=65_535, examples=[465])
    """The mail server's port: 587 for starttls, 465 for tls, mostly."""
    security: Literal["starttls", "tls", "none"] = "starttls"
    """How the way to the mail server is encrypted."""
    user: str = Field(default="", examples=["reports@northlight.example"])
    """Who signs on at the mail server; empty for nobody."""
    password_env: str = Field(
        default="REPORTER_SMTP_PASSWORD", pattern=VARIABLE, examples=["SMTP_PASSWORD"]
    )
    """The name, in capitals, of the environment variable that holds the password."""
    sender: str = Field(default="", examples=["reports@northlight.example"])
    """The address that the e-mail comes from."""
    to: tuple[str, ...] = Field(default=(), examples=[["marketing@harbour.example"]])
    """The addresses that the e-mail goes to."""


class Settings(Table):
    """All settings of a run."""

    source: SourceSettings = SourceSettings()
    roles: RolesSettings = RolesSettings()
    meaning: MeaningSettings = MeaningSettings()
    quality: QualitySettings = QualitySettings()
    customers: CustomersSettings = CustomersSettings()
    segments: SegmentsSettings = SegmentsSettings()
    findings: FindingsSettings = FindingsSettings()
    report: ReportSettings = ReportSettings()
    brand: BrandSettings = BrandSettings()
    privacy: PrivacySettings = PrivacySettings()
    delivery: DeliverySettings = DeliverySettings()

"""The table of settings that overrules what data were taken to mean: [meaning], one key a question."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from reporter.settings.table import Table


class MeaningSettings(Table):
    """What the data mean, where `inspect` and the report say that they could be read otherwise; auto: by the evidence of the data."""

    order_status: Literal["auto", "keep"] = "auto"
    """auto: orders that were not paid or were taken back leave (cancelled, failed, refunded, draft …); keep: every status counts."""
    not_counted: tuple[str, ...] = Field(default=(), examples=[["On hold", "Reserviert"]])
    """Further states of orders that do not count, as the data write them."""
    counted: tuple[str, ...] = Field(default=(), examples=[["Pending"]])
    """States of orders that count although reporter would leave them out, as the data write them."""
    swapped_dates: Literal["auto", "swap", "keep"] = "auto"
    """Whether a spreadsheet has swapped days and months of the dates that it could read month-first, beside texts that it could not:
    swap puts them right, keep leaves them."""

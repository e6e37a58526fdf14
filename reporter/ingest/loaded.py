"""What every format hands over: a table in the store as one file or sheet gave it, and how it was
read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reporter.ingest import forms
from reporter.model import SourceFile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_ENDINGS = re.compile(rf"({'|'.join(map(re.escape, sorted(forms.ENDINGS)))})+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A table in the store, its cells as the file had them."""

    table: str
    """Its name in the store."""
    label: str
    """How messages call where it came from: "orders.csv", "data.csv in orders.zip"."""
    form: str
    """What it was, a noun for a reader: CSV, workbook, Parquet."""
    encoding: str = ""
    delimiter: str = ""
    """The character between cells, where there is one."""
    rows: int
    blanks: bool
    """Whether texts may hold empty strings, which become missing."""
    notes: tuple[str, ...] = ()
    """Clauses for a reader on how it was read."""
    title: str = ""
    """What stands first in the lines above the table, where there are any."""
    totals: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    """What the one line of totals below the table says, by column, in each way that its figures can
    be read.
    """
    year_begins: date | None = None
    """The first day of the fiscal year that dates without a year belong to, where the file's own
    head tells it.
    """
    sheet: str = ""
    """The sheet's name, where a workbook gave several tables."""
    nameless: bool = False
    """Whether it has no line with the columns' names."""

    @property
    def name(self) -> str:
        """How settings call the table: its file's name without endings, or its sheet."""
        member, inside, _ = self.label.rpartition(" in ")
        return self.sheet or _ENDINGS.sub(
            "", member if inside and _ENDINGS.search(member) else self.label
        )

    @property
    def file(self) -> SourceFile:
        """What is told of it afterwards."""
        return SourceFile(
            name=self.label,
            form=self.form,
            encoding=self.encoding,
            delimiter=self.delimiter,
            rows=self.rows,
            notes=self.notes,
            title=self.title,
            totals=self.totals,
        )

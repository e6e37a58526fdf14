"""What every format hands over: a table in the store as one file or sheet gave it, and how it was read."""

from __future__ import annotations

from dataclasses import dataclass

from reporter.model import SourceFile


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
        )

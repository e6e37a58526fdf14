"""Tables in, files out, the same bytes each time."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pandas as pd
import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write_csv(
    path: Path, columns: Mapping[str, Any], sep: str = ";", encoding: str = "utf-8"
) -> None:
    """Write columns by their headings, with the line ends of Windows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pd.DataFrame(columns).to_csv(
        path, sep=sep, index=False, encoding=encoding, lineterminator="\r\n"
    )


def workbook(path: Path) -> Any:
    """Begin a workbook of xlsxwriter, whose every file says that it was made on one day."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"})
    book.set_properties({"created": datetime.fromisoformat("2024-01-15")})
    return book

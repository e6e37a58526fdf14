"""The binder: a line of JSON with a question about a workbook in, its answer out; a sheet's cells
go into a file of Arrow.

It is run as a file in a process of its own, never imported by the package:
`reporter.ingest.files.workbook` speaks with it. What a workbook unpacks to is not known before (a
cell far out, a text that a million cells share), so the memory that it may take is limited here,
where running out of it ends nothing else. Values are read, formulas never computed, links never
followed.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import fastexcel
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_BATCH = 122_880
"""Rows that DuckDB takes at once, so that several threads share a sheet."""


def main() -> None:
    """Answer requests until the input ends."""
    limit(int(sys.argv[1]))
    logging.disable()
    binder = Binder()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(binder.answer(json.loads(line))) + "\n")
        sys.stdout.flush()


def limit(size: int) -> None:
    """Let this process hold at most so many bytes of its own, where the system can see to it."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_DATA, (size, size))


class Binder:
    """One workbook, and the sheet that was loaded last."""

    def __init__(self) -> None:
        self._reader: Any = None
        self._sheet: Any = None

    def answer(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Do what is asked.

        Parameters
        ----------
        request
            ``do``: open, head, load or write; the other keys are that method's parameters.

        Returns
        -------
        dict
            The method's answer, or ``failed`` (book, sheet or disk) and ``why``.
        """
        work: dict[str, Callable[..., dict[str, Any]]] = {
            "open": self._open,
            "head": self._head,
            "load": self._load,
            "write": self._write,
        }
        try:
            return work[request["do"]](
                **{key: value for key, value in request.items() if key != "do"}
            )
        except fastexcel.FastExcelError as error:
            return {"failed": "book" if request["do"] == "open" else "sheet", "why": str(error)}
        except (OSError, pa.ArrowInvalid) as error:
            return {"failed": "disk", "why": getattr(error, "strerror", None) or str(error)}
        except BaseException as error:  # noqa: BLE001 - a panic of the reader is no Exception
            return {"failed": "sheet", "why": str(error)}

    def _open(self, path: str) -> dict[str, Any]:
        try:
            self._reader = fastexcel.read_excel(path)
        except (
            fastexcel.FastExcelError
        ) as error:  # its ending may belong to another kind of workbook
            try:
                self._reader = fastexcel.read_excel(Path(path).read_bytes())
            except fastexcel.FastExcelError:
                raise error from None
        return {"sheets": self._reader.sheet_names}

    def _head(self, sheet: str, rows: int) -> dict[str, Any]:
        self._sheet = None
        options = {
            "header_row": None,
            "skip_rows": 0,
            "n_rows": rows,
            "dtypes": "string",
            "whitespace_as_null": True,
        }
        found = self._reader.load_sheet(sheet, **options)
        places = [column.absolute_index for column in found.available_columns()]
        return {
            "places": places,
            "cells": [list(row.values()) for row in found.to_arrow().to_pylist()],
        }

    def _load(self, sheet: str, header: int | None, skip: int) -> dict[str, Any]:
        """Load a sheet below its header's row (0: the first that is not blank), or all of it below
        `skip` rows.
        """
        self._sheet = None
        options: dict[str, Any] = {
            "header_row": header,
            "whitespace_as_null": True,
            "skip_whitespace_tail_rows": True,
        }
        if header is None:
            options["skip_rows"] = skip
        try:
            self._sheet = self._reader.load_sheet(sheet, schema_sample_rows=None, **options)
        except (
            fastexcel.UnsupportedColumnTypeCombinationError
        ):  # dates among numbers, say: their text is sorted out later
            self._sheet = self._reader.load_sheet(sheet, dtypes="string", **options)
        columns = self._sheet.available_columns()
        names = [
            column.name if column.column_name_from == "looked_up" else None for column in columns
        ]
        places = [column.absolute_index for column in columns]
        return {
            "names": names,
            "places": places,
            "rows": self._sheet.height,
            "hidden": self._sheet.visible != "visible",
        }

    def _write(self, target: str) -> dict[str, Any]:
        batch = self._sheet.to_arrow()
        self._sheet = None
        with pa.OSFile(target, "wb") as sink, pa.ipc.new_file(sink, batch.schema) as writer:
            writer.write_table(pa.Table.from_batches([batch]), max_chunksize=_BATCH)
        return {"rows": batch.num_rows}


if __name__ == "__main__":
    main()

"""A sheet's rows as Arrow in, those that are subtotals of others out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reporter.ingest.remarks import SUBTOTAL_WORDS, is_subtotal, is_total
from reporter.ingest.subtotals import NARROW, Candidate, settle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    import numpy.typing as npt

    from reporter.ingest.subtotals import Values

_MOSTLY, _FIRM = 0.4, 0.8
"""Shares of the rows that a column fills: of all of them if it may be one that records never lack,
and of the records if it is.
"""
_MOST_CANDIDATES = 100_000
"""Candidates, which are more in no table: then they are what it is about."""
_NUMBER = r"^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,3})?$"


def without_subtotals(table: Any) -> tuple[Any, int]:
    """Leave out the rows that add up others, wherever they stand, and return how many they were."""
    import numpy as np
    import pyarrow as pa

    labelled, unlabelled = _suspects(table)
    if not 0 < len(labelled) + len(unlabelled) <= _MOST_CANDIDATES:
        return table, 0
    rows = np.array(sorted({*labelled, *unlabelled}), dtype=np.int64)
    others = np.ones(table.num_rows, dtype=bool)
    others[rows] = False
    records = int(others.sum())
    filled = [int(_filled(column)[others].sum()) for column in table.columns]
    firm = [index for index, count in enumerate(filled) if records and count >= _FIRM * records]
    figures = {
        index: values
        for index, column in enumerate(table.columns)
        if (values := _figures(column)) is not None
    }
    suspects = zip(
        *(column.to_pylist() for column in table.take(pa.array(rows)).columns), strict=True
    )
    candidates = [
        _candidate(row, cells, labelled.get(row), firm, figures)
        for row, cells in zip(rows.tolist(), suspects, strict=True)
    ]
    wanted = [one for one in candidates if one.blank or table.num_columns <= NARROW]
    gone = settle(wanted, {index: (values,) for index, values in figures.items()}, table.num_rows)
    if not gone:
        return table, 0
    kept = np.ones(table.num_rows, dtype=bool)
    kept[sorted(gone)] = False
    return table.filter(pa.array(kept)), len(gone)


def _suspects(table: Any) -> tuple[dict[int, int], set[int]]:
    """Return the rows with a label, each with its column, and those with nothing but figures."""
    import numpy as np
    import pyarrow as pa

    chosen = np.flatnonzero(_lacking(table))
    part = table.take(pa.array(chosen))
    labelled = {int(chosen[row]): column for row, column in _labels(part).items()}
    return labelled, {int(row) for row in chosen[_bare(part)]}


def _lacking(table: Any) -> npt.NDArray[np.bool_]:
    """Tell which rows lack a value that most hold; in a narrow table any row may be a subtotal."""
    import numpy as np

    rows = table.num_rows
    partly = [
        _filled(column)
        for column in table.columns
        if _MOSTLY * rows <= len(column) - column.null_count < rows
    ]
    lacking = (
        np.ones(rows, dtype=bool) if table.num_columns <= NARROW else np.zeros(rows, dtype=bool)
    )
    for filled in partly:
        lacking |= ~filled
    return lacking


def _labels(part: Any) -> dict[int, int]:
    """Return the column of each row's label, the first that holds one."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    labelled: dict[int, int] = {}
    for index, column in enumerate(part.columns):
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            found = pc.fill_null(
                pc.match_substring_regex(column, SUBTOTAL_WORDS, ignore_case=True), fill_value=False
            )
            for row in np.flatnonzero(found.to_numpy()):
                if is_subtotal(column[int(row)].as_py()):
                    labelled.setdefault(int(row), index)
    return labelled


def _bare(part: Any) -> npt.NDArray[np.bool_]:
    """Tell which rows hold figures, and nothing else."""
    import numpy as np

    words = [_filled(column) for column in part.columns if not _is_numeric(column.type)]
    bare = ~np.logical_or.reduce(words) if words else np.zeros(part.num_rows, dtype=bool)
    held = [_filled(column) for column in part.columns if _is_numeric(column.type)]
    bare &= np.logical_or.reduce(held) if held else False
    return bare


def _candidate(
    row: int,
    cells: Sequence[Any],
    label: int | None,
    firm: Sequence[int],
    figures: dict[int, Values],
) -> Candidate:
    others = [column for column in firm if column != label]
    return Candidate(
        row=row,
        labelled=label is not None,
        strict=label is not None and is_total(str(cells[label])),
        blank=sum(cells[column] is None for column in others),
        firm=len(others),
        figures=dict(_own(row, cells, label, figures)),
    )


def _own(
    row: int, cells: Sequence[Any], label: int | None, figures: dict[int, Values]
) -> Iterator[tuple[int, tuple[float, ...]]]:
    for column, values in figures.items():
        if column != label and cells[column] is not None and values[row]:
            yield column, (float(values[row]),)


def _filled(column: Any) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = column.is_valid().to_numpy()
    return found


def _is_numeric(kind: Any) -> bool:
    import pyarrow as pa

    return bool(
        pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    )


def _figures(column: Any) -> Values | None:
    """Return a column's numbers, zero where there is none; None where it holds none at all."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        fits = pc.fill_null(pc.match_substring_regex(column, _NUMBER), fill_value=False)
        if not pc.any(fits).as_py():
            return None
        column = pc.if_else(fits, column, pa.scalar(None, column.type)).cast(pa.float64())
    elif not _is_numeric(column.type):
        return None
    values: Values = np.asarray(column.cast(pa.float64()).to_numpy(), dtype=np.float64)
    return np.nan_to_num(values, posinf=0.0, neginf=0.0)

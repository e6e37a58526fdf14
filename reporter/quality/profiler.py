"""The raw table and the customer table in, `profile.html` out: made in a second process beside the
rest of the run.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import pyarrow.parquet as pq

from reporter import beside
from reporter.choices import Format
from reporter.errors import QualityError
from reporter.hashes import SPAN
from reporter.model import Role
from reporter.quality.fingerprint import KEY, fingerprint
from reporter.quality.profile_page import counted_page, page

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pandas as pd

    from reporter.model import Dataset
    from reporter.settings import Settings

PATIENCE = 600
"""Seconds that the second process may take in all."""

_ENVIRONMENT = {
    "YDATA_PROFILING_NO_ANALYTICS": "1",  # else it asks the web at every report, without a timeout
    "TQDM_DISABLE": "1",
    "SOURCE_DATE_EPOCH": "0",
    "MPLBACKEND": "agg",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",  # the profiler makes ids of hashes
    "ARROW_DEFAULT_MEMORY_POOL": "system",  # with the next, 45 MB less at the peak
    "MALLOC_ARENA_MAX": "2",
}

_DRAWING = "svg.hashsalt: reporter\ntext.parse_math: False\n"
"""Ids inside drawings that stay the same from run to run; texts drawn as they are, with dollar
signs.
"""


class ProfileJob:
    """The profiler at work in a second process.

    Use it as a context manager, or call `finish` or `cancel`: either ends the process.
    """

    def __init__(self, folder: Path, *, rows: int, show_ids: bool) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._rows = rows
        self._show_ids = show_ids
        self._parts: list[tuple[str, str]] = []
        self._complaints = folder / "profiler.log"
        drawing = folder / "matplotlibrc"
        drawing.write_text(_DRAWING, encoding="utf-8")
        with self._complaints.open("wb") as complaints:
            self._process = beside.start(
                Path(__file__).with_name("profiler_process.py"),
                temporary=folder,
                environment=_ENVIRONMENT | {"MATPLOTLIBRC": str(drawing)},
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=complaints,
            )

    def add_raw(self, dataset: Dataset) -> None:
        """Hand over the raw table, or an even sample of it that does not depend on the order of
        rows.

        Of a table that lies in the client's database no row is drawn: a plain table says what
        reading has counted in each column.
        """
        if not dataset.owned:
            self._page("raw").write_text(counted_page(dataset), encoding="utf-8")
            self._parts.append(("raw", f"Raw data: {dataset.rows:,} rows"))
            return
        path = self._folder / "raw.parquet"
        sample(dataset, self._rows).to_parquet(path)
        count = pq.read_metadata(path).num_rows
        note = (
            f"{count:,} rows"
            if count == dataset.rows
            else f"{count:,} of {dataset.rows:,} rows, drawn evenly"
        )
        masked = [
            column.name for column in dataset.columns if column.role in {Role.CUSTOMER, Role.ORDER}
        ]
        suspected = [
            column.name
            for column in dataset.columns
            if column.role is Role.IGNORED and column.dtype == "text"
        ]
        personal = [column.name for column in dataset.columns if column.personal]
        self._ask(
            "raw",
            f"Raw data: {note}",
            sort=True,
            personal=personal,
            masked=masked,
            suspected=suspected,
        )

    def add_customers(self, frame: pd.DataFrame) -> None:
        """Hand over the customer table: one row per customer, ids in the index, which stay out of
        the page. It is the last.

        Parameters
        ----------
        frame
            Features as columns.
        """
        suspected = [str(name) for name in frame.columns if _sets_apart(frame[name])]
        frame.reset_index(drop=True).rename(columns=str).to_parquet(
            self._folder / "customers.parquet"
        )
        self._ask(
            "customers",
            f"Customers: {len(frame):,}",
            sort=False,
            personal=[],
            masked=[],
            suspected=suspected,
        )
        self._end_requests()  # so that the process, and its memory, is gone when its work is done

    def finish(self, target: Path) -> None:
        """Wait for the second process and write the page.

        Parameters
        ----------
        target
            The file to write: one self-contained page.

        Raises
        ------
        QualityError
            The second process could not run.
        """
        self._end_requests()
        try:
            self._process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired as error:
            self.cancel()
            raise QualityError(
                f"The profiler took more than {PATIENCE} seconds.",
                "Lower quality.profile_rows, or leave the profile out.",
            ) from error
        missing = [kind for kind, _ in self._parts if not self._page(kind).is_file()]
        if self._process.returncode or missing:
            others = [one for one in Format if one is not Format.PROFILE]
            raise QualityError(
                f"The profiler's process failed: {self._last_words()}.",
                f"Leave the profile out: --formats {','.join(others)}.",
            )
        parts = [
            (title, self._page(kind).read_text(encoding="utf-8")) for kind, title in self._parts
        ]
        target.write_text(page(parts), encoding="utf-8")

    def cancel(self) -> None:
        """End the second process without a page."""
        if self._process.poll() is None:
            self._process.kill()
        self._end_requests()
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.cancel()

    def _ask(self, kind: str, title: str, **request: object) -> None:
        if self._show_ids:
            request |= {"masked": [], "suspected": []}
        request |= {
            "parquet": str(self._folder / f"{kind}.parquet"),
            "html": str(self._page(kind)),
            "title": title,
        }
        self._parts.append((kind, title))
        if self._process.stdin is None or self._process.stdin.closed:
            return
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
        except (BrokenPipeError, OSError):
            self._process.wait()  # `finish` says why it ended

    def _end_requests(self) -> None:
        if self._process.stdin is not None and not self._process.stdin.closed:
            with contextlib.suppress(OSError):
                self._process.stdin.close()

    def _page(self, kind: str) -> Path:
        return self._folder / f"{kind}.html"

    def _last_words(self) -> str:
        lines = self._complaints.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return lines[-1].rstrip(".") if lines else f"it ended with code {self._process.returncode}"


def start_profiler(settings: Settings, workspace: Path) -> ProfileJob:
    """Start the profiler's process, so that it is ready when there is something to profile.

    Parameters
    ----------
    settings
        Read: ``quality.profile_rows`` and ``privacy.show_ids``; without the latter, ids and texts
        that may identify people are numbered.
    workspace
        A folder for files on their way to the second process.

    Returns
    -------
    ProfileJob
        Give it the raw table with `add_raw` and the customers with `add_customers`, then `finish`
        it.
    """
    return ProfileJob(
        workspace / "profile",
        rows=settings.quality.profile_rows,
        show_ids=settings.privacy.show_ids,
    )


def sample(dataset: Dataset, rows: int) -> ir.Table:
    """Draw at most so many rows evenly, by what they hold: the same rows whatever their order."""
    table = dataset.table
    names = [column.name for column in dataset.columns]
    if dataset.rows > rows:
        keyed = table.mutate(**{KEY: fingerprint(dataset)})
        # A little more than wanted are picked at once, so that only these are sorted.
        generous = int(SPAN * min(1.0, rows / dataset.rows * 1.1 + 100 / dataset.rows))
        table = keyed.filter(keyed[KEY] < generous).order_by(KEY, *names).limit(rows)
    return table.select(*names)


def _sets_apart(values: pd.Series[Any]) -> bool:
    """Tell whether most customers have a text of their own here, as with names and addresses."""
    return values.dtype.kind not in "iufbM" and values.nunique() * 2 > len(values)

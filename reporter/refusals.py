"""What a run would refuse, asked before the work or without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.adapting import by_names
from reporter.errors import ReporterError

if TYPE_CHECKING:
    from reporter.model import CleanDataset
    from reporter.settings import Settings


class Refusals:
    """Keep what a block refuses, and go on behind it: a run would have ended with the first."""

    def __init__(self) -> None:
        self.first: ReporterError | None = None

    @property
    def words(self) -> str:
        """Return the first one's message, empty where nothing was refused."""
        return str(self.first or "")

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        if not isinstance(error, ReporterError):
            return False
        self.first = self.first or error
        return True


def check_files(settings: Settings) -> None:
    """Refuse files beside the data that cannot be used, before anything is made for them.

    Raises
    ------
    FindingsError, WordingError, RenderingError
        The playbook or the words are not valid; the logo cannot be used.
    """
    if settings.findings.playbook:
        from reporter import findings

        findings.load_playbook(settings)
    if settings.findings.words:
        from reporter.numerals import Numerals
        from reporter.wording import chosen_words

        chosen_words(Numerals(), settings.findings.words)
    if settings.brand.logo:
        from reporter import rendering

        rendering.logo(settings.brand.logo)


def check_customers(clean: CleanDataset, settings: Settings) -> None:
    """Refuse what the stages after cleaning refuse, in their order.

    Raises
    ------
    CustomersError, SegmentsError, RenderingError, FindingsError
        A run would end with it.
    """
    from reporter import customers, findings, rendering, segments

    table = customers.make(clean, settings)
    segments.check(table, by_names(settings, table))
    rendering.check_press(settings.report.formats)
    findings.check_playbook(table, settings)

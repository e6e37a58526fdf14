"""Each kind of caution with its sentence: what was cleaned in, what to know of the data out, in the
order in which cleaning noted it, the weightiest first.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reporter.findings.cautions import amounts, dates, rows
from reporter.findings.cautions.said import Said
from reporter.findings.words.draft import Draft
from reporter.model import CautionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reporter.model import Caution, CleanDataset, Finding
    from reporter.numerals import Numerals
    from reporter.settings import Settings

SENTENCES: Mapping[CautionKind, Callable[[Said, Draft], str]] = {
    CautionKind.LEFT_OUT: rows.left_out,
    CautionKind.FUTURE_DATES: dates.future_dates,
    CautionKind.ISOLATED_DATES: dates.isolated_dates,
    CautionKind.UNSETTLED: rows.unsettled,
    CautionKind.UNCREDITED_REVENUE: amounts.uncredited_revenue,
    CautionKind.FAILED_TOTAL: amounts.failed_total,
    CautionKind.DISAGREEING_AMOUNTS: amounts.disagreeing_amounts,
    CautionKind.DOMINANT_CUSTOMER: amounts.dominant_customer,
    CautionKind.HUGE_LINES: amounts.huge_lines,
    CautionKind.MISSING_MONTHS: dates.missing_months,
    CautionKind.CROWDED_DAY: dates.crowded_day,
    CautionKind.FEW_CUSTOMERS: rows.few_customers,
    CautionKind.MOSTLY_MISSING: rows.mostly_missing,
    CautionKind.REPEATED_CUSTOMERS: rows.repeated_customers,
    CautionKind.ODD_VALUES: rows.odd_values,
    CautionKind.VARYING_PRICES: amounts.varying_prices,
    CautionKind.UNFINISHED_MONTH: dates.unfinished_month,
}


def cautions(clean: CleanDataset, settings: Settings, numerals: Numerals) -> tuple[Finding, ...]:
    """Say what a careful analyst would say about the data.

    Parameters
    ----------
    clean
        For its cautions; no table is read.
    settings
        ``quality.duplicates``: whether repeated rows are used.
    numerals
        How numbers are written.
    """
    counted: Counter[CautionKind] = Counter()
    found = []
    for caution in clean.cautions:
        counted[caution.kind] += 1
        ordinal = counted[caution.kind]
        # The first of a kind has the plain id, which a second one does not change.
        name = f"caution.{caution.kind.value}" + (f".{ordinal}" if ordinal > 1 else "")
        found.append(_finding(caution, name, clean, settings, numerals))
    return tuple(found)


def _finding(
    caution: Caution, name: str, clean: CleanDataset, settings: Settings, numerals: Numerals
) -> Finding:
    draft, said = Draft(numerals), Said(caution.numbers)
    if caution.kind is CautionKind.REPEATED_PERIOD:
        text = dates.repeated_period(
            said, draft, dropped=settings.quality.duplicates == "drop", priced=clean.has_money
        )
    elif caution.kind is CautionKind.SHORT_HISTORY:
        text = dates.short_history(said, draft, priced=clean.has_money)
    else:
        text = SENTENCES[caution.kind](said, draft)
    return draft.finding(name, text)

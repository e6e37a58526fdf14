"""Which lines are no product: postage, fees, discounts and the like, told by code, by the whole name, or by how they accompany orders.

A word within a name proves nothing: binding machines are manual, labels are for shipping, lanterns for a carriage. What is called by such
words alone, "Next day carriage" or "Versandkosten DHL", is a service. Of what has another word beside, the lines decide: a service stands
beside other lines, once an order, one piece of it, in many orders; or it always takes money off.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from reporter.model import Reading, Role, Stance
from reporter.quality.amounts import amount
from reporter.quality.fingerprint import keep
from reporter.quality.meaning import words as vocabulary
from reporter.quality.values import identifier, number, text
from reporter.settings import QualitySettings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import ibis.expr.types as ir

    from reporter.model import CleaningStep, Dataset

_OURS = QualitySettings()
FEWEST = 20
"""Orders with a line of that name, below which lines do not decide."""
SPREAD = 0.1
"""Share of all orders that such a line must be in."""
WIDE = 0.5
"""The same, where no quantity tells one piece from several."""
NEARLY = 0.95
"""Share of its orders that hold other lines; of its lines that are of one piece, and no second one in the order."""
TELLING = 0.01
"""Share of the revenue that services hold from which on that is told."""
SERVICE = "service"
"""The step that marks their lines."""
DISCOUNT = "discount"
"""The step that marks those of them that take money off."""
MOST_OFF = 1_000
"""Names that take money off which are looked at."""
SHORT = 2
"""Characters up to which a code is no code of a service where most codes of the file are so short: sizes, for instance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What is no product."""

    codes: tuple[str, ...] = ()
    """Product codes in capitals."""
    names: tuple[str, ...] = ()
    """Whole names in lower case, of the description, or of the product where there is none."""


def find(dataset: Dataset, settings: QualitySettings) -> Services:
    """Find the codes and names of services among all that the lines hold."""
    product, name = dataset.column(Role.PRODUCT), dataset.column(Role.DESCRIPTION) or dataset.column(Role.PRODUCT)
    if name is None or not (settings.service_codes or settings.service_words):
        return Services()
    table = dataset.table
    lines = table.select(
        code=ibis.null("string") if product is None else table[product], name=table[name], amount=amount(dataset, table).cast("float64")
    )
    raw = lines.group_by("code", "name").agg(most=lines.amount.max())
    things = keep(raw.select(code=text(raw.code).upper(), name=text(raw.name).lower(), most=raw.most), "things")
    codes = _codes(things, settings)
    called, open_names = _names(things, codes, settings)
    open_names = sorted({*open_names, *_always_off(things)} - set(called))
    found = _by_lines(dataset, name, Services(codes=codes, names=(*called, *open_names)), open_names) if open_names else ()
    return Services(codes=codes, names=tuple(sorted({*called, *found})))


def told(steps: Sequence[CleaningStep], revenue: float | None) -> tuple[Reading, ...]:
    """Say what postage, fees and the like hold of the revenue, where that is not little."""
    step = next((one for one in steps if one.rule == SERVICE and one.amount), None)
    if step is None or step.amount is None or not revenue or abs(step.amount) < TELLING * revenue:
        return ()
    numbers: dict[str, float | str] = {"rows": step.rows, "amount": step.amount, "revenue_otherwise": revenue - step.amount}
    return (Reading(question="services", stance=Stance.TOLD, numbers=numbers, weight=min(1.0, abs(step.amount) / revenue)),)


def is_service(line: ir.Table, services: Services, *, described: bool) -> ir.BooleanValue:
    """Tell whether a line under the house's names is no product; `described` says whether products have names beside codes."""
    by_code = by_name = ibis.literal(False)
    if services.codes:
        by_code = line["product"].upper().isin(services.codes)
    if services.names:
        by_name = (line.description if described else line["product"]).lower().isin(services.names)
    return by_code.fill_null(False) | by_name.fill_null(False)


def _codes(things: ir.Table, settings: QualitySettings) -> tuple[str, ...]:
    """Return the codes that stand in the data; our own short ones only where they stand out."""
    wanted = sorted({code.strip().upper() for code in settings.service_codes})
    if not wanted:
        return ()
    codes = things.select("code").filter(things.code.notnull()).distinct()
    short = ibis.ifelse(codes.code.length() <= SHORT, 1, 0).sum()
    row = codes.aggregate(every=codes.count(), short=short).to_pyarrow().to_pylist()[0]
    if 2 * int(row["short"] or 0) > int(row["every"]) and settings.service_codes == _OURS.service_codes:
        wanted = [code for code in wanted if len(code) > SHORT]
    return tuple(wanted)


def _names(things: ir.Table, codes: Sequence[str], settings: QualitySettings) -> tuple[list[str], list[str]]:
    """Return the names that are a service's as they are, and those that hold its words beside others."""
    if not settings.service_words:
        return [], []
    known = [word.strip().lower() for word in settings.service_words]
    pattern = _pattern({*known, *map(_folded, known)})
    named = things.filter(things.name.re_search(pattern) & ~things.code.isin(list(codes) or [""]).fill_null(False))
    names = sorted({str(row["name"]) for row in named.select("name").distinct().to_pyarrow().to_pylist()})
    own = [word for word in known if word not in _OURS.service_words]
    by_user = re.compile(_pattern({*own, *map(_folded, own)})) if own else None
    words, beside = {part for word in known for part in _parts(word)}, vocabulary.words("services", "beside")
    sure = [name for name in names if not {*_parts(name)} - words - beside or (by_user and by_user.search(name))]
    return sure, [name for name in names if name not in set(sure)]


def _always_off(things: ir.Table) -> list[str]:
    """Return the names of which no line brings anything: discounts, whatever they are called, or what was only returned."""
    off = things.filter(things.name.notnull()).group_by("name").agg(most=things.most.max()).filter(ibis._.most < 0)
    return [str(row["name"]) for row in off.order_by("name").limit(MOST_OFF).to_pyarrow().to_pylist()]


def _pattern(words: set[str]) -> str:
    return f"(^|[^a-z0-9])({'|'.join(re.escape(word) for word in sorted(words))})($|[^a-z0-9])"


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKD", name.replace("ß", "ss")).encode("ascii", "ignore").decode().lower()


def _parts(name: str) -> list[str]:
    """Cut a name into its words; sums and percentages are none."""
    return [word for word in re.findall(r"[a-z0-9]+", _folded(name)) if not any(sign.isdigit() for sign in word)]


def _by_lines(dataset: Dataset, name: str, services: Services, names: Sequence[str]) -> tuple[str, ...]:
    """Return those of these names whose lines accompany orders as a service does."""
    lines = _lines(dataset, name)
    if lines is None:
        return ()
    service = lines.name.isin(list(services.names)).fill_null(False) | lines.code.isin(list(services.codes) or [""]).fill_null(False)
    orders = lines.mutate(service=service).group_by("order").agg(goods=ibis.ifelse(ibis._.service, 0, 1).sum())
    mine = lines.filter(lines.name.isin(list(names))).join(orders, "order")
    counted = mine.group_by("name").agg(
        lines=mine.count(),
        orders=mine.order.nunique(),
        single=ibis.ifelse(mine.pieces == 1, 1, 0).sum(),
        beside=ibis.ifelse(mine.goods > 0, 1, 0).sum(),
        off=ibis.ifelse(mine.amount < 0, 1, 0).sum(),
    )
    whole = lines.aggregate(every=lines.order.nunique(), pieces=lines.pieces.nunique())
    rows = counted.cross_join(whole).to_pyarrow().to_pylist()
    return tuple(str(row["name"]) for row in rows if _accompanies(row))


def _lines(dataset: Dataset, name: str) -> ir.Table | None:
    """Return what tells a service's lines; without order numbers, what a customer bought on a day is an order."""
    table = dataset.table
    order, customer, date, quantity, product = (
        dataset.column(role) for role in (Role.ORDER, Role.CUSTOMER, Role.DATE, Role.QUANTITY, Role.PRODUCT)
    )
    if order is not None:
        own = text(table[order])
    elif customer is not None and date is not None:
        own = identifier(table[customer]).concat("\x1f", table[date].cast("date").cast("string"))
    else:
        return None
    lines = table.select(
        order=own,
        name=text(table[name]).lower(),
        code=ibis.null("string") if product is None else text(table[product]).upper(),
        pieces=ibis.literal(1.0) if quantity is None else number(table[quantity]).abs(),
        amount=amount(dataset, table).cast("float64"),
    )
    return lines.filter(lines.order.notnull())


def _accompanies(row: Mapping[str, float]) -> bool:
    """Say whether lines stand beside others, once an order, of one piece and in many orders, or always take money off."""
    lines, orders = row["lines"], row["orders"]
    if orders < FEWEST or row["beside"] < NEARLY * lines:
        return False
    spread = orders >= (SPREAD if row["pieces"] > 1 else WIDE) * row["every"]
    once = orders >= NEARLY * lines and row["single"] >= NEARLY * lines
    return (spread and once) or row["off"] >= NEARLY * lines

"""Which lines are no product: postage, fees, discounts and the like, told by code, by the whole
name, or by how they accompany orders.

A word within a name proves nothing: binding machines are manual, labels are for shipping, lanterns
for a carriage. What is called by such words alone, "Next day carriage" or "Versandkosten DHL", is a
service. Of what has another word beside, the lines decide: a service stands beside other lines,
once an order, one piece of it, in many orders; or it always takes money off.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import ibis

from reporter.model import Reading, Role, Stance
from reporter.quality.amounts import amount
from reporter.quality.fingerprint import keep
from reporter.quality.meaning import words as vocabulary
from reporter.quality.values import identifier, number, text
from reporter.settings import QualitySettings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    import ibis.expr.types as ir

    from reporter.model import CleaningStep, Dataset

_OURS = QualitySettings()
FEWEST = 20
"""Orders with a line of that name, below which lines do not decide."""
SPREAD = 0.1
"""Share of all orders that such a line must be in."""
WIDESPREAD = 0.5
"""The same, where no quantity tells one piece from several."""
NEARLY = 0.95
"""Share of its orders that hold other lines; of its lines that are of one piece, and no second one
in the order.
"""
TELLING_SHARE = 0.01
"""Share of the revenue that services hold from which on that is told."""
SERVICE = "service"
"""The step that marks their lines."""
DISCOUNT = "discount"
"""The step that marks those of them that take money off."""
MOST_OFF = 1_000
"""Names that take money off which are looked at."""
SHORT = 2
"""Characters up to which a code is no code of a service where most codes of the file are so short:
sizes, for instance.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What is no product."""

    codes: tuple[str, ...] = ()
    """Product codes in capitals."""
    names: tuple[str, ...] = ()
    """Whole names in lower case, of the description, or of the product where there is none."""


class _Written(NamedTuple):
    """A product as it stands in the data, which may be a service."""

    name: str | None
    lines: int
    raw_code: Any
    raw_name: Any
    is_off: bool
    """Whether no line of its name brings anything: a discount, whatever it is called, or what was
    only returned.
    """
    is_coded: bool
    is_worded: bool


def find(dataset: Dataset, settings: QualitySettings) -> Services:
    """Find the codes and names of services among all that the lines hold."""
    product, name = (
        dataset.column(Role.PRODUCT),
        dataset.column(Role.DESCRIPTION) or dataset.column(Role.PRODUCT),
    )
    if name is None or not (settings.service_codes or settings.service_words):
        return Services()
    table = dataset.table
    lines = table.select(
        code=ibis.null("string") if product is None else table[product],
        name=table[name],
        amount=amount(dataset, table).cast("float64"),
    )
    raw = lines.group_by("code", "name").agg(most=lines.amount.max(), lines=lines.count())
    own = {"code": text(raw.code).upper(), "name": text(raw.name).lower()}
    things = keep(
        raw.select(**own, most=raw.most, lines=raw.lines, raw_code=raw.code, raw_name=raw.name),
        "things",
    )
    codes = _codes(things, settings)
    written = _written(things, codes, settings)
    called, open_names = _names(written, settings)
    known = Services(codes=codes, names=(*called, *open_names))
    found = _by_lines(_lines(dataset, name), written, known, open_names)
    return Services(codes=codes, names=tuple(sorted({*called, *found})))


def told(steps: Sequence[CleaningStep], revenue: float | None) -> tuple[Reading, ...]:
    """Say what postage, fees and the like hold of the revenue, where that is not little."""
    step = next((one for one in steps if one.rule == SERVICE and one.amount), None)
    if (
        step is None
        or step.amount is None
        or not revenue
        or abs(step.amount) < TELLING_SHARE * revenue
    ):
        return ()
    numbers: dict[str, float | str] = {
        "rows": step.rows,
        "amount": step.amount,
        "revenue_otherwise": revenue - step.amount,
    }
    return (
        Reading(
            question="services",
            stance=Stance.TOLD,
            numbers=numbers,
            weight=min(1.0, abs(step.amount) / revenue),
        ),
    )


def is_service(line: ir.Table, services: Services, *, described: bool) -> ir.BooleanValue:
    """Tell whether a line under the house's names is no product; `described` says whether products
    have names beside codes.
    """
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
    if (
        2 * int(row["short"] or 0) > int(row["every"])
        and settings.service_codes == _OURS.service_codes
    ):
        wanted = [code for code in wanted if len(code) > SHORT]
    return tuple(wanted)


def _written(things: ir.Table, codes: Sequence[str], settings: QualitySettings) -> list[_Written]:
    """Return what may be a service: it has a service's code, holds one of its words, or never
    brings anything.
    """
    words = [word.strip().lower() for word in settings.service_words]
    highest = things.filter(things.name.notnull()).group_by("name").agg(highest=things.most.max())
    off = (
        highest.filter(highest.highest < 0)
        .order_by("name")
        .limit(MOST_OFF)
        .select("name", is_off=True)
    )
    told = (
        things.left_join(off, "name")
        .drop("name_right")
        .mutate(is_off=ibis._.is_off.fill_null(False))
    )
    coded = told.code.isin(list(codes) or [""]).fill_null(False)
    worded = (
        told.name.re_search(_pattern({*words, *map(_folded, words)})).fill_null(False)
        if words
        else ibis.literal(False)
    )
    told = told.select(
        "name", "lines", "raw_code", "raw_name", "is_off", is_coded=coded, is_worded=worded
    )
    return [
        _Written(**row) for row in _rows(told.filter(told.is_coded | told.is_worded | told.is_off))
    ]


def _names(written: Sequence[_Written], settings: QualitySettings) -> tuple[list[str], list[str]]:
    """Return the names that are a service's as they are, and those that lines decide on: its words
    beside others, or never a sale.
    """
    known = [word.strip().lower() for word in settings.service_words]
    names = sorted({one.name for one in written if one.is_worded and not one.is_coded and one.name})
    by_user = _words_of_user(known)
    allowed = {part for word in known for part in _parts(word)} | vocabulary.words(
        "services", "beside"
    )
    sure = [
        name
        for name in names
        if allowed.issuperset(_parts(name)) or (by_user and by_user.search(name))
    ]
    # What is never a sale, such as a discount, is looked at whatever its name.
    always_off = {one.name for one in written if one.is_off and one.name}
    return sure, sorted({*names, *always_off} - set(sure))


def _words_of_user(known: Sequence[str]) -> re.Pattern[str] | None:
    """Return what finds the words of services that the user added; None where there are none."""
    own = [word for word in known if word not in _OURS.service_words]
    return re.compile(_pattern({*own, *map(_folded, own)})) if own else None


def _pattern(words: set[str]) -> str:
    return f"(^|[^a-z0-9])({'|'.join(re.escape(word) for word in sorted(words))})($|[^a-z0-9])"


def _folded(name: str) -> str:
    return (
        unicodedata.normalize("NFKD", name.replace("ß", "ss"))
        .encode("ascii", "ignore")
        .decode()
        .lower()
    )


def _parts(name: str) -> list[str]:
    """Cut a name into its words; sums and percentages are none."""
    return [
        word
        for word in re.findall(r"[a-z0-9]+", _folded(name))
        if not any(sign.isdigit() for sign in word)
    ]


def _by_lines(
    lines: ir.Table | None, written: Sequence[_Written], services: Services, names: Sequence[str]
) -> tuple[str, ...]:
    """Return those of these names whose lines accompany orders as a service does.

    A million lines are told apart as they are written, which is quick; and what else stands in an
    order is looked up for the few names only that could be a service by their own lines.
    """
    count = Counter[str | None]()
    for one in written:
        count[one.name] += one.lines
    spelled = _spelled(written, {name for name in names if count[name] >= FEWEST})
    if lines is None or not spelled:
        return ()
    mine = lines.filter(lines.name.isin(spelled))
    mine = mine.mutate(name=text(mine.name).lower(), order=text(mine.order))
    counted = mine.group_by("name").agg(
        lines=mine.count(),
        orders=mine.order.nunique(),
        single=ibis.ifelse(mine.pieces == 1, 1, 0).sum(),
        off=ibis.ifelse(mine.amount < 0, 1, 0).sum(),
    )
    counted = counted.filter(counted.orders >= FEWEST)
    whole = lines.aggregate(every=lines.order.nunique(), pieces=lines.pieces.nunique())
    likely = {
        str(row["name"]): row["lines"]
        for row in _rows(counted.cross_join(whole))
        if _is_like_one(row)
    }
    if not likely:
        return ()
    service = lines.name.isin(_spelled(written, set(services.names))).fill_null(False)
    if codes := sorted({one.raw_code for one in written if one.is_coded}):
        service |= lines.code.isin(codes).fill_null(False)
    theirs = lines.filter(lines.name.isin(_spelled(written, set(likely))))
    goods = lines.filter(~service).semi_join(
        theirs, "order"
    )  # of few orders: joined as it is, it would be of all
    beside = theirs.semi_join(goods, "order")
    beside = beside.group_by(name=text(beside.name).lower()).agg(lines=ibis._.count())
    return tuple(
        str(row["name"])
        for row in _rows(beside)
        if row["lines"] >= NEARLY * likely[str(row["name"])]
    )


def _spelled(written: Sequence[_Written], names: AbstractSet[str]) -> list[Any]:
    """Return names as they stand in the data."""
    return sorted({one.raw_name for one in written if one.name in names})


def _rows(table: ir.Table) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.to_pyarrow().to_pylist()
    return rows


def _lines(dataset: Dataset, name: str) -> ir.Table | None:
    """Return what tells a service's lines, names as they are written; without order numbers, a
    customer's day is an order.
    """
    table = dataset.table
    order, customer, date, quantity, product = (
        dataset.column(role)
        for role in (Role.ORDER, Role.CUSTOMER, Role.DATE, Role.QUANTITY, Role.PRODUCT)
    )
    if order is not None:
        own = table[order]
    elif customer is not None and date is not None:
        own = identifier(table[customer]).concat("\x1f", table[date].cast("date").cast("string"))
    else:
        return None
    lines = table.select(
        order=own,
        name=table[name],
        code=ibis.null("string") if product is None else table[product],
        pieces=ibis.literal(1.0) if quantity is None else number(table[quantity]).abs(),
        amount=amount(dataset, table).cast("float64"),
    )
    return lines.filter(lines.order.notnull())


def _is_like_one(row: Mapping[str, float]) -> bool:
    """Say whether lines stand once an order, of one piece and in many orders, or always take money
    off.
    """
    lines, orders = row["lines"], row["orders"]
    spread = orders >= (SPREAD if row["pieces"] > 1 else WIDESPREAD) * row["every"]
    once = orders >= NEARLY * lines and row["single"] >= NEARLY * lines
    return (spread and once) or row["off"] >= NEARLY * lines

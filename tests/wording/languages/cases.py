"""The report's hardest sentences, each with values that change its grammar.

A case is an entry's id and what differs from the entry's example; what a German and a Polish writer
would say to it stands under its name in `de.toml` and `pl.toml`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reporter.model.claim import (
    Claim,
    Count,
    Country,
    Day,
    Days,
    Month,
    Name,
    Number,
    Quantity,
    Ratio,
    Score,
    SegmentName,
    Share,
)
from reporter.model.customers import Feature

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.model.claim import Value

Case = tuple[str, dict[str, "Value"]]
"""Id of an entry, and the values that are not its example's."""

LIGHT, LAPSED, REGULARS = (
    SegmentName(Claim(f"segment.{name}")) for name in ("light_buyers", "lapsed_buyers", "regulars")
)
OWN = SegmentName("VIP")
"""A name that a client gave."""
SPAIN, EIRE = Country("Spain"), Country("EIRE")
"""A country that the lexicon has, and one that it has not."""
IN_SPAIN, IN_ITALY, IN_BRITAIN = (
    Claim("rule.country", {"country": Country(name)})
    for name in ("Spain", "Italy", "United Kingdom")
)
FEBRUARY, SEPTEMBER = (
    Claim("phrase.month", {"month": Month(date(2024, month, 1))}) for month in (2, 9)
)


def _feature(name: str) -> Feature:
    return Feature(name=name, heading=name, unit="number", behaviour=True)


CASES: Mapping[str, Case] = {
    "cover.five": ("headline.cover", {}),
    "cover.one": ("headline.cover", {"k": Count(1)}),
    "cover.two": ("headline.cover", {"k": Count(2)}),
    "cover.not_grouped": ("headline.cover", {"k": Count(22), "by_nature": False}),
    "cover.one_not_grouped": ("headline.cover", {"k": Count(1), "by_nature": False}),
    "headline.both": ("headline.revenue", {}),
    "headline.lapsed": (
        "headline.revenue",
        {"name": REGULARS, "last": LAPSED, "last_revenue_share": Share(0.003)},
    ),
    "headline.own": ("headline.revenue", {"name": OWN, "last": OWN}),
    "headline.alone": ("headline.revenue", {"last": None, "revenue_share": Share(0.998)}),
    "best.rhythm": ("leading.best.revenue", {}),
    "best.one": (
        "leading.best.revenue",
        {"customers": Count(1), "rhythm": None, "silent": Days(1)},
    ),
    "best.two": (
        "leading.best.revenue",
        {"customers": Count(2), "name": LAPSED, "rhythm": None, "orders": Number(2)},
    ),
    "best.own": (
        "leading.best.revenue",
        {"name": OWN, "rhythm": None, "orders": Number(1.5), "silent": Days(152)},
    ),
    "lapsed.some": ("leading.lapsed.revenue", {}),
    "lapsed.all": ("leading.lapsed.revenue", {"silent": Share(1.0), "months": Count(1)}),
    "lapsed.one_percent": (
        "leading.lapsed.revenue",
        {"name": LAPSED, "customers": Count(22), "silent": Share(0.01), "months": Count(2)},
    ),
    "once.eight": ("leading.one_in", {}),
    "once.two": ("leading.one_in", {"lower": Count(2)}),
    "once.two_of_three": ("leading.one_in", {"upper": Count(2), "lower": Count(3)}),
    "certainty.much": ("certainty.again.less", {}),
    "certainty.same": (
        "certainty.again.surely",
        {"unchanged": True, "lowest_stability": Score(0.99)},
    ),
    "certainty.roughly": (
        "certainty.again.less",
        {"found_again": False, "parted": False, "least_sure": LAPSED, "borderline": None},
    ),
    "certainty.own": ("certainty.again.less", {"least_sure": OWN, "borderline": Share(0.01)}),
    "portrait.rhythm": ("portrait.orders", {}),
    "portrait.between": (
        "portrait.orders",
        {"start": "typical", "breadth": "wide", "home": "untold", "who": "all"},
    ),
    "portrait.away": (
        "portrait.orders",
        {
            "lapsed": True,
            "home": "outside",
            "who": "nearly_all",
            "seen": Claim("portrait.beyond.six_months"),
        },
    ),
    "portrait.unknown_country": (
        "portrait.orders",
        {"start": "typical", "orders": Number(5), "home": "nearly_all", "country": EIRE},
    ),
    "product.three": ("persona.lift", {}),
    "product.two": ("persona.lift", {"lift": Ratio(2.02)}),
    "product.figures": ("persona.lift", {"lift": Ratio(1.4)}),
    "product.half": ("persona.lift", {"lift": Ratio(0.5)}),
    "product.less": ("persona.lift", {"lift": Ratio(0.44)}),
    "against.lapsed": ("persona.once", {}),
    "against.one_percent": ("persona.once", {"share": Share(0.01), "name": REGULARS, "last": OWN}),
    "against.nearly_all": ("persona.once", {"share": Share(0.997), "name": LAPSED, "last": LIGHT}),
    "home.more": ("title_persona.home", {}),
    "home.half": ("title_persona.home", {"share": Share(0.5), "more": False, "name": LAPSED}),
    "home.percent": (
        "title_persona.home",
        {"share": Share(0.9), "more": False, "name": OWN, "country": EIRE},
    ),
    "median.days": ("title_persona.median", {}),
    "median.spend": (
        "title_persona.median",
        {
            "feature": _feature("monetary"),
            "median": Quantity(250, "money"),
            "others": Quantity(90, "money"),
        },
    ),
    "median.orders": (
        "title_persona.median",
        {
            "feature": _feature("frequency"),
            "median": Quantity(8.5, "count"),
            "others": Quantity(2, "count"),
        },
    ),
    "median.own_column": (
        "title_persona.median",
        {
            "feature": _feature("Score (1)"),
            "median": Quantity(2.5, "years"),
            "others": Quantity(1, "years"),
        },
    ),
    "season.priced": ("persona.season", {}),
    "season.orders": ("persona.season", {"priced": False, "others": Share(0.01)}),
    "season.within_may": (
        "persona.season",
        {
            "share": Share(0.01),
            "first": Month(date(2011, 3, 1)),
            "last": Month(date(2011, 5, 1)),
        },
    ),
    "weekday.wednesday": ("persona.weekday", {}),
    "weekday.monday": ("persona.weekday", {"weekday": Count(0)}),
    "weekday.one_percent": ("persona.weekday", {"share": Share(0.01), "others": Share(0.001)}),
    "overdue.one": ("persona.overdue", {"customers": Count(1), "gap": Days(1)}),
    "overdue.two": ("persona.overdue", {"customers": Count(2), "gap": Days(8)}),
    "overdue.many": ("persona.overdue", {"customers": Count(21)}),
    "overdue.few": ("persona.overdue", {"customers": Count(22), "gap": Days(61)}),
    "first.both": ("persona.first", {}),
    "first.one": ("persona.first", {"first": Days(1), "others": Days(70)}),
    "first.five": ("persona.first", {"first": Days(5), "others": Days(152)}),
    "outcome.left": ("outcome.of_segment", {}),
    "outcome.answered": (
        "outcome.of_segment",
        {"done": Claim("outcome.done.answered"), "known": None, "lift": None},
    ),
    "outcome.one_percent": ("outcome.of_segment", {"share": Share(0.01), "lift": Ratio(0.5)}),
    "outcome.chance": ("outcome.of_segment", {"known": None, "lift": None, "apart": False}),
    "rule.both": (
        "rule.all",
        {
            "conditions": (
                Claim("rule.orders.at_least", {"least": Count(7)}),
                Claim("rule.last_order", {"days": Days(60)}),
            )
        },
    ),
    "rule.three": (
        "rule.all",
        {
            "conditions": (
                Claim("rule.orders.at_least", {"least": Count(2)}),
                Claim("rule.last_order", {"days": Days(1)}),
                Claim(
                    "rule.category.is_not",
                    {
                        "feature": _feature("country"),
                        "several": False,
                        "categories": (IN_BRITAIN,),
                    },
                ),
            )
        },
    ),
    "rule.between": ("rule.orders.between", {}),
    "rule.up_to_one": ("rule.orders.between", {"least": Count(0), "most": Count(1)}),
    "rule.neither": ("rule.category.is_not", {"categories": (IN_SPAIN, IN_ITALY)}),
    "rule.neither_of_three": (
        "rule.category.is_not",
        {"categories": (IN_SPAIN, IN_ITALY, IN_BRITAIN)},
    ),
    "rule.either": ("rule.category.is", {"categories": (IN_SPAIN, IN_ITALY, IN_BRITAIN)}),
    "rule.not_own": (
        "rule.category.is_not",
        {
            "feature": _feature("Plan (2024)"),
            "several": False,
            "categories": (Claim("rule.value", {"value": Name("Basic")}),),
        },
    ),
    "worth.one_order": ("worth.assumption", {}),
    "worth.half_orders": (
        "worth.order_value",
        {"orders": Number(1.5), "theirs": False},
    ),
    "worth.two_orders": (
        "worth.order_value",
        {
            "orders": Number(2),
            "audience": Claim("audience.active", {"audience": Count(22), "months": Count(4)}),
        },
    ),
    "worth.one_customer": (
        "worth.order_value",
        {"audience": Claim("audience.once", {"audience": Count(1)}), "orders": Number(5)},
    ),
    "uncredited.all": (
        "caution.uncredited_revenue",
        {"rows": Count(22), "grave": True},
    ),
    "uncredited.one": (
        "caution.uncredited_revenue",
        {"rows": Count(1), "amount": None, "accounts": None},
    ),
    "uncredited.five": (
        "caution.uncredited_revenue",
        {"rows": Count(5), "returns": None, "accounts": None},
    ),
    "huge.some": ("caution.huge_lines", {}),
    "huge.one": (
        "caution.huge_lines",
        {"lines": Count(1), "left": "one", "kept": Count(1), "quantity": None, "telling": False},
    ),
    "huge.two": (
        "caution.huge_lines",
        {"lines": Count(2), "left": "cancelling", "quantity": None, "day": None},
    ),
    "huge.twenty_two": (
        "caution.huge_lines",
        {"lines": Count(22), "times": Count(1002), "left": "none", "day": None},
    ),
    "repeated.month": ("caution.repeated_period", {}),
    "repeated.day": (
        "caution.repeated_period",
        {"share": Share(1.0), "to": None, "rows": Count(1), "dropped": False},
    ),
    "repeated.unpriced": (
        "caution.repeated_period",
        {"rows": Count(22), "dropped": False, "priced": False, "share": Share(0.995)},
    ),
    "repeated.few": (
        "caution.repeated_period",
        {"rows": Count(2), "removed": Count(3), "from": Day(date(2024, 2, 2))},
    ),
    "missing.one": ("caution.missing_months", {"missing": Count(1), "month": (FEBRUARY,)}),
    "missing.september": ("caution.missing_months", {"missing": Count(1), "month": (SEPTEMBER,)}),
    "missing.two": ("caution.missing_months", {"month": (FEBRUARY, SEPTEMBER)}),
    "missing.more": (
        "caution.missing_months",
        {"missing": Count(13), "month": (FEBRUARY, SEPTEMBER), "all_named": False},
    ),
    "empty.nearly": ("caution.mostly_missing", {}),
    "empty.hardly": ("caution.mostly_missing", {"share": Share(0.001), "missing": Count(1)}),
    "empty.twenty_one": ("caution.mostly_missing", {"missing": Count(21)}),
}

"""A run folder in, each of its findings worked out again by pandas from its id and numbers: what differs out.

Shares nothing with `reporter.findings`: the values come from segments.csv, one row a customer, and from what summary.json says of the file.

    python -m tests.audit.recompute RUN_FOLDER…
"""

from __future__ import annotations

import json
import math
import re
import sys
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

CLOSE = 1e-6
"""Lists are written to six decimals."""
TIES = 1e-4
MONTH = 30.44
Numbers = dict[str, Any]
UNCHECKED = re.compile(
    r"alternative\.|reading\.|caution\.|caveat\.(structure|stability|drift|returns|currency|no_dates|no_ids|outsiders)|certainty"
    r"|section\.(structure|glossary|data|grid|actions)|data\.|grid\.|title\.(map|candidates|silhouettes|cleaning|actions|distributions)"
    r"|title\.\w+_over_time|summary\.season|persona\.\d+\.(border|product|weekday|season|stability|weighed)"
    r"|title\.persona\.\d+\.(products|months)"
)
"""What needs more than the customers' own figures: lines, resamples, the method."""


@dataclass
class Run:
    """A run folder, read."""

    summary: dict[str, Any]
    table: pd.DataFrame
    """One row a customer: segment, features; the columns that lists add are there too."""
    names: dict[str, int]
    checked: set[str] = field(default_factory=set)

    @property
    def orders(self) -> bool:
        """Whether the file held orders."""
        return bool(self.summary["input"]["kind"] == "transactions")

    @property
    def revenue(self) -> str | None:
        """The column that holds what a customer brought in money."""
        if self.summary["totals"]["revenue"] is None:
            return None
        if self.orders:
            return "monetary"
        spend = self.summary["input"]["roles"].get("spend", [])
        return next((name for name in ("total_spend", "total_of_spend", "all_spend_together") if name in self.table), None) or spend[0]

    @property
    def volume(self) -> str:
        """The column of what shares are taken of: money, else orders; of no use where there is neither."""
        return self.revenue or "frequency"

    def of(self, number: int) -> pd.DataFrame:
        """Return the members of a segment."""
        return self.table[self.table["segment"] == number]

    def others(self, number: int) -> pd.DataFrame:
        """Return everybody else."""
        return self.table[self.table["segment"] != number]

    def share(self, number: int) -> float:
        """Return a segment's share of customers."""
        return len(self.of(number)) / len(self.table)

    def brought(self, number: int) -> float:
        """Return a segment's share of what all brought."""
        return float(self.of(number)[self.volume].sum() / self.table[self.volume].sum())


def read(folder: Path) -> Run:
    """Read a run folder."""
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    table = pd.read_csv(folder / "segments.csv", dtype={"customer": str}, keep_default_na=False, na_values=[""], low_memory=False)
    table["key_account"] = table["key_account"].astype(object)
    return Run(summary=summary, table=table, names={one["name"]: one["id"] for one in summary["segments"]})


def problems(folder: Path) -> list[str]:
    """Return what a run says that its own customers do not bear out, and what nothing here knows how to check."""
    with warnings.catch_warnings():
        # Of some segments nobody's value is known, and nothing is said of it.
        warnings.filterwarnings("ignore", "Mean of empty slice", RuntimeWarning)
        return _problems(read(folder))


def _problems(run: Run) -> list[str]:
    found = []
    for one in run.summary["findings"]:
        expected = _expected(run, one["id"], one["numbers"])
        if expected is None:
            if not UNCHECKED.match(one["id"]):
                found.append(f"{one['id']}: nobody checks this")
            continue
        run.checked.add(one["id"])
        for key, value in expected.items():
            said = one["numbers"].get(key)
            if not _same(said, value):
                found.append(f"{one['id']}: {key} is said to be {said}, and is {value} ({one['text']})")
    return [*found, *_base_problems(run)]


def _same(said: object, value: object) -> bool:
    if isinstance(value, str) or isinstance(said, str) or said is None or value is None:
        return said == value
    one, other = float(said), float(value)  # type: ignore[arg-type]  # numbers are left
    return math.isclose(one, other, rel_tol=CLOSE, abs_tol=CLOSE) or (math.isnan(one) and math.isnan(other))


def _base_problems(run: Run) -> Iterator[str]:
    """Tell of bases that count more than there are."""
    limits = {"customers": len(run.table), "orders": run.summary["totals"]["orders"] or 0, "rows": run.summary["input"]["rows"]}
    for one in run.summary["findings"]:
        base = one["base"]
        if base is None:
            yield f"{one['id']}: says nothing of what it was counted over"
        elif base["count"] > limits.get(base["of"], math.inf):
            yield f"{one['id']}: counted over {base['count']} {base['of']}, of which there are {limits[base['of']]}"


def _expected(run: Run, name: str, numbers: Numbers) -> Numbers | None:
    """Return what the numbers of a finding should be; None where its kind is not known here."""
    for pattern, check in CHECKS:
        found = re.fullmatch(pattern, name)
        if found:
            return check(run, numbers, **{key: int(value) for key, value in found.groupdict().items() if key == "number"}, **(
                {"what": found["what"]} if "what" in found.groupdict() else {}
            ))  # fmt: skip
    return None


def _headline(run: Run, numbers: Numbers) -> Numbers:
    if "name" not in numbers:
        return _ends(run, numbers)
    if len(numbers) == 2:
        return {"share": run.table["segment"].value_counts(normalize=True).max()}
    number, noun = run.names[numbers["name"]], "revenue" if run.revenue else "orders"
    told: Numbers = {"share": run.share(number), f"{noun}_share": run.brought(number)}
    # Who leads brings most, of those who bring clearly more than their share.
    above = [one for one, each in run.names.items() if run.brought(each) / run.share(each) >= 1.1]
    if above:
        told["name"] = max(above, key=lambda one: (run.brought(run.names[one]), -run.names[one]))
    if "last" in numbers:
        last = run.names[numbers["last"]]
        told |= {"last_share": run.share(last), f"last_{noun}_share": run.brought(last)}
    return told


def _ends(run: Run, numbers: Numbers) -> Numbers:
    high, low = run.names[numbers["high"]], run.names[numbers["low"]]
    told = {"share": run.share(high), "last_share": run.share(low)} if "last_share" in numbers else {"customers": len(run.of(low))}
    fits = [
        name
        for name in run.table.select_dtypes("number")
        if math.isclose(run.of(high)[name].median(), numbers["highest"], rel_tol=CLOSE)
        and math.isclose(run.of(low)[name].median(), numbers["lowest"], rel_tol=CLOSE)
    ]
    medians = [pd.Series({one["id"]: one["typical"][name] for one in run.summary["segments"] if name in one["typical"]}) for name in fits]
    # Of the features with such medians one at least is highest and lowest there.
    held = any(_same(one.max(), numbers["highest"]) and _same(one.min(), numbers["lowest"]) for one in medians)
    return {**told, "highest": numbers["highest"] if held else math.nan}


def _best(run: Run, numbers: Numbers) -> Numbers:
    number, key = run.names[numbers["name"]], "revenue" if run.revenue else "placed"
    total = run.table[run.volume].sum()
    told = {key: run.of(number)[run.volume].sum(), "total": total, "customers": len(run.of(number))}
    if "silent_days" in numbers:
        told["silent_days"] = run.of(number)["recency"].median()
    return told


def _lapsed(run: Run, numbers: Numbers) -> Numbers:
    members = run.of(run.names[numbers["name"]])
    key = "revenue" if run.revenue else "placed"
    return {
        key: members[run.volume].sum(),
        "customers": len(members),
        "silent": (members["recency"] > numbers["months"] * MONTH).mean(),
    }


def _once(run: Run, numbers: Numbers) -> Numbers:
    once = run.table["frequency"] < 1.5
    told = {"share": once.mean()}
    if "times" in numbers:
        told["times"] = run.table[~once]["average_order_value"].median() / run.table[once]["average_order_value"].median()
    return told


def _concentration(run: Run, numbers: Numbers) -> Numbers:
    ordered = run.table[run.volume].sort_values(ascending=False)
    exact = 0.2 * len(ordered)
    whole = math.floor(exact)
    part = ordered.iloc[whole] * (exact - whole) if whole < len(ordered) else 0.0
    bounds = sorted({ordered.iloc[:count].sum() / ordered.sum() for count in (whole, math.ceil(exact), round(exact))})
    share = (ordered.iloc[:whole].sum() + part) / ordered.sum()
    said = float(numbers["share"])
    return {"share": said if bounds[0] - CLOSE <= said <= bounds[-1] + CLOSE else share}


def _largest(run: Run, _: Numbers) -> Numbers:
    sizes = run.table["segment"].value_counts()
    number = int(min(sizes[sizes == sizes.max()].index))
    told: Numbers = {"customers": int(sizes.max()), "total": len(run.table), "share": sizes.max() / len(run.table)}
    return {**told, "name": next(name for name, one in run.names.items() if one == number)}


def _youngest(run: Run, numbers: Numbers) -> Numbers:
    ages = next(str(name) for name in run.table if re.fullmatch(r"age\b.*", str(name).lower()))
    number = run.names[numbers["name"]]
    medians = run.table.groupby("segment")[ages].median()
    return {"age": medians.min() if medians[number] == medians.min() else math.nan, "others": run.others(number)[ages].median()}


def _category(run: Run, _: Numbers) -> Numbers:
    sums = run.table[run.summary["input"]["roles"]["spend"]].sum()
    return {"share": sums.max() / sums.sum()}


def _base(run: Run, numbers: Numbers) -> Numbers:
    totals = run.summary["totals"]
    told: Numbers = {"customers": len(run.table)}
    if run.revenue:
        total = run.table[run.revenue].sum()
        told["revenue"] = total if math.isclose(total, totals["revenue"], rel_tol=1e-6) else math.nan
    if "orders" in numbers:
        told["orders"] = totals["orders"]
    if "repeat" in numbers:
        told["repeat"] = (run.table["frequency"] >= 1.5).mean()
    if "mean" in numbers:
        told["mean"] = run.table[run.revenue].sum() / len(run.table)
    return {key: value for key, value in told.items() if key in numbers}


def _glance(run: Run, numbers: Numbers) -> Numbers:
    sizes = run.table["segment"].value_counts()
    return {
        "k": len(run.names),
        "smallest": sizes.min(),
        "largest": sizes.max(),
        "least": numbers["least"] if sizes[run.names[numbers["least"]]] == sizes.min() else "another one",
        "most": numbers["most"] if sizes[run.names[numbers["most"]]] == sizes.max() else "another one",
    }


def _method(run: Run, _: Numbers) -> Numbers:
    lowest = min(one["stability"] for one in run.summary["segments"])
    return {"k": len(run.names), "lowest_stability": lowest, "features": len(run.summary["segmentation"]["features"])}


def _weave(run: Run, numbers: Numbers) -> Numbers:
    number = run.names[numbers["name"]]
    return {"share": run.share(number), f"{'revenue' if run.revenue else 'orders'}_share": run.brought(number)}


def _shares(run: Run, numbers: Numbers) -> Numbers:
    if "highest" in numbers:
        return _ends(run, {**numbers, "high": numbers["best"], "low": numbers["least"], "customers": None}) | {
            "customers": numbers.get("customers")
        }
    if "name" not in numbers:
        return {}
    told = {"index": run.brought(run.names[numbers["name"]]) / run.share(run.names[numbers["name"]])}
    if "other" in numbers:
        told["last_index"] = run.brought(run.names[numbers["other"]]) / run.share(run.names[numbers["other"]])
    return told


def _sizes(run: Run, numbers: Numbers) -> Numbers:
    if "total" in numbers:
        return _largest(run, numbers)
    # Of whom it is not known, nothing is counted.
    means = run.table[run.volume].fillna(0).groupby(run.table["segment"]).mean()
    told: Numbers = {"highest": means.max()}
    if "times" in numbers:
        told["times"] = means.max() / means.min()
    return told


def _heatmap(run: Run, numbers: Numbers) -> Numbers:
    return {"highest": _ends(run, {**numbers, "customers": None})["highest"]}


def _effects(run: Run, numbers: Numbers) -> Numbers:
    number = run.names[numbers["name"]]
    deltas = [_delta(run, number, name) for name in run.summary["segmentation"]["features"] if name in run.table.select_dtypes("number")]
    furthest = max(
        (abs(_delta(run, one, name)) for one in run.names.values() for name in run.summary["segmentation"]["features"]
         if name in run.table.select_dtypes("number")), default=math.nan,
    )  # fmt: skip
    told = {"effect": min(deltas, key=lambda one: abs(one - numbers["effect"]))}
    if "size" in numbers:
        told["size"] = furthest
    return told


def _delta(run: Run, number: int, name: str) -> float:
    """Return Cliff's delta by counting pairs in sorted values."""
    own, others = run.of(number)[name].dropna().to_numpy(float), np.sort(run.others(number)[name].dropna().to_numpy(float))
    if not len(own) or not len(others):
        return math.nan
    below = np.searchsorted(others, own, side="left").sum()
    above = (len(others) - np.searchsorted(others, own, side="right")).sum()
    return float((below - above) / (len(own) * len(others)))


def _stability(run: Run, numbers: Numbers) -> Numbers:
    scores = [one["stability"] for one in run.summary["segments"]]
    return {"stability_lowest": min(scores), "stability_highest": max(scores)} if "stability_lowest" in numbers else {}


def _rfm_grid(run: Run, numbers: Numbers) -> Numbers:
    cell = run.table[run.table["grid_cell"].str.casefold() == str(numbers["called"]).casefold()]
    told = {"share": len(cell) / len(run.table)}
    for key in ("revenue_share", "orders_share"):
        if key in numbers:
            told[key] = cell[run.volume].sum() / run.table[run.volume].sum()
    if "days" in numbers:
        told["days"] = _spoken(cell["recency"].max(), numbers["days"])
    if "orders" in numbers:
        told["orders"] = cell["frequency"].min()
    return told


def _spoken(days: float, said: float) -> float:
    """Return what is said of a span, where that is the span in days, or in the weeks or months that the file is kept in."""
    if math.isnan(days):
        return days
    return said if any(_same(said, value) for value in (days, round(days / 7), round(days / MONTH))) else days


def _repeat(run: Run, numbers: Numbers) -> Numbers:
    once = run.table["frequency"] < 1.5
    told = {"share": once.mean()}
    if "revenue" in numbers:
        told["revenue"] = run.table[once][run.volume].sum() / run.table[run.volume].sum()
    return told


def _outcome_title(run: Run, numbers: Numbers) -> Numbers:
    if "most" not in numbers:
        return {}
    rates = {name: _outcome_of(run, number) for name, number in run.names.items()}
    return {"highest": rates[numbers["most"]][0]["rate"], "lowest": rates[numbers["least"]][0]["rate"]}


def _outcome_of(run: Run, number: int) -> list[Numbers]:
    """Work out the rates of a segment's outcomes from the list."""
    told = []
    for one in next(each for each in run.summary["segments"] if each["id"] == number)["outcomes"]:
        own, others = (frame[one["feature"]].dropna().map(_code) for frame in (run.of(number), run.others(number)))
        told.append({"rate": (own == one["category"]).mean(), "others": (others == one["category"]).mean(), "known": len(own)})
    return told


def _code(value: object) -> str:
    return str(int(value)) if isinstance(value, (int, float, np.number)) and float(value).is_integer() else str(value)


def _outcome_summary(run: Run, numbers: Numbers) -> Numbers:
    one = next(outcome for each in run.summary["segments"] for outcome in each["outcomes"])
    told = {"share": (run.table[one["feature"]].dropna().map(_code) == one["category"]).mean()}
    if "most" in numbers:
        rates = {name: _outcome_of(run, number) for name, number in run.names.items()}
        told |= {"highest": max(rate[0]["rate"] for rate in rates.values() if rate), "others": rates[numbers["most"]][0]["others"]}
    return told


def _persona_outcome(run: Run, numbers: Numbers, number: int, what: str) -> Numbers:
    one = _outcome_of(run, number)[int(what.rpartition(".")[2]) - 1]
    told = {"share": one["rate"], "others": one["others"]}
    return told | ({"known": one["known"]} if "known" in numbers else {})


def _persona_traits(run: Run, numbers: Numbers, number: int) -> Numbers:
    own, others, told = run.of(number), run.others(number), {}
    if "median" in numbers or "median_above" in numbers:
        fits = [
            name
            for name in own.select_dtypes("number")
            if _same(numbers.get("median", own[name].median()), _spoken(own[name].median(), numbers.get("median", own[name].median())))
            and _same(numbers.get("others"), _spoken(others[name].median(), numbers.get("others", math.nan)))
        ]
        return {"others": numbers.get("others")} if fits else {"others": math.nan}
    for name in numbers:
        if name in own:
            told[name] = own[name].median() / others[name].median()
    return told


def _persona_mix(run: Run, numbers: Numbers, number: int) -> Numbers:
    own, others = run.of(number), run.others(number)
    category = str(numbers["category"])
    for name in own.select_dtypes(exclude="float"):
        known, rest = own[name].dropna().map(_code), others[name].dropna().map(_code)
        if len(known) and _same((known == category).mean(), numbers["share"]) and _same((rest == category).mean(), numbers["others"]):
            return {"share": numbers["share"]}
    spend = run.summary["input"]["roles"].get("spend", [])
    for name in spend:
        if len(spend) > 1 and _same(own[name].sum() / own[spend].sum().sum(), numbers["share"]):
            return {"others": others[name].sum() / others[spend].sum().sum()}
    for name in own.select_dtypes("float"):
        known, rest = own[name].dropna().map(_code), others[name].dropna().map(_code)
        if len(known) and _same((known == category).mean(), numbers["share"]) and _same((rest == category).mean(), numbers["others"]):
            return {"share": numbers["share"]}
    return {"share": math.nan}


def _persona_once(run: Run, _: Numbers, number: int) -> Numbers:
    own, others = ((frame["frequency"] < 1.5).mean() for frame in (run.of(number), run.others(number)))
    return {"once": own, "others": others}


def _persona_returned(run: Run, _: Numbers, number: int) -> Numbers:
    own, others = ((frame["return_rate"] > 0).mean() for frame in (run.of(number), run.others(number)))
    return {"share": own, "others": others}


def _persona_first(run: Run, _: Numbers, number: int) -> Numbers:
    return {"first_days": run.of(number)["tenure"].median(), "others_days": run.others(number)["tenure"].median()}


def _persona_weight(run: Run, _: Numbers, number: int) -> Numbers:
    noun = "revenue" if run.revenue else "orders"
    return {"share": run.share(number), f"{noun}_share": run.brought(number), noun: run.of(number)[run.volume].sum()}


def _persona_tenth(run: Run, numbers: Numbers, number: int) -> Numbers:
    values = run.of(number)[run.volume].sort_values(ascending=False)
    return {"share": values.iloc[: int(numbers["customers"])].sum() / values.sum(), "customers": round(len(values) / 10)}


def _persona_overdue(run: Run, _: Numbers, number: int) -> Numbers:
    members, twice = run.of(number), 2 * run.of(number)["order_gap"].median()
    # Counted by the span as it is said: whole days, from sixty on whole months.
    said = round(twice) if twice < 60 else round(twice / MONTH) * MONTH
    return {"share": (members["recency"] > said).mean()}


def _persona_country(run: Run, numbers: Numbers, number: int) -> Numbers:
    own, others = ((frame["country"].dropna() == numbers["country"]).mean() for frame in (run.of(number), run.others(number)))
    return {"share": own, "others": others}


def _persona_ages(run: Run, _: Numbers, number: int) -> Numbers:
    ages = next(name for name in run.table if re.fullmatch(r"age\b.*", str(name).lower()))
    own, others = run.of(number)[ages], run.others(number)[ages]
    return {
        "first": own.quantile(0.25),
        "third": own.quantile(0.75),
        "others_first": others.quantile(0.25),
        "others_third": others.quantile(0.75),
    }


def _persona_accounts(run: Run, numbers: Numbers, number: int) -> Numbers:
    accounts = run.of(number)[run.of(number)["key_account"] == "yes"]
    told: Numbers = {"accounts": len(accounts)}
    return told | ({"share": accounts[run.volume].sum() / run.of(number)[run.volume].sum()} if "share" in numbers else {})


def _persona_feature(run: Run, numbers: Numbers, number: int, what: str) -> Numbers | None:
    if what not in run.table:
        return None
    own, others = run.of(number)[what], run.others(number)[what]
    effect = _delta(run, number, what)
    # Lists are written to six decimals, which ties a few pairs that were not.
    close = math.isclose(effect, numbers["effect"], abs_tol=TIES)
    return {"median": own.median(), "others": others.median(), "effect": numbers["effect"] if close else effect}


def _small(run: Run, numbers: Numbers) -> Numbers:
    told: Numbers = {}
    for key, value in numbers.items():
        if key.startswith("customers_"):
            told[key] = len(run.of(int(key.removeprefix("customers_"))))
        elif key.startswith("name_"):
            told[key] = next(name for name, one in run.names.items() if one == int(key.removeprefix("name_")))
        else:
            told[key] = value
    return told


def _key_accounts(run: Run, numbers: Numbers) -> Numbers:
    accounts = run.table[run.table["key_account"] == "yes"]
    told: Numbers = {"accounts": len(accounts)}
    if "share" in numbers:
        told["share"] = accounts[run.volume].sum() / run.table[run.volume].sum()
    return told


def _left_out(_: Run, numbers: Numbers) -> Numbers:
    return {"customers": numbers["customers"]} if numbers["customers"] > 0 else {"customers": math.nan}


CHECKS: tuple[tuple[str, Callable[..., Numbers | None]], ...] = (
    ("summary.headline", _headline),
    ("summary.best", _best),
    ("summary.lapsed", _lapsed),
    ("summary.once", _once),
    (r"(summary|title)\.concentration", _concentration),
    ("summary.largest", _largest),
    ("summary.gap", _ends),
    ("summary.youngest", _youngest),
    ("summary.category", _category),
    ("summary.outcome", _outcome_summary),
    ("section.base", _base),
    ("section.glance", _glance),
    ("section.method", _method),
    ("title.weave", _weave),
    ("title.shares", _shares),
    ("title.sizes", _sizes),
    ("title.heatmap", _heatmap),
    ("title.effects", _effects),
    ("title.stability", _stability),
    ("title.rfm_grid", _rfm_grid),
    ("title.repeat", _repeat),
    (r"title\.outcome\.\d", _outcome_title),
    (r"title\.persona\.(?P<number>\d+)\.traits", _persona_traits),
    (r"(title\.)?persona\.(?P<number>\d+)\.mix", _persona_mix),
    (r"persona\.(?P<number>\d+)\.(?P<what>outcome\.\d)", _persona_outcome),
    (r"persona\.(?P<number>\d+)\.once", _persona_once),
    (r"persona\.(?P<number>\d+)\.returned", _persona_returned),
    (r"persona\.(?P<number>\d+)\.first", _persona_first),
    (r"persona\.(?P<number>\d+)\.weight", _persona_weight),
    (r"persona\.(?P<number>\d+)\.tenth", _persona_tenth),
    (r"persona\.(?P<number>\d+)\.overdue", _persona_overdue),
    (r"persona\.(?P<number>\d+)\.country", _persona_country),
    (r"persona\.(?P<number>\d+)\.age_range", _persona_ages),
    (r"persona\.(?P<number>\d+)\.accounts", _persona_accounts),
    (r"persona\.(?P<number>\d+)\.(?P<what>(?!(?:border|product|weekday|season|stability|weighed)$).+)", _persona_feature),
    ("caveat.small", _small),
    ("caveat.key_accounts", _key_accounts),
    ("caveat.nothing_left", _left_out),
)
"""Pattern of an id → what its numbers should be."""


def main(folders: Mapping[int, str] | list[str]) -> int:
    """Print what is wrong with each run."""
    count = 0
    for folder in folders:
        for problem in problems(Path(str(folder))):
            print(f"{folder}: {problem}")
            count += 1
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

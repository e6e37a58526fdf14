"""What the numbers of sentences about all customers should be: summary, sections, titles, caveats."""

from __future__ import annotations

import math
import re

import pandas as pd

from tests.audit.listed import (
    CLOSE,
    MONTH,
    TIES,
    Numbers,
    Run,
    code,
    delta,
    outcome_of,
    same,
    spoken,
)


def headline(run: Run, numbers: Numbers) -> Numbers:
    if "name" not in numbers:
        return ends(run, numbers)
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


def ends(run: Run, numbers: Numbers) -> Numbers:
    high, low = run.names[numbers["high"]], run.names[numbers["low"]]
    told = (
        {"share": run.share(high), "last_share": run.share(low)}
        if "last_share" in numbers
        else {"customers": len(run.of(low))}
    )
    fits = [
        name
        for name in run.table.select_dtypes("number")
        if math.isclose(run.of(high)[name].median(), numbers["highest"], rel_tol=CLOSE)
        and math.isclose(run.of(low)[name].median(), numbers["lowest"], rel_tol=CLOSE)
    ]
    medians = [
        pd.Series(
            {
                one["id"]: one["typical"][name]
                for one in run.summary["segments"]
                if name in one["typical"]
            }
        )
        for name in fits
    ]
    # Of the features with such medians one at least is highest and lowest there.
    held = any(
        same(one.max(), numbers["highest"]) and same(one.min(), numbers["lowest"])
        for one in medians
    )
    return {**told, "highest": numbers["highest"] if held else math.nan}


def best(run: Run, numbers: Numbers) -> Numbers:
    number, key = run.names[numbers["name"]], "revenue" if run.revenue else "placed"
    total = run.table[run.volume].sum()
    told = {key: run.of(number)[run.volume].sum(), "total": total, "customers": len(run.of(number))}
    if "silent_days" in numbers:
        told["silent_days"] = run.of(number)["recency"].median()
    return told


def lapsed(run: Run, numbers: Numbers) -> Numbers:
    members = run.of(run.names[numbers["name"]])
    key = "revenue" if run.revenue else "placed"
    return {
        key: members[run.volume].sum(),
        "customers": len(members),
        "silent": (members["recency"] > numbers["months"] * MONTH).mean(),
    }


def once(run: Run, numbers: Numbers) -> Numbers:
    once = run.table["frequency"] < 1.5
    told = {"share": once.mean()}
    if "times" in numbers:
        told["times"] = (
            run.table[~once]["average_order_value"].median()
            / run.table[once]["average_order_value"].median()
        )
    return told


def concentration(run: Run, numbers: Numbers) -> Numbers:
    ordered = run.table[run.volume].sort_values(ascending=False)
    exact = 0.2 * len(ordered)
    whole = math.floor(exact)
    part = ordered.iloc[whole] * (exact - whole) if whole < len(ordered) else 0.0
    bounds = sorted(
        {
            ordered.iloc[:count].sum() / ordered.sum()
            for count in (whole, math.ceil(exact), round(exact))
        }
    )
    share = (ordered.iloc[:whole].sum() + part) / ordered.sum()
    said = float(numbers["share"])
    return {"share": said if bounds[0] - CLOSE <= said <= bounds[-1] + CLOSE else share}


def largest(run: Run, _: Numbers) -> Numbers:
    sizes = run.table["segment"].value_counts()
    number = int(min(sizes[sizes == sizes.max()].index))
    told: Numbers = {
        "customers": int(sizes.max()),
        "total": len(run.table),
        "share": sizes.max() / len(run.table),
    }
    return {**told, "name": next(name for name, one in run.names.items() if one == number)}


def youngest(run: Run, numbers: Numbers) -> Numbers:
    ages = next(str(name) for name in run.table if re.fullmatch(r"age\b.*", str(name).lower()))
    number = run.names[numbers["name"]]
    medians = run.table.groupby("segment")[ages].median()
    return {
        "age": medians.min() if medians[number] == medians.min() else math.nan,
        "others": run.others(number)[ages].median(),
    }


def category(run: Run, _: Numbers) -> Numbers:
    sums = run.table[run.summary["input"]["roles"]["spend"]].sum()
    return {"share": sums.max() / sums.sum()}


def base(run: Run, numbers: Numbers) -> Numbers:
    totals = run.summary["totals"]
    told: Numbers = {"customers": len(run.table)}
    if run.revenue:
        total = run.table[run.revenue].sum()
        told["revenue"] = (
            total if math.isclose(total, totals["revenue"], rel_tol=1e-6) else math.nan
        )
    if "orders" in numbers:
        told["orders"] = totals["orders"]
    if "repeat" in numbers:
        told["repeat"] = (run.table["frequency"] >= 1.5).mean()
    if "mean" in numbers:
        told["mean"] = run.table[run.revenue].sum() / len(run.table)
    return {key: value for key, value in told.items() if key in numbers}


def glance(run: Run, numbers: Numbers) -> Numbers:
    sizes = run.table["segment"].value_counts()
    return {
        "k": len(run.names),
        "smallest": sizes.min(),
        "largest": sizes.max(),
        "least": (
            numbers["least"] if sizes[run.names[numbers["least"]]] == sizes.min() else "another one"
        ),
        "most": (
            numbers["most"] if sizes[run.names[numbers["most"]]] == sizes.max() else "another one"
        ),
    }


def method(run: Run, _: Numbers) -> Numbers:
    lowest = min(one["stability"] for one in run.summary["segments"])
    return {
        "k": len(run.names),
        "lowest_stability": lowest,
        "features": len(run.summary["segmentation"]["features"]),
    }


def weave(run: Run, numbers: Numbers) -> Numbers:
    number = run.names[numbers["name"]]
    return {
        "share": run.share(number),
        f"{'revenue' if run.revenue else 'orders'}_share": run.brought(number),
    }


def shares(run: Run, numbers: Numbers) -> Numbers:
    if "highest" in numbers:
        return ends(
            run, {**numbers, "high": numbers["best"], "low": numbers["least"], "customers": None}
        ) | {"customers": numbers.get("customers")}
    if "name" not in numbers:
        return {}
    told = {
        "index": run.brought(run.names[numbers["name"]]) / run.share(run.names[numbers["name"]])
    }
    if "other" in numbers:
        told["last_index"] = run.brought(run.names[numbers["other"]]) / run.share(
            run.names[numbers["other"]]
        )
    return told


def sizes(run: Run, numbers: Numbers) -> Numbers:
    if "total" in numbers:
        return largest(run, numbers)
    # Of whom it is not known, nothing is counted.
    means = run.table[run.volume].fillna(0).groupby(run.table["segment"]).mean()
    told: Numbers = {"highest": means.max()}
    if "times" in numbers:
        told["times"] = means.max() / means.min()
    return told


def heatmap(run: Run, numbers: Numbers) -> Numbers:
    return {"highest": ends(run, {**numbers, "customers": None})["highest"]}


def effects(run: Run, numbers: Numbers) -> Numbers:
    number = run.names[numbers["name"]]
    deltas = [
        delta(run, number, name)
        for name in run.summary["segmentation"]["features"]
        if name in run.table.select_dtypes("number")
    ]
    furthest = max(
        (abs(delta(run, one, name)) for one in run.names.values() for name in run.summary["segmentation"]["features"]
         if name in run.table.select_dtypes("number")), default=math.nan,
    )  # fmt: skip
    told = {"effect": min(deltas, key=lambda one: abs(one - numbers["effect"]))}
    if "size" in numbers:
        told["size"] = furthest
    # What six decimals make equal is a tie in the lists alone.
    return {
        key: numbers[key] if abs(numbers[key] - value) < TIES else value
        for key, value in told.items()
    }


def stability(run: Run, numbers: Numbers) -> Numbers:
    scores = [one["stability"] for one in run.summary["segments"]]
    return (
        {"stability_lowest": min(scores), "stability_highest": max(scores)}
        if "stability_lowest" in numbers
        else {}
    )


def rfm_grid(run: Run, numbers: Numbers) -> Numbers:
    cell = run.table[run.table["grid_cell"].str.casefold() == str(numbers["called"]).casefold()]
    told = {"share": len(cell) / len(run.table)}
    for key in ("revenue_share", "orders_share"):
        if key in numbers:
            told[key] = cell[run.volume].sum() / run.table[run.volume].sum()
    if "days" in numbers:
        told["days"] = spoken(cell["recency"].max(), numbers["days"])
    if "orders" in numbers:
        told["orders"] = cell["frequency"].min()
    return told


def repeat(run: Run, numbers: Numbers) -> Numbers:
    once = run.table["frequency"] < 1.5
    told = {"share": once.mean()}
    if "revenue" in numbers:
        told["revenue"] = run.table[once][run.volume].sum() / run.table[run.volume].sum()
    return told


def outcome_title(run: Run, numbers: Numbers) -> Numbers:
    if "most" not in numbers:
        return {}
    rates = {name: outcome_of(run, number) for name, number in run.names.items()}
    return {
        "highest": rates[numbers["most"]][0]["rate"],
        "lowest": rates[numbers["least"]][0]["rate"],
    }


def outcome_summary(run: Run, numbers: Numbers) -> Numbers:
    one = next(outcome for each in run.summary["segments"] for outcome in each["outcomes"])
    told = {"share": (run.table[one["feature"]].dropna().map(code) == one["category"]).mean()}
    if "most" in numbers:
        rates = {name: outcome_of(run, number) for name, number in run.names.items()}
        told |= {
            "highest": max(rate[0]["rate"] for rate in rates.values() if rate),
            "others": rates[numbers["most"]][0]["others"],
        }
    return told


def small(run: Run, numbers: Numbers) -> Numbers:
    told: Numbers = {}
    for key, value in numbers.items():
        if key.startswith("customers_"):
            told[key] = len(run.of(int(key.removeprefix("customers_"))))
        elif key.startswith("name_"):
            told[key] = next(
                name for name, one in run.names.items() if one == int(key.removeprefix("name_"))
            )
        else:
            told[key] = value
    return told


def key_accounts(run: Run, numbers: Numbers) -> Numbers:
    accounts = run.table[run.table["key_account"] == "yes"]
    told: Numbers = {"accounts": len(accounts)}
    if "share" in numbers:
        told["share"] = accounts[run.volume].sum() / run.table[run.volume].sum()
    return told


def left_out(_: Run, numbers: Numbers) -> Numbers:
    return (
        {"customers": numbers["customers"]} if numbers["customers"] > 0 else {"customers": math.nan}
    )


def unknown_amounts(run: Run, _: Numbers) -> Numbers:
    return {
        "customers": int(run.table[run.summary["input"]["roles"]["spend"]].isna().any(axis=1).sum())
    }

"""What the numbers of sentences about one segment should be."""

from __future__ import annotations

import math
import re

from tests.audit.listed import MONTH, TIES, Numbers, Run, code, delta, outcome_of, same, spoken


def persona_outcome(run: Run, numbers: Numbers, number: int, what: str) -> Numbers:
    one = outcome_of(run, number)[int(what.rpartition(".")[2]) - 1]
    told = {"share": one["rate"], "others": one["others"]}
    return told | ({"known": one["known"]} if "known" in numbers else {})


def persona_traits(run: Run, numbers: Numbers, number: int) -> Numbers:
    own, others, told = run.of(number), run.others(number), {}
    if "median" in numbers or "median_above" in numbers:
        fits = [
            name
            for name in own.select_dtypes("number")
            if same(
                numbers.get("median", own[name].median()),
                spoken(own[name].median(), numbers.get("median", own[name].median())),
            )
            and same(
                numbers.get("others"),
                spoken(others[name].median(), numbers.get("others", math.nan)),
            )
        ]
        return {"others": numbers.get("others")} if fits else {"others": math.nan}
    for name in numbers:
        if name in own:
            told[name] = own[name].median() / others[name].median()
    return told


def persona_mix(run: Run, numbers: Numbers, number: int) -> Numbers:
    own, others = run.of(number), run.others(number)
    category = str(numbers["category"])
    for name in own.select_dtypes(exclude="float"):
        known, rest = own[name].dropna().map(code), others[name].dropna().map(code)
        if (
            len(known)
            and same((known == category).mean(), numbers["share"])
            and same((rest == category).mean(), numbers["others"])
        ):
            return {"share": numbers["share"]}
    spend = run.summary["input"]["roles"].get("spend", [])
    for name in spend:
        if len(spend) > 1 and same(own[name].sum() / own[spend].sum().sum(), numbers["share"]):
            return {"others": others[name].sum() / others[spend].sum().sum()}
    for name in own.select_dtypes("float"):
        known, rest = own[name].dropna().map(code), others[name].dropna().map(code)
        if (
            len(known)
            and same((known == category).mean(), numbers["share"])
            and same((rest == category).mean(), numbers["others"])
        ):
            return {"share": numbers["share"]}
    return {"share": math.nan}


def persona_once(run: Run, _: Numbers, number: int) -> Numbers:
    own, others = (
        (frame["frequency"] < 1.5).mean() for frame in (run.of(number), run.others(number))
    )
    return {"once": own, "others": others}


def persona_returned(run: Run, _: Numbers, number: int) -> Numbers:
    own, others = (
        (frame["return_rate"] > 0).mean() for frame in (run.of(number), run.others(number))
    )
    return {"share": own, "others": others}


def persona_first(run: Run, _: Numbers, number: int) -> Numbers:
    return {
        "first_days": run.of(number)["tenure"].median(),
        "others_days": run.others(number)["tenure"].median(),
    }


def persona_weight(run: Run, _: Numbers, number: int) -> Numbers:
    noun = "revenue" if run.revenue else "orders"
    return {
        "share": run.share(number),
        f"{noun}_share": run.brought(number),
        noun: run.of(number)[run.volume].sum(),
    }


def persona_tenth(run: Run, numbers: Numbers, number: int) -> Numbers:
    values = run.of(number)[run.volume].sort_values(ascending=False)
    return {
        "share": values.iloc[: int(numbers["customers"])].sum() / values.sum(),
        "customers": round(len(values) / 10),
    }


def persona_overdue(run: Run, _: Numbers, number: int) -> Numbers:
    members, twice = run.of(number), 2 * run.of(number)["order_gap"].median()
    # Counted by the span as it is said: whole days, from sixty on whole months.
    said = round(twice) if twice < 60 else round(twice / MONTH) * MONTH
    return {"share": (members["recency"] > said).mean()}


def persona_country(run: Run, numbers: Numbers, number: int) -> Numbers:
    own, others = (
        (frame["country"].dropna() == numbers["country"]).mean()
        for frame in (run.of(number), run.others(number))
    )
    return {"share": own, "others": others}


def persona_ages(run: Run, _: Numbers, number: int) -> Numbers:
    ages = next(name for name in run.table if re.fullmatch(r"age\b.*", str(name).lower()))
    own, others = run.of(number)[ages], run.others(number)[ages]
    return {
        "first": own.quantile(0.25),
        "third": own.quantile(0.75),
        "others_first": others.quantile(0.25),
        "others_third": others.quantile(0.75),
    }


def persona_accounts(run: Run, numbers: Numbers, number: int) -> Numbers:
    accounts = run.of(number)[run.of(number)["key_account"] == "yes"]
    told: Numbers = {"accounts": len(accounts)}
    return told | (
        {"share": accounts[run.volume].sum() / run.of(number)[run.volume].sum()}
        if "share" in numbers
        else {}
    )


def persona_feature(run: Run, numbers: Numbers, number: int, what: str) -> Numbers | None:
    if what not in run.table:
        return None
    own, others = run.of(number)[what], run.others(number)[what]
    effect = delta(run, number, what)
    # Lists are written to six decimals, which ties a few pairs that were not.
    close = math.isclose(effect, numbers["effect"], abs_tol=TIES)
    return {
        "median": own.median(),
        "others": others.median(),
        "effect": numbers["effect"] if close else effect,
    }

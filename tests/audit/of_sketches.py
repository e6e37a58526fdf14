"""What the figures on a segment's page should be, by its members in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.audit.listed import Numbers, Run


def place(run: Run, _: Numbers, number: int) -> Numbers:
    """Count the segments."""
    return {"segment": number, "segments": len(run.names)}


def figure(run: Run, numbers: Numbers, number: int, what: str) -> Numbers:
    """Count the members, add up what they brought, or take a median of those who are known."""
    members = run.of(number)
    if what == "customers":
        return {"customers": len(members), "share": run.share(number)}
    if "median" in numbers:
        return {"median": members[what].median()}
    if what in ("revenue", "orders") and what in numbers:
        return {what: members[run.volume].sum(), "share": run.brought(number)}
    spend = run.summary["input"]["roles"]["spend"]
    return {"share": members[what].sum() / members[spend].sum().sum()}


def known(run: Run, _: Numbers, number: int, what: str) -> Numbers:
    """Return the share of members of whom a feature is known."""
    return {"known": run.of(number)[what].notna().mean()}


def addressed(run: Run, numbers: Numbers, number: int, what: str) -> Numbers:
    """Count the members, and those of them whom a strategy addresses."""
    one = next(each for each in run.summary["segments"] if each["id"] == number)
    play = next(each for each in one["strategies"] if each["id"] == what)
    # Where it addresses all of them, one number says both.
    if "audience" not in numbers:
        return {"members": min(len(run.of(number)), play["audience"])}
    return {"members": len(run.of(number)), "audience": play["audience"]}


def neighbour(run: Run, _: Numbers, number: int) -> Numbers:
    """Return the name of the segment that is nearest."""
    one = next(each for each in run.summary["segments"] if each["id"] == number)
    return {"neighbour": next(name for name, id_ in run.names.items() if id_ == one["neighbour"])}


def recognition(run: Run, numbers: Numbers, number: int) -> Numbers:
    """Return what is said of the segment's rule, and how often in ten it is right."""
    one = next(each for each in run.summary["segments"] if each["id"] == number)
    told = {
        "name": one["name"],
        "recall": one["rule"]["recall"],
        "precision": one["rule"]["precision"],
    }
    if "tenths" in numbers:
        told |= {"tenths": round(10 * told["precision"]), "ten": 10}
    return told

"""What the numbers of sentences about choice, method and arrivals should be, by the candidates,
scores and steps that summary.json lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.audit.listed import Numbers, Run

POINT = 0.005
"""Points that are written alike count as level."""
Candidate = dict[str, Any]


def choice(run: Run, numbers: Numbers) -> Numbers:
    """Work out whatever a sentence on the choice says: its numbers are called alike in all."""
    said = {**_tried(run), **_taken(run), **_next(run), **_led(run)}
    return {key: said[key] for key in numbers if key in said}


def _candidates(run: Run) -> list[Candidate]:
    return list(run.summary["segmentation"]["candidates"])


def _own(run: Run) -> Candidate:
    return next(one for one in _candidates(run) if one["chosen"])


def _tried(run: Run) -> Numbers:
    """Count what was tried."""
    names = list(dict.fromkeys(one["algorithm"] for one in _candidates(run)))
    by_first = sorted({one["k"] for one in _candidates(run) if one["algorithm"] == names[0]})
    return {
        "tried_from": by_first[0],
        "tried_to": by_first[-1],
        **{f"tried_{place}": k for place, k in enumerate(by_first, 1)},
        "other_algorithms": len(names) - 1,
        "divisions": len(_candidates(run)),
    }


def _taken(run: Run) -> Numbers:
    """Tell of the division taken, and of finer ones that do not count."""
    own = _own(run)
    faint = {one["k"] for one in _candidates(run) if one["verdict"] == "too faint"}
    fine = [one["k"] for one in _candidates(run) if one["verdict"] == "too fine"]
    finer = [k for k in sorted(faint) if k > own["k"]]
    return {
        "k": len(run.names),
        "valley": own["valley"],
        "silhouette": own["silhouette"],
        "stability": own["stability"],
        "points": own["votes"],
        "too_fine": min(fine, default=None),
        **{f"too_faint_{place}": k for place, k in enumerate(finer, 1)},
    }


def _next(run: Run) -> Numbers:
    """Tell of the division that is next in line."""
    second = run.summary["segmentation"]["runner_up"]
    if second is None:
        return {}
    whole = next(one for one in _candidates(run) if all(one[key] == second[key] for key in second))
    return {
        "next_k": second["k"],
        "next_points": second["votes"],
        "next_silhouette": whole["silhouette"],
    }


def _led(run: Run) -> Numbers:
    """Tell of the division that leads the vote."""
    others = [one for one in _candidates(run) if not one["chosen"] and one["votes"]]
    if not others:
        return {}
    first = min(others, key=lambda one: (-one["votes"], one["k"]))
    return {
        "leader": first["k"],
        "leader_points": first["votes"],
        "lead": first["votes"] - _own(run)["votes"],
        "most": 1,
    }


def other(run: Run, _: Numbers) -> Numbers:
    """Return the finer numbers that score as well, or the one of the highest silhouette."""
    own = _own(run)
    if run.summary["segmentation"]["choice"] != "natural groups":
        level = sorted(
            one["k"]
            for one in _candidates(run)
            if one["votes"] and one["k"] > own["k"] and one["votes"] > own["votes"] - POINT
        )
        return {f"k_{place}": k for place, k in enumerate(level, 1)}
    best = _furthest(
        [
            one
            for one in _candidates(run)
            if one["verdict"] != "out of range" and one["algorithm"] == own["algorithm"]
        ]
    )
    return {"k": best["k"], "best": best["silhouette"], "silhouette": own["silhouette"]}


def coarser(run: Run, numbers: Numbers) -> Numbers:
    """Return the best division of those too coarse, and the share that it treats alike."""
    best = _furthest(
        [one for one in _candidates(run) if one["verdict"] in ("too coarse", "less fine")]
    )
    told = {"k": best["k"], "smallest": best["smallest"]}
    if "alike" in numbers:
        told["alike"] = 1 - best["smallest"] if best["k"] == 2 else best["smallest"]
    return told


def _furthest(candidates: list[Candidate]) -> Candidate:
    return max(candidates, key=lambda one: (round(one["silhouette"], 9), -one["k"]))


def elbow(run: Run, numbers: Numbers) -> Numbers:
    """Return where the inertia of the first algorithm bends most."""
    first = _candidates(run)[0]["algorithm"]
    inertia = {one["k"]: one["inertia"] for one in _candidates(run) if one["algorithm"] == first}
    bends = {
        k: (inertia[k - 1] - inertia[k]) / (inertia[k] - inertia[k + 1])
        for k in inertia
        if k - 1 in inertia and k + 1 in inertia and inertia[k] > inertia[k + 1]
    }
    if not bends:  # Nothing is left to lower: how often so much is a matter of the last digits.
        return {"from": min(inertia)}
    told = {"from": min(inertia), "times": max(bends.values())}
    return {**told, "k": max(bends, key=lambda k: bends[k])} if "k" in numbers else told


def random(run: Run, _: Numbers) -> Numbers:
    """Return the silhouettes."""
    found = run.summary["segmentation"]
    return {"null": found["null_silhouette"], "own": found["scores"]["silhouette"]}


def steadiness(run: Run, numbers: Numbers) -> Numbers:
    """Average the segments' stability over their customers, and find the least sure one."""
    stable = {one["name"]: one["stability"] for one in run.summary["segments"]}
    lowest = min(stable.values())
    whole = sum(one["customers"] * one["stability"] for one in run.summary["segments"])
    return {
        "mean": whole / len(run.table),
        "lowest": lowest,
        "segment": numbers["segment"] if stable[numbers["segment"]] == lowest else "another one",
    }


def preparation(run: Run, numbers: Numbers) -> Numbers:
    """Return what the settings and the list of thinned features say."""
    found = run.summary["segmentation"]
    tail = run.summary["provenance"]["settings"].get("segments", {}).get("tail", 0.005)
    told = {"tail": tail, "scaled_mean": 0, "scaled_deviation": 1}
    told["components"] = found["components"]
    told |= {
        f"correlation_{place}": one["correlation"] for place, one in enumerate(found["thinned"], 1)
    }
    return {key: value for key, value in told.items() if key in numbers}


def arrivals(run: Run, numbers: Numbers) -> Numbers:
    """Account for the customers: those who left by a rule, and those whom the list holds."""
    left = {one["rule"]: one["customers"] or 0 for one in run.summary["cleaning"]}
    gone = ("filtered", "nobody", "nothing_left", "no_line_left")
    told: Numbers = {
        "nobody": left.get("missing_customer", 0),
        "nothing_left": left.get("nothing_left", 0),
        "segmented": len(run.table),
        "arrived": len(run.table) + sum(numbers.get(key, 0) for key in gone),
    }
    # Of whom nothing is said, there is nobody.
    return {key: value for key, value in told.items() if key in numbers or value}


def more(run: Run, _: Numbers) -> Numbers:
    """Count the divisions that were tried, and those of them that the table leaves out: it shows all
    of the first algorithm, and two or the named ones of each other.
    """
    found = _candidates(run)
    first, shown = found[0]["algorithm"], 0
    for name in {one["algorithm"] for one in found}:
        own = [one["verdict"] for one in found if one["algorithm"] == name]
        named = sum(verdict in ("chosen", "runner-up") for verdict in own)
        shown += len(own) if name == first else min(len(own), max(2, named))
    return {"tried": len(found), "more": len(found) - shown}


def tree(run: Run, _: Numbers) -> Numbers:
    """Return what the tree was found to do."""
    return {"fidelity": run.summary["segmentation"]["fidelity"]}


def made(run: Run, numbers: Numbers) -> Numbers:
    """Count the features that made the segments and those left out."""
    found = run.summary["segmentation"]
    kinds = {"feature": len(found["features"]), "left_out": len(found["dropped"])}
    wanted = {f"{kind}_{place + 1}" for kind, many in kinds.items() for place in range(many)}
    return dict.fromkeys(wanted ^ set(numbers))


def limit(run: Run, _: Numbers, what: str) -> Numbers:
    """Return what a limit rests on."""
    plays = [play for one in run.summary["segments"] for play in one["strategies"]]
    if what == "forecast":
        period = run.summary["period"] or {}
        return {key: value for key, value in period.items() if key in ("start", "end")}
    return {
        "worth": {"priced": sum(play["high"] is not None for play in plays)},
        "trial": {"strategies": len(plays)},
        "border": {"segments": sum(one["borderline"] > 0 for one in run.summary["segments"])},
    }[what]


def account(run: Run, numbers: Numbers, number: int) -> Numbers:
    """Count the accounts; each stands out by more than twice the bound of what is usual."""
    listed = int((run.table["key_account"] == "yes").sum())
    told = {
        key: value if value > 2 else None
        for key, value in numbers.items()
        if key.startswith("times_")
    }
    return told if number <= listed else {"accounts": listed}


def extent(run: Run, _: Numbers) -> Numbers:
    """Return the size of the data."""
    return {key: run.summary["input"][key] for key in ("rows", "columns")}


def days(run: Run, _: Numbers) -> Numbers:
    """Return the days of the period."""
    return dict(run.summary["period"] or {})


def untouched(run: Run, _: Numbers) -> Numbers:
    """Count the rows, all of which are used."""
    steps = [*run.summary["cleaning"], *run.summary["marked"]]
    touched = sum(one["rows"] for one in steps)
    return {"rows": run.summary["input"]["rows"] - touched}


def term(run: Run, numbers: Numbers, what: str) -> Numbers:
    """Return the grid's best score; other terms say no number."""
    if what != "score":
        return dict.fromkeys(numbers)
    return {"scores": run.summary["rfm_scores"]["scores"], "lowest": 1}

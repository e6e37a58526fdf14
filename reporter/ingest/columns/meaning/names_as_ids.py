"""Whether customers who are told apart by their names are several people: an e-mail beside the name
tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.model import Personal, Reading, Role, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import ibis

    from reporter.ingest.types.typed import Compute
    from reporter.model import Column

QUESTION = "names_as_ids"
TELLING = (Personal.EMAIL, Personal.PHONE)
"""What tells people of one name apart, the better first."""


def readings(table: ibis.Table, columns: Sequence[Column], compute: Compute) -> Iterator[Reading]:
    """Say how many people an e-mail tells apart where names are the customers' ids, and more than
    there are names.

    Parameters
    ----------
    table
        All rows (Ibis).
    columns
        With their roles.
    compute
        Runs an expression and returns its rows.
    """
    customer = next(
        (
            column
            for column in columns
            if column.role is Role.CUSTOMER and column.personal is Personal.NAME
        ),
        None,
    )
    other = next(
        (
            column
            for kind in TELLING
            for column in columns
            if column.personal is kind and column.dtype == "text"
        ),
        None,
    )
    if customer is None or other is None:
        return
    both = table.select(name=table[customer.name].strip(), other=table[other.name].strip().lower())
    both = both.filter(both.name.notnull() & both.other.notnull()).distinct()
    names, others = compute(both.aggregate(names=both.name.nunique(), others=both.other.nunique()))[
        0
    ]
    each = both.group_by("name").agg(several=both.other.nunique())
    repeated = each.filter(each.several > 1)
    shared = compute(repeated.aggregate(shared=repeated.count()))[0][0]
    if others <= names or not shared:
        return
    yield Reading(
        question=QUESTION,
        stance=Stance.TOLD,
        numbers={
            "column": customer.name, "other": other.name,
            "what": other.personal.value if other.personal else "",
            "names": int(names), "people": int(others), "shared": int(shared),
        },
        setting=f"roles.customer={other.name}",
        weight=int(shared) / int(names),
    )  # fmt: skip

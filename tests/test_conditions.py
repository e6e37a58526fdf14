"""Conditions are read as people mean them, written so that they are read again alike, and what is
none is refused with the reason.
"""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.conditions import (
    Both,
    Comparison,
    Condition,
    ConditionError,
    Either,
    Not,
    Value,
    comparisons,
    parse,
    written,
)

COUNTRY = Comparison("Country", "=", (Value("France", quoted=True),))
READ: dict[str, Condition] = {
    "Country = 'France'": COUNTRY,
    'Country = "France"': COUNTRY,
    "[Country] == 'France'": COUNTRY,
    "Country is 'France'": COUNTRY,
    "Amount > 10": Comparison("Amount", ">", (Value("10", quoted=False),)),
    "Amount<=-1.5e3": Comparison("Amount", "<=", (Value("-1.5e3", quoted=False),)),
    '"Customer ID" != 5': Comparison("Customer ID", "=", (Value("5", quoted=False),), negated=True),
    "Status in (paid, 'on hold')": Comparison("Status", "in", (Value("paid", quoted=False), Value("on hold", quoted=True))),
    "Status NOT IN (paid)": Comparison("Status", "in", (Value("paid", quoted=False),), negated=True),
    "Channel is not blank": Comparison("Channel", "blank", (), negated=True),
    "Channel is null": Comparison("Channel", "blank", ()),
    "day between 2024-01-01 and 2024-12-31": Comparison(
        "day", "between", (Value("2024-01-01", quoted=False), Value("2024-12-31", quoted=False))
    ),
    "name not like 'A%'": Comparison("name", "like", (Value("A%", quoted=True),), negated=True),
    "name contains 'it''s'": Comparison("name", "contains", (Value("it's", quoted=True),)),
    "name starts with x": Comparison("name", "begins with", (Value("x", quoted=False),)),
    "Größe ≥ 5": Comparison("Größe", ">=", (Value("5", quoted=False),)),
    "„Kunde Nr“ ≠ 3": Comparison("Kunde Nr", "=", (Value("3", quoted=False),), negated=True),
    "'or' = 'and'": Comparison("or", "=", (Value("and", quoted=True),)),
}  # fmt: skip


@pytest.mark.parametrize("text", READ)
def test_a_comparison_is_read(text: str) -> None:
    assert parse(text) == READ[text]


def test_and_binds_closer_than_or_and_brackets_closest() -> None:
    one, other, third = (Comparison(name, "=", (Value("1", quoted=False),)) for name in "abc")
    assert parse("a = 1 or b = 1 and c = 1") == Either((one, Both((other, third))))
    assert parse("(a = 1 or b = 1) and c = 1") == Both((Either((one, other)), third))
    assert parse("not a = 1 and b = 1") == Both((Not(one), other))
    assert parse("not (a = 1 and b = 1)") == Not(Both((one, other)))


REFUSED = {
    "": "empty",
    "Country": "nothing is said of 'Country'",
    "Country =": "ends where a value was expected",
    "Country = United Kingdom": "a text with blanks in quotes",
    "Customer ID = 5": "blanks stands in double quotes",
    "a = 1; drop table orders": "'drop' was not expected",
    "a = 1 -- all": "'--' was not expected",
    "a in b": "in takes values in brackets",
    "a in (b": "never closed",
    "a in (b c)": "without a comma",
    "a between 1": "between takes two values",
    "(a = 1": "a bracket is opened and never closed",
    "a = 'x": "never closed",
    "and = 1": "a column was expected",
    "a = and": "a value was expected",
    "a = 1,000": "',' was not expected",
    "'' = 1": "the name of a column is empty",
    "(" * 21 + "a = 1" + ")" * 21: "more than 20 deep",
    "not " * 21 + "a = 1": "more than 20 deep",
    " or ".join(["a = 1"] * 201): "more than 200 comparisons",
    "a = " + "x" * 20_000: "longer than 20,000 characters",
}


@pytest.mark.parametrize("place", range(len(REFUSED)))
def test_what_is_no_condition_is_refused_with_the_reason(place: int) -> None:
    text, reason = list(REFUSED.items())[place]
    with pytest.raises(ConditionError) as caught:
        parse(text)
    assert reason in str(caught.value)


def test_values_of_some_columns_are_not_shown() -> None:
    condition = parse(
        "Email in (a@x.org, 'b c') and (Amount > 5 or not Email like '%x%') and Email is blank"
    )
    assert (
        written(condition, lambda name: name == "Email")
        == "Email in (…) and (Amount > 5 or not (Email like …)) and Email is blank"
    )
    assert [one.column for one in comparisons(condition)] == ["Email", "Amount", "Email", "Email"]


words = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=12
).filter(str.strip)
leaves = st.one_of(
    st.builds(
        lambda name, sign, text, negated: Comparison(
            name, sign, (Value(text, quoted=True),), negated and sign in {"=", "contains", "like"}
        ),
        words.filter(lambda name: "]" not in name),
        st.sampled_from(
            ["=", "<", "<=", ">", ">=", "contains", "begins with", "ends with", "like"]
        ),
        words,
        st.booleans(),
    ),
    st.builds(
        lambda name, texts, negated: Comparison(
            name, "in", tuple(Value(text, quoted=True) for text in texts), negated
        ),
        words,
        st.lists(words, min_size=1, max_size=3),
        st.booleans(),
    ),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(lambda parts: Either(tuple(parts)), st.lists(inner, min_size=2, max_size=3)),
        st.builds(lambda parts: Both(tuple(parts)), st.lists(inner, min_size=2, max_size=3)),
    ),
    max_leaves=6,
)


@pytest.mark.slow
@given(trees)
def test_what_is_written_means_the_same_when_it_is_read_again(condition: Condition) -> None:
    text = written(condition)
    assert written(parse(text)) == text
    assert comparisons(parse(text)) == comparisons(condition)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(ConditionError):
        assert comparisons(parse(text))

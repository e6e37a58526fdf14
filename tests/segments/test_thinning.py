"""What is said twice counts once, and customers far beyond the rest are told apart."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from reporter.model import Feature
from reporter.segments import segment
from reporter.settings import SegmentsSettings, Settings
from tests import heavy
from tests.segments.tables import blobs, table

QUICK = Settings(segments=SegmentsSettings(resamples=5))
TWO = Settings(segments=SegmentsSettings(resamples=5, count=2))
RNG = np.random.default_rng(2)


def test_of_two_features_that_go_together_the_later_is_left_out_with_its_reason() -> None:
    spent = RNG.lognormal(5, 1, 300)
    made = table(
        {"spent": spent, "in_cents": spent * 100, "age": RNG.normal(40, 9, 300)},
        {"spent": "money", "in_cents": "money"},
    )
    found = segment(made, QUICK)
    assert found.features == ("spent", "age")
    (out,) = found.thinned
    assert (out.feature, out.kept) == ("in_cents", "spent")
    assert out.correlation == pytest.approx(1, abs=0.001)


@pytest.mark.slow
def test_what_goes_together_less_stays() -> None:
    base = RNG.normal(size=400)
    found = segment(table({"a": base, "b": base + 0.5 * RNG.normal(size=400)}), QUICK)
    assert (found.features, found.thinned) == (("a", "b"), ())


def test_opposites_say_the_same() -> None:
    found = segment(
        table({"a": np.arange(100.0), "b": -np.arange(100.0), "c": RNG.normal(size=100)}), QUICK
    )
    (out,) = found.thinned
    assert (out.feature, out.kept, round(out.correlation, 6)) == ("b", "a", -1)


@pytest.mark.slow
def test_key_accounts_are_told_apart_belong_to_a_segment_and_bend_none() -> None:
    spent = np.concatenate([RNG.lognormal(4, 0.3, 500), RNG.lognormal(7, 0.3, 500)])
    quiet = segment(table({"spent": spent}, {"spent": "money"}, value="spent"), TWO)
    loud = spent.copy()
    loud[[3, 700]] = [9e6, 5e6]
    found = segment(table({"spent": loud}, {"spent": "money"}, value="spent"), TWO)
    assert quiet.key_accounts == ()
    assert [(one.customer, one.features) for one in found.key_accounts] == [
        ("C000003", ("spent",)),
        ("C000700", ("spent",)),
    ]
    assert all(one.segment == found.labels[one.customer] for one in found.key_accounts)
    others = np.delete(np.arange(1000), [3, 700])
    assert (found.labels.to_numpy() == quiet.labels.to_numpy())[others].mean() > 0.99


@pytest.mark.slow
def test_one_of_few_who_holds_most_is_a_key_account() -> None:
    spent = np.concatenate([RNG.lognormal(4, 0.3, 75), RNG.lognormal(7, 0.3, 75)])
    loud = spent.copy()
    loud[140] = 3 * spent.sum()
    found = segment(table({"spent": loud}, {"spent": "money"}, value="spent"), TWO)
    assert [one.customer for one in found.key_accounts] == ["C000140"]
    assert found.preparation[0].upper == np.delete(spent, 140).max()
    assert found.preparation[0].winsorised == 1


@pytest.mark.slow
@pytest.mark.parametrize("customers", heavy.first(1, [20, 60, 200]))
def test_the_largest_of_few_are_key_accounts_too(customers: int) -> None:
    # Twice what all others have, which is not far enough to be pulled in.
    spent = np.linspace(100, 200, customers)
    spent[-1] = 450.0
    found = segment(table({"spent": spent}, {"spent": "money"}, value="spent"), TWO)
    assert [one.customer for one in found.key_accounts] == [f"C{customers - 1:06d}"]
    assert found.key_accounts[0].values == {"spent": spent[-1]}
    assert found.account_bounds["spent"] < 200
    spent[-1] = 350.0
    assert (
        segment(table({"spent": spent}, {"spent": "money"}, value="spent"), TWO).key_accounts == ()
    )


def test_even_customers_hold_no_key_accounts() -> None:
    assert segment(blobs([(1, 1), (9, 9)]), QUICK).key_accounts == ()


def test_who_buys_much_of_one_thing_alone_is_no_key_account() -> None:
    milk, bread = np.linspace(100, 200, 200), np.linspace(900, 800, 200)
    milk[3] = 700.0
    made = table({"milk": milk, "bread": bread}, {"milk": "money", "bread": "money"})
    frame = made.frame.assign(total=made.frame.sum(axis=1))
    total = Feature(name="total", heading="Total", unit="money", behaviour=False)
    features = (*(replace(one, in_revenue=True) for one in made.features), total)
    spending = replace(made, frame=frame, features=features, value="total", revenue="total")
    assert segment(spending, TWO).key_accounts == ()
    frame.loc["C000007", "total"] = 9_000.0
    found = segment(replace(spending, frame=frame), TWO)
    assert [(one.customer, one.features) for one in found.key_accounts] == [("C000007", ("total",))]
    assert list(found.account_bounds) == ["total"]

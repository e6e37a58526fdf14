"""What makes the segments, by default and by wish."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from reporter.adapting import by_names
from reporter.errors import SegmentsError
from reporter.model import Kind
from reporter.segments.features import clustering_frame
from reporter.settings import SegmentsSettings, Settings
from tests.builders import customer_table
from tests.segments.tables import table


def names(*wanted: str) -> list[str]:
    return list(clustering_frame(customer_table(), SegmentsSettings(features=wanted)).columns)


def test_orders_are_segmented_by_rfm() -> None:
    assert names() == ["recency", "frequency", "monetary"]


def test_customer_tables_are_segmented_by_all_behavioural_numbers() -> None:
    made = replace(customer_table(), kind=Kind.CUSTOMERS)
    assert list(clustering_frame(made, SegmentsSettings()).columns) == list(made.frame.columns[:-1])


def test_features_are_named_by_name_or_label_in_any_case_and_once() -> None:
    table, wanted = customer_table(), ("Order value", "FREQUENCY", "frequency")
    settings = by_names(Settings(segments=SegmentsSettings(features=wanted)), table)
    assert list(clustering_frame(table, settings.segments).columns) == [
        "average_order_value",
        "frequency",
    ]


def test_an_unknown_feature_is_refused_with_the_nearest_and_the_list() -> None:
    with pytest.raises(SegmentsError) as caught:
        names("frequnecy")
    assert "'frequnecy'" in caught.value.what
    assert "Did you mean 'frequency'?" in caught.value.hint
    assert "average_order_value" in caught.value.hint


def test_a_category_takes_part_when_it_is_asked_for() -> None:
    assert names("country", "recency") == ["country", "recency"]
    frame = clustering_frame(customer_table(), SegmentsSettings(features=("country",)))
    assert frame["country"].dtype == object


def test_infinite_values_are_refused_with_their_column_and_count() -> None:
    with pytest.raises(SegmentsError, match="'b' is infinite for 2 of 4 customers"):
        clustering_frame(
            table({"a": [1.0, 2, 3, 4], "b": [1.0, np.inf, 2, -np.inf]}), SegmentsSettings()
        )


def test_numbers_that_nothing_can_be_reckoned_with_are_refused_with_the_way_out() -> None:
    made = table({"a": [1.0, 2, 3, 4], "b": [1.0, -1.7e308, 2, 3]})
    with pytest.raises(
        SegmentsError, match=r"'b' is beyond 1e\+100 for 1 of 4 customers"
    ) as raised:
        clustering_frame(made, SegmentsSettings(features=("a",)))
    assert """--set roles.ignore='["b"]'""" in raised.value.hint


def test_what_differs_by_rounding_alone_does_not_vary() -> None:
    made = table(
        {
            "sum": [0.1 + 0.2, 0.3, 0.3, 0.3],
            "varies": [0.3, 0.4, 0.5, 0.6],
            "small": [3e-200, 4e-200, 5e-200, 6e-200],
        }
    )
    assert list(clustering_frame(made, SegmentsSettings()).columns) == ["varies", "small"]


def test_features_without_two_values_are_left_out() -> None:
    made = table({"flat": [1.0] * 4, "empty": [np.nan] * 4, "varies": [1.0, np.nan, 2, 3]})
    assert list(clustering_frame(made, SegmentsSettings()).columns) == ["varies"]


def test_features_that_vary_for_a_handful_only_are_left_out() -> None:
    made = table({"rare": [9.0] * 4 + [0.0] * 996, "varies": np.arange(1000.0)})
    assert list(clustering_frame(made, SegmentsSettings()).columns) == ["varies"]


def test_a_table_without_behavioural_numbers_is_refused() -> None:
    made = table({"age": [1.0, 2, 3, 4]})
    descriptor = replace(made, features=(replace(made.features[0], behaviour=False),))
    with pytest.raises(SegmentsError, match="No column tells how customers behave") as caught:
        clustering_frame(descriptor, SegmentsSettings())
    assert "age" in caught.value.hint
    assert list(clustering_frame(descriptor, SegmentsSettings(features=("age",))).columns) == [
        "age"
    ]

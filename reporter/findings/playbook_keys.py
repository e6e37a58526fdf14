"""The words that a playbook may use: keys, measures, comparisons, bases of worth and placeholders.
`playbook.toml` explains each.
"""

from __future__ import annotations

KINDS = ("transactions", "customers", "any")
TEXT_KEYS = ("id", "theme", "title", "action", "channel", "kpi")
UNPRICED_KEYS = ("title", "action", "kpi")
"""Texts of a play that may be others where the file holds no money."""
PLAY_KEYS = (*TEXT_KEYS, "kind", "audience", "effort", "weight", "when", "worth", "unpriced")
REQUIREMENT_KEYS = ("measure", "feature", "is", "value")
WORTH_KEYS = ("basis", "low", "high", "orders", "cap")
FEATURE_MEASURES = ("effect", "median", "ratio")
SEGMENT_MEASURES = (
    "customers", "share", "revenue_share", "value_index", "one_order_share", "silent_share",
    "silent_year_share", "overdue_share",
    "new_share", "products", "season_share", "weekday_share",
    "abroad_share", "borderline", "high_categories", "low_categories", "categories",
    "category_lead", "strongest_trait",
    "people", "leaving_rate", "leaving_lift", "long_standing", "newer",
)  # fmt: skip
COMPARISONS = (">=", ">", "<=", "<")
AUDIENCES = (
    "all", "active", "once", "new", "overdue", "silent", "silent_year", "largest", "largest_silent",
    "sample", "returners", "abroad",
    "not_yet_bought",
)  # fmt: skip
BASES = (
    "order_value",
    "win_back",
    "revenue_added",
    "revenue_kept",
    "step_up",
    "category_added",
    "category_gap",
    "leaving_kept",
)
PLACEHOLDERS = (
    "name", "customers", "order_value", "orders", "silent", "gap", "products", "product",
    "threshold", "season_start", "before_season",
    "weekday", "country", "better", "category", "second_category", "weak_category", "return_rate",
    "holdout",
    "audience", "alarm", "silence",
)  # fmt: skip
HOUSE_FEATURES = (
    "recency", "frequency", "monetary", "average_order_value", "tenure", "order_gap",
    "distinct_products", "return_rate",
    "weekend_share",
)  # fmt: skip
"""Features that a file with orders may lack: a play on one of them is then not suggested, which is
no error.
"""

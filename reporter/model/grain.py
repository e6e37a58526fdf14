"""How finely a file tells when something was bought: by the day, or by weeks, months, quarters that are sums."""

from __future__ import annotations

from enum import StrEnum


class Grain(StrEnum):
    """What one date of a file stands for."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"

"""What cleaning did can be said of every rule of the house."""

from __future__ import annotations

import pytest

from reporter.model import CleaningRule
from reporter.model.cleaning import CALLED
from reporter.wording.catalogue import catalogue


@pytest.mark.parametrize("rule", list(CleaningRule))
def test_a_rule_is_told_and_its_rows_are_called(rule: CleaningRule) -> None:
    assert catalogue().has(f"cleaning.{rule}")
    assert catalogue().has(f"cleaning.{rule}", CALLED)

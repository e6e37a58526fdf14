"""A client's own grid is checked whole before anything runs: its cuts, its scores, its gaps and its
overlaps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reporter import settings as configuration
from reporter.errors import SettingsError
from reporter.settings import GridSettings

if TYPE_CHECKING:
    from pathlib import Path

OWN = """
[findings.grid]
axis = "fm"
scores = 3
recency_cuts = [30, 120]
cells = [
  {name = "Loyal", recency = [2, 3], frequency = [2, 3]},
  {name = "Rest", recency = [1, 2, 3], frequency = [1]},
  {name = "Gone", recency = [1], frequency = [2, 3]},
]
"""


def loaded(folder: Path, text: str) -> configuration.GridSettings:
    path = folder / "client.toml"
    path.write_text(text, encoding="utf-8")
    return configuration.load(path).findings.grid


def test_an_own_grid_is_read_from_a_file(tmp_path: Path) -> None:
    grid = loaded(tmp_path, OWN)
    assert (grid.axis, grid.scores, grid.recency_cuts, grid.frequency_cuts) == (
        "fm",
        3,
        (30, 120),
        (),
    )
    assert (grid.cells[0].name, grid.cells[0].recency, grid.cells[0].frequency) == (
        "Loyal",
        (2, 3),
        (2, 3),
    )


def test_a_table_within_a_table_is_set_on_the_command_line() -> None:
    grid = configuration.load(
        assignments=["findings.grid.axis=fm", "findings.grid.frequency_cuts=[2, 3, 5, 9]"]
    ).findings.grid
    assert (grid.axis, grid.frequency_cuts) == ("fm", (2, 3, 5, 9))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "recency = [2, 3], frequency = [2, 3]",
            "recency = [3], frequency = [2, 3]",
            "no cell covers recency 2, frequency 2 (nor 1 other",
        ),
        (
            "frequency = [1]",
            "frequency = [1, 2]",
            "Loyal and Rest both cover recency 2, frequency 2",
        ),
        ('"Rest"', '"Gone"', "two cells are called Gone"),
        ('"Rest"', '" "', "every cell needs a name"),
        (
            '"Rest"',
            '""',
            'cells[2].name = "" (client.toml, line 6) is not valid: it must not be empty',
        ),
        ("frequency = [1]", "frequency = []", "it must not be empty"),
        (
            "frequency = [1]",
            "frequency = [0, 1]",
            "Rest has the frequency score 0, but scores go from 1 to 3",
        ),
        (
            "recency = [1, 2, 3]",
            "recency = [1, 3]",
            "Rest has the recency scores 1, 3, which do not lie side by side",
        ),
        ("[30, 120]", "[30]", "recency_cuts has 1 cut, but 3 scores need 2"),
        ("[30, 120]", "[120, 30]", "recency_cuts must rise from cut to cut, not 120, 30"),
        ("[30, 120]", "[30, 30]", "recency_cuts must rise from cut to cut, not 30, 30"),
        ("[30, 120]", "[-5, 30]", "recency_cuts must begin at 0 or above, not -5"),
        ("[30, 120]", "[30.5, 120]", "it must be a whole number"),
        (
            "recency_cuts = [30, 120]",
            "frequency_cuts = [1, 3]",
            "frequency_cuts must begin at 2 or above, not 1",
        ),
        ("recency_cuts = [30, 120]", "monetary_cuts = [nan, 3]", "monetary_cuts must rise"),
        ("scores = 3", "scores = 2", "it must be from 3 to 10"),
        ('axis = "fm"', 'axis = "money"', 'one of "frequency", "fm"'),
        ("recency_cuts", "recencycuts", "nearest known key is findings.grid.recency_cuts"),
    ],
)
def test_a_wrong_grid_is_one_line_that_names_what_is_wrong(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    assert old in OWN
    with pytest.raises(SettingsError) as caught:
        loaded(tmp_path, OWN.replace(old, new))
    assert says in str(caught.value)
    assert "findings.grid" in str(caught.value)


def test_another_number_of_scores_needs_cells_of_its_own() -> None:
    with pytest.raises(
        SettingsError, match=r"the ten named cells are made for 5 scores; for 4, name your own"
    ):
        configuration.load(assignments=["findings.grid.scores=4"])


def test_a_value_where_a_table_must_be_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"findings.grid = .* must be a table"):
        configuration.load(assignments=["findings.grid=fm", "findings.grid.axis=fm"])


def test_the_limits_of_an_earlier_grid_are_taken_where_they_part_customers() -> None:
    earlier = {
        "recency": (17.0, 50.0, 100.0, 200.0),
        "frequency": (1.0, 1.0, 2.0, 5.0),
        "monetary": (100.5, 300.0, 700.0, 2000.0),
    }
    grid = GridSettings(monetary_cuts=(1.0, 2.0, 3.0, 4.0)).with_cuts(earlier)
    assert grid.recency_cuts == (17, 50, 100, 200)
    assert grid.frequency_cuts == ()
    assert grid.monetary_cuts == (1.0, 2.0, 3.0, 4.0)

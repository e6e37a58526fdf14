"""The words that platforms and people write for states, signs, gift cards and nobody: words.toml
in, sets of folded words out.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(table: str, key: str) -> frozenset[str]:
    """Return the words of a list, each folded and without blanks around it."""
    content = tomllib.loads(
        files("reporter.quality.meaning").joinpath("words.toml").read_text(encoding="utf-8")
    )
    return frozenset(" ".join(one.split()) for one in content[table][key].split(";") if one.strip())

"""What every table of settings is: immutable, and without a key that nobody reads."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Table(BaseModel):
    """A table of settings: immutable, and no key that nobody reads."""

    model_config = ConfigDict(extra="forbid", frozen=True)

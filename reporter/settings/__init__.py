"""Flags and a client's TOML in, one immutable and validated `Settings` out.

One table per stage (`tables`, `grid`). Later sources win (`loading`): defaults, then the TOML file,
then flags and `--set`.
"""

from reporter.settings.data_tables import RolesSettings, SourceSettings
from reporter.settings.grid import GridCellSettings, GridSettings
from reporter.settings.loading import from_values, load
from reporter.settings.meaning import MeaningSettings
from reporter.settings.table import Table
from reporter.settings.tables import (
    BrandSettings,
    CustomersSettings,
    DeliverySettings,
    FindingsSettings,
    PrivacySettings,
    QualitySettings,
    ReportSettings,
    SegmentSettings,
    SegmentsSettings,
    Settings,
)

__all__ = [
    "BrandSettings",
    "CustomersSettings",
    "DeliverySettings",
    "FindingsSettings",
    "GridCellSettings",
    "GridSettings",
    "MeaningSettings",
    "PrivacySettings",
    "QualitySettings",
    "ReportSettings",
    "RolesSettings",
    "SegmentSettings",
    "SegmentsSettings",
    "Settings",
    "SourceSettings",
    "Table",
    "from_values",
    "load",
]

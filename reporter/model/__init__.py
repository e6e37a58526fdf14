"""The words of the house: the value objects that pass between the stages.

Read in this order, they tell a run: a `Dataset` is read, a `CleanDataset` is made of it, then a `CustomerTable`,
a `Segmentation`, the `Purchases` of each segment, `Findings`, `Charts`, a `Report` and at last a `Run` on disk.
They hold values and invariants, no logic.
"""

from reporter.model.customers import CustomerTable, Feature, Period, Purchases, Totals, Unit
from reporter.model.data import CleanDataset, CleaningStep, Column, ColumnProfile, DataProfile, Dataset, DataType, Kind, Role, Source
from reporter.model.findings import Finding, Findings, GridCell, Mix, Persona, ProductLift, Strategy, Trait
from reporter.model.report import SCHEMA_VERSION, Chart, Charts, Provenance, Report, Run
from reporter.model.segmentation import Candidate, Condition, Preparation, Rule, Segment, Segmentation, Structure

__all__ = [
    "SCHEMA_VERSION",
    "Candidate",
    "Chart",
    "Charts",
    "CleanDataset",
    "CleaningStep",
    "Column",
    "ColumnProfile",
    "Condition",
    "CustomerTable",
    "DataProfile",
    "DataType",
    "Dataset",
    "Feature",
    "Finding",
    "Findings",
    "GridCell",
    "Kind",
    "Mix",
    "Period",
    "Persona",
    "Preparation",
    "ProductLift",
    "Provenance",
    "Purchases",
    "Report",
    "Role",
    "Rule",
    "Run",
    "Segment",
    "Segmentation",
    "Source",
    "Strategy",
    "Structure",
    "Totals",
    "Trait",
    "Unit",
]

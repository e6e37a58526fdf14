"""Runs on disk. A finished report in, a run folder out, whole or not at all; a run folder in, its
summary or kept model out.
"""

from reporter.history.draft import Draft, draft
from reporter.history.file_draft import check_file, file_draft
from reporter.history.model_file import load_model, save_model
from reporter.history.runs import load_summary, recorded_settings
from reporter.history.target import Target

__all__ = [
    "Draft",
    "Target",
    "check_file",
    "draft",
    "file_draft",
    "load_model",
    "load_summary",
    "recorded_settings",
    "save_model",
]

"""Runs on disk. A finished report in, a run folder out, whole or not at all; a run folder in, its summary out."""

from reporter.history.draft import check_target, draft
from reporter.history.model_file import save_model
from reporter.history.runs import load_summary

__all__ = ["check_target", "draft", "load_summary", "save_model"]

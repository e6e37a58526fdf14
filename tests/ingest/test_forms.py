"""The table of forms is whole: a form that is told is called something, has a loader, and its
settings are settings.
"""

from __future__ import annotations

from collections import Counter

import pytest

from reporter.ingest import applying, forms
from reporter.ingest.files import signatures
from reporter.ingest.files.loading import LOADERS
from reporter.ingest.loaded import Loaded
from reporter.settings import SourceSettings

EVERY = (*forms.FORMS, forms.SERVER)


def test_every_row_is_in_the_table() -> None:
    assert {one for one in vars(forms).values() if isinstance(one, forms.Form)} == {*EVERY}


def test_every_form_in_a_file_has_a_loader_and_no_other() -> None:
    assert set(LOADERS) == set(forms.FORMS)


@pytest.mark.parametrize("form", EVERY, ids=lambda form: form.name)
def test_a_form_is_called_with_its_article(form: forms.Form) -> None:
    assert form.called.startswith(("a ", "an "))


@pytest.mark.parametrize("form", EVERY, ids=lambda form: form.name)
def test_what_fits_a_form_is_a_setting_and_messages_say_what_it_does(form: forms.Form) -> None:
    assert form.settings <= SourceSettings.model_fields.keys()
    assert form.settings <= applying.DOES.keys()


def test_a_setting_that_does_not_fit_every_form_fits_one() -> None:
    assert applying.DOES.keys() == frozenset[str]().union(*(form.settings for form in EVERY))


@pytest.mark.parametrize("form", forms.FORMS, ids=lambda form: form.name)
def test_a_form_is_told_by_its_content_or_its_ending(form: forms.Form) -> None:
    assert form.content or form.endings
    assert form.is_text or form.content


def test_names_and_endings_are_those_of_one_form() -> None:
    told = Counter(form.name for form in EVERY)
    told.update(ending for form in forms.FORMS for ending in form.endings)
    told.update(forms.PACKED)
    assert [one for one, times in told.items() if times > 1] == []


@pytest.mark.parametrize("ending", sorted(forms.ENDINGS))
def test_an_ending_is_written_as_names_are_compared_and_no_part_of_a_tables_name(
    ending: str,
) -> None:
    assert ending == ending.lower()
    label = f"orders{ending.upper()}"
    assert Loaded(table="t", label=label, form="", rows=1, blanks=False).name == "orders"


def test_a_text_is_told_by_its_ending_where_its_content_tells_nothing() -> None:
    for form in (one for one in forms.FORMS if one.is_text):
        for ending in form.endings:
            assert signatures.form(b"a,b\n1,2\n", f"orders{ending}", "orders") is form


def test_what_can_be_read_is_listed_in_one_sentence() -> None:
    listed = [words for form in forms.FORMS for words in form.listed]
    sentence, _, packed = forms.listing().partition(" are read, ")
    assert sentence.replace(f" and {listed[-1]}", f", {listed[-1]}") == ", ".join(listed)
    assert packed.startswith("each also packed")

"""A run made again replaces what a run made and nothing else, and never another client's."""

from __future__ import annotations

import hashlib
import json
import stat
from datetime import date
from typing import TYPE_CHECKING

import pytest

from reporter import history, settings, workspaces
from reporter.errors import HistoryError
from reporter.history import Target
from reporter.model import Period, Replaced

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

YEAR = Period(start=date(2010, 12, 1), end=date(2011, 12, 9), as_of=date(2011, 12, 10))


def _target(
    folder: Path,
    *,
    client: str = "",
    force: bool = False,
    data: str = "orders.csv",
    typed: bool = True,
) -> Target:
    place = {"folder": str(folder)} | ({"client": client} if client else {})
    made = settings.from_values({"report": place})
    return Target.of(made, [data], typed=folder if typed else None, force=force)


def _write(
    folder: Path,
    names: Sequence[str],
    target: Target,
    *,
    text: str,
    data: str,
    formats: Sequence[str] = (),
) -> None:
    """Write files as a run does."""
    for name in names:
        (folder / name).write_text(f"{name} of {text}", encoding="utf-8")
    files = [path for path in sorted(folder.iterdir()) if path.name != "summary.json"]
    listed = [
        {
            "name": one.name,
            "bytes": one.stat().st_size,
            "sha256": hashlib.sha256(one.read_bytes()).hexdigest(),
        }
        for one in files
    ]
    made = {
        "settings": {"report": {"formats": list(formats)}} if formats else {},
        "command": f"make {text}",
        "whose": sorted(target.whose),
    }
    summary = {"headline": text, "input": {"name": data}, "files": listed, "provenance": made}
    (folder / "summary.json").write_text(json.dumps(summary), encoding="utf-8")


def _run(
    target: Target,
    *names: str,
    text: str = "new",
    data: str = "orders.csv",
    formats: Sequence[str] = (),
) -> Replaced | None:
    with history.draft(target) as draft:
        draft.settle(YEAR, data)
        _write(draft.folder, names, target, text=text, data=data, formats=formats)
        if draft.take_over():
            _write(draft.folder, names, target, text=text, data=data, formats=formats)
    return draft.replaced


def _held(folder: Path) -> dict[str, str]:
    found = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file() and path.name != "summary.json"
    }
    return {name: found[name].read_text(encoding="utf-8") for name in sorted(found)}


def test_what_the_client_put_into_the_folder_stays(tmp_path: Path) -> None:
    target = _target(tmp_path / "run")
    assert _run(target, "report.html", "segments.csv") is None
    folder = tmp_path / "run"
    (folder / "notes.md").write_text("ours", encoding="utf-8")
    (folder / "sent" / "may").mkdir(parents=True)
    (folder / "sent" / "may" / "mail.txt").write_text("ours too", encoding="utf-8")
    (folder / "empty").mkdir()
    (folder / "latest").symlink_to("report.html")
    folder.chmod(0o750)
    replaced = _run(target, "report.html", "segments.csv", text="newer")
    assert replaced == Replaced(data="orders.csv")
    assert _held(folder) == {
        "latest": "report.html of newer",
        "notes.md": "ours",
        "report.html": "report.html of newer",
        "segments.csv": "segments.csv of newer",
        "sent/may/mail.txt": "ours too",
    }
    assert (folder / "empty").is_dir()
    assert (folder / "latest").is_symlink()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o750
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_an_open_editor_writes_into_the_file_that_stays(tmp_path: Path) -> None:
    target = _target(tmp_path / "run")
    _run(target, "report.html")
    with (tmp_path / "run" / "notes.md").open("w", encoding="utf-8") as editor:
        _run(target, "report.html")
        editor.write("written meanwhile")
    assert (tmp_path / "run" / "notes.md").read_text(encoding="utf-8") == "written meanwhile"


def test_pages_of_an_earlier_run_that_hold_no_more_are_removed_and_told(tmp_path: Path) -> None:
    target = _target(tmp_path / "run")
    _run(target, "report.html", "report.pdf", "segments.csv", text="spring")
    replaced = _run(target, "segments.csv", text="summer")
    assert replaced == Replaced(data="orders.csv", gone=("report.html", "report.pdf"))
    assert _held(tmp_path / "run") == {"segments.csv": "segments.csv of summer"}


def test_pages_that_still_hold_stay_and_belong_to_the_run(tmp_path: Path) -> None:
    target = _target(tmp_path / "run")
    _run(target, "report.html", "segments.csv", text="spring")
    replaced = _run(target, "segments.csv", text="spring", formats=["csv"])
    assert replaced == Replaced(data="orders.csv", kept=("report.html",))
    assert sorted(_held(tmp_path / "run")) == ["report.html", "segments.csv"]
    replaced = _run(target, "segments.csv", text="summer", formats=["csv"])
    assert replaced == Replaced(data="orders.csv", gone=("report.html",)), (
        "once taken over, they are the run's still"
    )


def test_what_somebody_changed_is_kept(tmp_path: Path) -> None:
    target, folder = _target(tmp_path / "run"), tmp_path / "run"
    _run(target, "report.html", "segments.csv")
    for text in ("first remark", "second remark"):
        (folder / "segments.csv").write_text(text, encoding="utf-8")
        (folder / "report.html").write_text("edited", encoding="utf-8")
        replaced = _run(target, "segments.csv", text=f"after the {text}")
        free = "segments.earlier.csv" if text.startswith("first") else "segments.earlier-2.csv"
        assert replaced is not None
        assert replaced.saved == (("segments.csv", free),)
    assert _held(folder) == {
        "report.html": "edited",
        "segments.csv": "segments.csv of after the second remark",
        "segments.earlier-2.csv": "second remark",
        "segments.earlier.csv": "first remark",
    }


def test_a_changed_page_that_is_not_made_again_is_told(tmp_path: Path) -> None:
    target = _target(tmp_path / "run")
    _run(target, "report.html", "segments.csv")
    (tmp_path / "run" / "report.html").write_text("edited", encoding="utf-8")
    replaced = _run(target, "segments.csv", text="newer")
    assert replaced == Replaced(data="orders.csv", changed=("report.html",))


@pytest.mark.parametrize("typed", [True, False], ids=["typed", "by the setting"])
@pytest.mark.parametrize(
    ("earlier", "now"), [("Harbour", "Northlight"), ("Harbour", "")], ids=["another client", "no client"]
)  # fmt: skip
def test_another_clients_run_is_never_replaced(
    earlier: str, now: str, typed: bool, tmp_path: Path
) -> None:
    _run(_target(tmp_path / "run", client=earlier), "report.html", text="theirs")
    target = _target(tmp_path / "run", client=now, typed=typed)
    with (
        pytest.raises(HistoryError, match=r"(?i)holds a run for another client, harbour") as caught,
        history.draft(target),
    ):
        pytest.fail("the draft must not begin")
    assert "--force" in caught.value.hint
    assert _held(tmp_path / "run") == {"report.html": "report.html of theirs"}
    _run(_target(tmp_path / "run", client=now, force=True), "report.html", text="ours")
    assert _held(tmp_path / "run") == {"report.html": "report.html of ours"}


@pytest.mark.parametrize(("earlier", "now"), [("Harbour", "HARBOUR "), ("", "Harbour"), ("", "")])
def test_a_run_of_the_same_client_or_of_nobody_known_is_replaced(
    earlier: str, now: str, tmp_path: Path
) -> None:
    _run(_target(tmp_path / "run", client=earlier), "report.html", data="may.csv")
    replaced = _run(
        _target(tmp_path / "run", client=now), "report.html", text="newer", data="june.csv"
    )
    assert replaced == Replaced(data="may.csv")


def test_a_client_that_was_named_since_is_known_by_the_configuration(tmp_path: Path) -> None:
    config, folder = tmp_path / "clients" / "c02" / "client.toml", tmp_path / "run"
    before = Target.of(settings.load(), ["orders.csv"], typed=folder, config=config)
    _run(before, "report.html")
    named = Target.of(
        settings.from_values({"report": {"client": "Harbour"}}),
        ["orders.csv"],
        typed=folder,
        config=config,
    )
    assert _run(named, "report.html", text="newer") is not None
    assert _run(before, "report.html", text="as before") is not None
    other = Target.of(
        settings.load(),
        ["orders.csv"],
        typed=folder,
        config=tmp_path / "clients" / "c03" / "client.toml",
    )
    with pytest.raises(HistoryError, match="another client, c02"), history.draft(other):
        pytest.fail("the draft must not begin")


def test_a_folder_that_nobody_typed_is_not_shared_by_data_of_other_names(tmp_path: Path) -> None:
    _run(
        _target(tmp_path / "run", client="Harbour", typed=False), "report.html", data="shop_de.csv"
    )
    with pytest.raises(HistoryError, match=r"a run of other data, shop_de\.csv"):
        _run(
            _target(tmp_path / "run", client="Harbour", typed=False),
            "report.html",
            data="shop_uk.csv",
        )
    assert (
        _run(
            _target(tmp_path / "run", client="Harbour", typed=False),
            "report.html",
            data="shop_de.xlsx",
        )
        is not None
    )


def test_files_that_are_no_run_stay_beside_it_with_force(tmp_path: Path) -> None:
    folder = tmp_path / "thesis"
    folder.mkdir()
    (folder / "report.html").write_text("years of work", encoding="utf-8")
    with pytest.raises(HistoryError, match="no earlier run"), history.draft(_target(folder)):
        pytest.fail("the draft must not begin")
    assert _run(_target(folder, force=True), "report.html") == Replaced(
        data="", saved=(("report.html", "report.earlier.html"),)
    )
    assert _held(folder) == {
        "report.earlier.html": "years of work",
        "report.html": "report.html of new",
    }


def test_a_place_that_depends_on_the_data_is_found_when_they_are_read(tmp_path: Path) -> None:
    made = settings.from_values(
        {"report": {"folder": str(tmp_path / "{client}" / "{end}"), "client": "Harbour"}}
    )
    target = Target.of(made, ["orders.csv"])
    with history.draft(target) as draft:
        assert [path.name.partition(".segment-reporter-")[0] for path in tmp_path.iterdir()] == [
            ".Harbour"
        ]
        draft.settle(YEAR, "orders.csv")
        _write(draft.folder, ["report.html"], target, text="new", data="orders.csv")
    assert draft.path == tmp_path / "Harbour" / "2011-12-09"
    assert _held(tmp_path) == {"Harbour/2011-12-09/report.html": "report.html of new"}


def test_a_failure_leaves_no_folders(tmp_path: Path) -> None:
    made = settings.from_values(
        {"report": {"folder": str(tmp_path / "deep" / "{client}" / "{end}")}}
    )
    with pytest.raises(RuntimeError), history.draft(Target.of(made, ["orders.csv"])):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "disk" / "run").mkdir(parents=True)
    (tmp_path / "latest").symlink_to(tmp_path / "disk" / "run")
    for text in ("one", "two"):
        _run(_target(tmp_path / "latest"), "report.html", text=text)
    assert (tmp_path / "latest").is_symlink()
    assert _held(tmp_path / "disk" / "run") == {"report.html": "report.html of two"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["disk", "latest"]


def test_a_folder_in_which_another_run_is_at_work_is_not_exchanged(tmp_path: Path) -> None:
    _run(_target(tmp_path / "run"), "report.html")
    with (
        workspaces.beside(tmp_path / "run" / "2011-12-09"),
        pytest.raises(HistoryError, match="Another run is at work"),
        history.draft(_target(tmp_path / "run")),
    ):
        pytest.fail("the draft must not begin")


@pytest.mark.parametrize(
    "content", ["{}", "[]", "no JSON", '{"files": 3, "provenance": 4, "input": []}']
)
def test_a_summary_that_says_nothing_hides_no_file_of_the_clients(
    content: str, tmp_path: Path
) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / "summary.json").write_text(content, encoding="utf-8")
    (folder / "report.pdf").write_text("of a run", encoding="utf-8")
    (folder / "notes.md").write_text("ours", encoding="utf-8")
    assert _run(_target(folder), "report.html") == Replaced(data="", gone=("report.pdf",))
    assert _held(folder) == {"notes.md": "ours", "report.html": "report.html of new"}

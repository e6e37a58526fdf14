"""What is no value, and what only looks like none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from tests.batch.case import Case, Expect
from tests.batch.figures import comma, count, money
from tests.batch.writing import write_csv

if TYPE_CHECKING:
    from pathlib import Path


def banco_centinelas(folder: Path) -> Case:
    """A bank's customers: -999999 and 1800-01-01 are no values, but 999 points, age 99 and code 99
    are.
    """
    rng = np.random.default_rng(501)
    number = 640
    age = np.round(18 + 81 * rng.beta(1.6, 2.0, number)).astype(int)
    age[[17, 240, 403]] = 99
    months = np.round(rng.gamma(2.2, 34, number)).astype(int)
    months_written = months.copy()
    unknown = rng.random(number) < 0.05
    months_written[unknown] = -999999
    joined = pd.Timestamp("2024-01-31") - pd.to_timedelta(
        months * 30 + rng.integers(0, 30, number), unit="D"
    )
    contact = pd.Timestamp("2024-01-31") - pd.to_timedelta(
        np.round(rng.gamma(1.5, 70, number)), unit="D"
    )
    contact_text = contact.strftime("%Y-%m-%d").to_numpy().copy()
    never = rng.random(number) < 0.14
    contact_text[never] = "1800-01-01"
    points = np.round(rng.gamma(1.3, 900, number)).astype(int)
    points[[55, 301]] = 999
    times = rng.poisson(rng.gamma(1.4, 14, number)) + 1
    spent = np.round(times * rng.lognormal(3.4, 0.5, number) * 100).astype(int)
    income = np.round(rng.lognormal(10.1, 0.45, number) / 10) * 10
    file = "banco_centinelas.csv"
    write_csv(
        folder / file,
        {
            "cod_cliente": [f"{15890000 + 411 * i}" for i in range(number)],
            "edad": age,
            "antiguedad_meses": months_written,
            "fecha_alta": joined.strftime("%Y-%m-%d"),
            "fecha_ult_contacto": contact_text,
            "indrel": np.where(rng.random(number) < 0.12, 99, 1),
            "canal_entrada": rng.choice(
                ["KHE", "KAT", "KFC", "KHQ"], number, p=[0.4, 0.3, 0.2, 0.1]
            ),
            "renta": income.astype(int),
            "puntos": points,
            "num_compras_12m": times,
            "importe_compras_12m": [comma(int(c)) for c in spent],
            "limite_tarjeta": (np.ceil(income / 6000) * 500).astype(int),
        },
        encoding="cp1252",
    )
    expect: Expect = {
        "customers": number,
        "kind": "customers",
        "revenue": money(spent.sum()),
        "told": [
            rf"{count(int(unknown.sum()))}.{{0,80}}999",
            rf"999.{{0,80}}{count(int(unknown.sum()))}",
            r"1800",
        ],
        "not_told": [
            r"(?i)puntos[^.]{0,60}\b999\b[^.]{0,60}(missing|unknown|no value)",
            r"(?i)\bedad\b[^.]{0,60}\b99\b[^.]{0,60}(missing|unknown|no value)",
            r"(?i)indrel[^.]{0,60}\b99\b[^.]{0,60}(missing|unknown|no value)",
        ],
    }
    note = (
        f"antiguedad -999999 ({int(unknown.sum())} rows) and fecha_ult_contacto 1800-01-01"
        f" ({int(never.sum())} rows) are unknown, told with their counts; 999 puntos lie within the"
        " range, edad 99 ends a smooth range, indrel 99 is a code: all real; limite_tarjeta is no"
        " revenue"
    )
    return Case(
        name="banco_centinelas", path=file, kinds=("no value", "money"), expect=expect, note=note
    )


def enquete_satisfaction(folder: Path) -> Case:
    """A survey: 9 is 'ne sait pas' on scales of 1 to 5, but a real answer on the scale of 0 to 10."""
    rng = np.random.default_rng(511)
    number = 430
    group = rng.choice(3, number, p=[0.45, 0.35, 0.2])
    centre = np.array(
        [
            [4.4, 4.2, 4.5, 2.0, 2.2, 1.8],
            [2.0, 2.3, 1.9, 4.3, 4.1, 4.4],
            [1.6, 1.8, 1.7, 1.7, 1.5, 1.9],
        ]
    )[group]
    answers = np.round(centre + rng.normal(0, 0.6, centre.shape)).clip(1, 5).astype(int)
    silent = rng.random(answers.shape) < 0.03
    answers[silent] = 9
    score = (
        np.round(np.array([8.8, 6.4, 3.1])[group] + rng.normal(0, 1.5, number))
        .clip(0, 10)
        .astype(int)
    )
    weight = np.round(rng.lognormal(0, 0.35, number), 4)
    columns: dict[str, Any] = {"id_repondant": [f"R{i + 1:04d}" for i in range(number)]}
    topics = ["accueil", "conseil", "ambiance", "prix", "choix", "delai"]
    for i, topic in enumerate(topics):
        columns[f"Q{i + 1}_{topic}"] = answers[:, i]
    columns |= {
        "recommandation_0_10": score,
        "age": rng.integers(18, 86, number),
        "region": rng.choice(["Bretagne", "Occitanie", "Grand Est", "Normandie"], number),
        "poids": weight,
    }
    file = "enquete_satisfaction.csv"
    write_csv(folder / file, columns)
    nines = int((score == 9).sum())
    expect: Expect = {
        "customers": number,
        "kind": "customers",
        "told": [
            rf"\b9\b[^.]{{0,120}}({count(int(silent.sum()))}|{count(int(silent[:, 0].sum()))})",
            r"(?i)\b9\b[^.]{0,80}(missing|don.t know|no value)",
        ],
        "not_told": [
            r"(?i)recommandation[^.]{0,80}\b9\b[^.]{0,60}(missing|unknown|no value)",
            r"(?i)poids[^.]{0,60}(sets? .{0,20}apart|feature of|highest in)",
        ],
    }
    note = (
        f"9 is no answer on Q1-Q6, scales of 1-5 ({int(silent.sum())} cells), a real answer on"
        f" recommandation_0_10 ({nines} of them); the answers are ordinal measures; poids weighs"
        " and makes no segment; three groups are planted in Q1-Q6"
    )
    return Case(
        name="enquete_satisfaction", path=file, kinds=("no value",), expect=expect, note=note
    )

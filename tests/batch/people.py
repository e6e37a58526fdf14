"""Seeds in, names of persons and companies out."""

from __future__ import annotations

import unicodedata

import numpy as np
import pandas as pd

_FIRST_NAMES = {
    "en": (
        "James Olivia Harry Emily Jack Sophie Thomas Grace George Lucy Oscar Chloe William Ella"
        " Henry Alice Daniel Ruby Adam Megan"
    ),
    "de": (
        "Anna Lukas Lena Jonas Marie Felix Laura Paul Julia Max Sarah Tim Katrin Jan Petra Stefan"
        " Ute Jörg Heike Bernd"
    ),
    "fr": (
        "Camille Louis Manon Hugo Léa Jules Chloé Arthur Inès Paul Élodie Théo Sarah Antoine Julie"
        " Maxime Claire Nicolas Anaïs Rémi"
    ),
    "es": (
        "Lucía Mateo Martina Hugo Sofía Pablo Carmen Diego Elena Javier Marta Álvaro Paula Sergio"
        " Laura Andrés Rosa Iván Pilar Raúl"
    ),
    "it": (
        "Giulia Marco Sofia Luca Chiara Matteo Elena Davide Sara Andrea Teresa Paolo Bianca Simone"
        " Laura Stefano Ilaria Fabio Marta Nicola"
    ),
}
_LAST_NAMES = {
    "en": (
        "Smith Jones Taylor Brown Walker Hughes Turner Cooper Ward Bailey Murphy Price Bennett Ross"
        " Foster Gray Hunt Webb Palmer Stone"
    ),
    "de": (
        "Müller Schmidt Weber Wagner Becker Hoffmann Koch Richter Klein Wolf Neumann Braun Krüger"
        " Lange Krause Maier Voigt Otto Busch Lenz"
    ),
    "fr": (
        "Martin Bernard Dubois Petit Durand Leroy Moreau Simon Laurent Lefèvre Roux Girard Bonnet"
        " Mercier Faure Blanc Garnier Noël Roy Colin"
    ),
    "es": (
        "García López Martín Sánchez Pérez Gómez Ruiz Díaz Moreno Muñoz Romero Navarro Torres Gil"
        " Serrano Blanco Molina Castro Vega Rubio"
    ),
    "it": (
        "Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti"
        " Costa Serra Mancini Rizzo Villa Moretti Fontana"
    ),
}
_TRADES = {
    "de": ["Bau", "Metall", "Logistik", "Handel", "Technik", "Haustechnik", "Holz"],
    "fr": ["Garage", "Auto", "Pneus", "Carrosserie", "Transports"],
    "it": ["Ristorante", "Alimentari", "Trattoria", "Gastronomia", "Enoteca"],
}
_FORMS = {
    "de": ["GmbH", "KG", "AG", "e.K."],
    "fr": ["SARL", "SAS", "EURL", "SA"],
    "it": ["S.r.l.", "S.n.c.", "S.p.A.", "di"],
}
_HOSTS = ("example.com", "example.org", "mail.example", "post.example")


def last_names(language: str) -> list[str]:
    """Return twenty of them."""
    return _LAST_NAMES[language].split()


def people(language: str, number: int, seed: int) -> pd.DataFrame:
    """Make different persons with ``first``, ``last``, ``name`` and a different ``email`` each."""
    firsts, lasts = _FIRST_NAMES[language].split(), last_names(language)
    pick = np.random.default_rng(seed).permutation(len(firsts) * len(lasts))[:number]
    table = pd.DataFrame(
        {
            "first": [firsts[i % len(firsts)] for i in pick],
            "last": [lasts[i // len(firsts)] for i in pick],
        }
    )
    table["name"] = table["first"] + " " + table["last"]
    boxes = (
        f"{_ascii(first)}.{_ascii(last)}"
        for first, last in zip(table["first"], table["last"], strict=True)
    )
    table["email"] = [f"{box}@{_HOSTS[place % len(_HOSTS)]}" for place, box in enumerate(boxes)]
    return table


def companies(language: str, number: int, seed: int) -> list[str]:
    """Make different names of companies."""
    lasts, trades, forms = last_names(language), _TRADES[language], _FORMS[language]
    rng = np.random.default_rng(seed)
    names = []
    for place in rng.permutation(len(lasts) * len(trades))[:number]:
        last, trade, form = (
            lasts[place % len(lasts)],
            trades[place // len(lasts)],
            forms[rng.integers(len(forms))],
        )
        if form == "di":
            names.append(f"{trade} {last}")
        else:
            names.append(f"{last} {trade} {form}" if language == "de" else f"{trade} {last} {form}")
    return names


def _ascii(text: str) -> str:
    return (
        unicodedata.normalize("NFKD", text)
        .encode("ascii", "ignore")
        .decode()
        .lower()
        .replace(" ", "")
    )

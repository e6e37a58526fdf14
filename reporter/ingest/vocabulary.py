"""The words that columns are named with, in English, German, French and Spanish, and how a name is matched with them.

Names are compared without case, accents and punctuation: CustomerID, customer_id and "Customer ID" are the same.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from reporter.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterable


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


IDENTIFYING = _set("id ids no nr n num number code key ref reference identifier unique uid uuid nummer numero codigo kennung")
"""Words that turn a thing's name into the name of its identifier."""

PHRASES: dict[Role, tuple[str, ...]] = {
    Role.CUSTOMER: (
        "customer", "client", "user", "member", "buyer", "shopper", "cust", "consumer", "account", "household", "subscriber", "guest",
        "purchaser", "patron", "cardholder", "loyalty card", "customer account", "contact", "person", "visitor",
        "kunde", "kunden", "kaufer", "mitglied", "nutzer", "acheteur",
        "utilisateur", "adherent", "cliente", "comprador", "usuario", "socio",
    ),
    Role.ORDER: (
        "invoice", "order", "transaction", "receipt", "basket", "bill",
        "ticket", "purchase", "sales order", "sale", "trans", "txn", "checkout",
        "rechnung", "rechnungs", "bestellung", "bestell", "auftrag", "auftrags", "beleg", "bon", "commande", "facture", "recu",
        "pedido", "factura", "compra",
    ),
    Role.DATE: (
        "date", "invoice date", "order date", "transaction date",
        "purchase date", "sale date", "sales date", "date of purchase", "timestamp",
        "datetime", "order time", "ordered at", "created at",
        "purchased at", "order timestamp", "order purchase timestamp", "date time", "day",
        "datum", "rechnungsdatum", "bestelldatum", "kaufdatum", "auftragsdatum", "belegdatum", "date commande", "date de commande",
        "date facture", "date achat", "date d achat", "fecha", "fecha pedido", "fecha de compra", "fecha factura", "fecha compra",
    ),
    Role.PRODUCT: (
        "stock", "product", "item", "sku", "article", "stock keeping unit", "asin", "ean", "upc", "gtin", "isbn", "barcode", "material",
        "artikel", "produkt", "produit", "producto", "articulo",
    ),
    Role.DESCRIPTION: (
        "description", "product name", "item name", "product title",
        "product description", "item description", "article name", "title", "desc",
        "beschreibung", "bezeichnung", "artikelbezeichnung", "produktname", "artikelname", "libelle", "designation", "nom produit",
        "nom du produit", "descripcion", "nombre producto", "nombre del producto",
    ),
    Role.QUANTITY: (
        "quantity", "qty", "units", "quantity ordered", "units sold",
        "number of items", "pieces", "order quantity", "item count", "quant",
        "menge", "anzahl", "stuck", "stuckzahl", "quantite", "qte", "cantidad", "unidades", "cant",
    ),
    Role.PRICE: (
        "price", "unit price", "item price", "price each", "selling price", "sale price", "price per unit", "unit cost", "rate per unit",
        "preis", "einzelpreis", "stuckpreis", "verkaufspreis", "prix", "prix unitaire", "precio", "precio unitario", "pvp",
    ),
    Role.AMOUNT: (
        "amount", "total", "sales", "revenue", "total amount", "line total", "sales amount", "total price", "net amount", "gross amount",
        "turnover", "order value", "order total", "value", "spend", "spent", "payment value", "payment amount", "subtotal", "net sales",
        "total sales", "transaction amount", "purchase amount", "amount spent", "total spent", "total cost", "extended price", "dollars",
        "betrag", "umsatz", "gesamt", "gesamtbetrag", "gesamtpreis", "summe", "erlos", "nettobetrag", "bruttobetrag", "warenwert",
        "montant", "montant total", "chiffre d affaires", "ca", "prix total",
        "importe", "importe total", "ventas", "monto", "valor", "gasto",
    ),
    Role.COUNTRY: (
        "country", "shipping country", "ship country", "billing country", "customer country", "country name", "nation",
        "land", "lieferland", "pays", "pais",
    ),
    Role.CATEGORY: (
        "category", "product category", "department", "product line", "product type", "item category", "product group", "category name",
        "product category name", "class", "family", "subcategory", "sub category", "dept", "section", "commodity", "item type",
        "kategorie", "warengruppe", "produktgruppe", "artikelgruppe", "sparte", "categorie", "rayon", "famille", "categoria", "familia",
    ),
}  # fmt: skip

_FOREIGN_TO: dict[Role, frozenset[str]] = {
    Role.DATE: _set(
        """birth birthday born dob age registered registration register join joined signup sign since enrol enrolled enrollment customer
        expiry expires expiration update updated modified estimated approved limit due deliver delivery delivered ship shipped shipping
        carrier review geburt geburtsdatum naissance nacimiento first last time"""
    ),
    Role.QUANTITY: _set("price amount value discount"),
    Role.PRICE: _set("total discount list range tier extended"),
    Role.AMOUNT: _set(
        """quantity qty units discount tax vat shipping freight postage fee count items orders days rep person channel team region
        number score steuer rabatt"""
    ),
    Role.COUNTRY: frozenset({"region"}),
    Role.CATEGORY: _set("customer age price segment"),
    Role.DESCRIPTION: frozenset({"job", "customer"}),
}
"""Words beside which a name that contains a phrase means something else."""

_IDENTIFIERS = (Role.CUSTOMER, Role.ORDER, Role.PRODUCT)

EXACT, IDENTIFIED, THING, CONTAINED, BARE = 100, 95, 90, 60, 30
"""How well a name fits: the phrase itself · a thing with an identifying word · a thing alone · the phrase among
other words · "id" alone. Small steps between these let the name that says more come first."""


@cache
def words(name: str) -> tuple[str, ...]:
    """Cut a name into plain words: "InvoiceNo" → invoice, no."""
    spaced = re.sub(r"([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])", r"\1\3 \2\4", name)
    plain = unicodedata.normalize("NFKD", spaced.replace("ß", "ss")).encode("ascii", "ignore").decode().lower()
    return tuple(re.findall(r"[a-z]+|\d+", plain))


def fit(name: str, role: Role) -> int:
    """Return how well a name fits a role, from 0 to a little over 100."""
    own = words(name)
    phrases = PHRASES[role]
    joined = {phrase.replace(" ", "") for phrase in phrases}
    if role in _IDENTIFIERS:
        return _fit_identifier(own, role, joined)
    if "".join(own) in joined:
        return EXACT + len(own)
    if _FOREIGN_TO.get(role, frozenset()) & set(own):
        return 0
    lengths = [len(phrase.split()) for phrase in phrases if _contains(own, tuple(phrase.split()))]
    return CONTAINED + 5 * max(lengths) - min(len(own), 5) if lengths else 0


def _fit_identifier(own: tuple[str, ...], role: Role, joined: set[str]) -> int:
    if "".join(own) in joined:
        return THING
    if "of" in own:
        return 0  # "number of orders" counts them
    kept = [word for word in own if word not in IDENTIFYING]
    core = "".join(kept)
    if core in joined or (len(kept) == 1 and _stem(core) in joined):
        return IDENTIFIED + ("unique" in own)
    if role is Role.CUSTOMER and own and not kept:
        return BARE
    return CONTAINED if len(kept) < len(own) and joined & set(kept) else 0


def _stem(word: str) -> str:
    """Take an identifying ending or beginning off a compound: kundennummer, invoiceno, idclient."""
    for part in sorted(IDENTIFYING, key=lambda part: (-len(part), part)):
        if len(word) > len(part) + 2 and len(part) > 1:
            if word.endswith(part):
                return word.removesuffix(part)
            if word.startswith(part):
                return word.removeprefix(part)
    return word


def _contains(own: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    return any(own[start : start + len(phrase)] == phrase for start in range(len(own) - len(phrase) + 1))


def likely(names: Iterable[str], *roles: Role) -> set[str]:
    """Return the names that fit one of these roles."""
    return {name for name in names for role in roles if fit(name, role) >= CONTAINED}


# ── customer tables ───────────────────────────────────────────────────────────────────────────────

SPEND = _set("mnt spend spent spending amount sales revenue turnover expenditure expense umsatz betrag montant gasto ventas")
MEASURE = _set(
    """score rating rate ratio percent percentage pct index income salary wage balance limit credit points count num number visits orders
    frequency recency days months years tenure share probability average avg mean median max min satisfaction nps sessions clicks minutes
    hours duration purchases transactions items logins calls complaints returns discount einkommen gehalt revenu salaire ingresos salario
    besuche punkte puntos"""
)
"""Words for numbers about behaviour or means that are no sums of money spent."""
DESCRIPTORS = _set(
    """age birth birthday year gender sex marital education job occupation profession city state region district zone area country channel
    segment type class category group status children child kids kidhome teenhome dependents household family size generation ethnicity
    religion nationality language title home owner membership tier level plan device browser alter geschlecht beruf familienstand stadt
    region kinder bildung sexe ville profession enfants edad genero sexo ciudad hijos educacion"""
)
PERSONAL = _set(
    """name names firstname lastname surname fullname forename email mail phone telephone mobile fax address street url website
    vorname nachname telefon strasse adresse prenom nom nombre apellido correo telefono direccion"""
)
"""Words for what identifies a person; of no use in a segment."""
NUMBERING = _set("id ids uuid uid zip zipcode postcode postal plz row rownum rowid unnamed nr no key barcode iban ssn")
"""Words for numbers that count or name, and measure nothing."""
COUNTING = _set("index count num number")
"""Words that name a measure, or the number of a row."""

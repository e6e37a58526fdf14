"""Headers as shops, tills and banks really write them get their roles, in seven languages and in a
client's own words.
"""

from __future__ import annotations

import pytest

from reporter.errors import IngestError
from reporter.ingest.columns import vocabulary
from reporter.ingest.columns.vocabulary import Vocabulary
from reporter.model import Role
from tests import heavy
from tests.ingest.conftest import Reader, Writer, roles

PARTS = {
    "c": Role.CUSTOMER, "o": Role.ORDER, "d": Role.DATE, "p": Role.PRODUCT, "t": Role.DESCRIPTION, "q": Role.QUANTITY,
    "e": Role.PRICE, "a": Role.AMOUNT, "k": Role.CATEGORY, "l": Role.COUNTRY, "-": Role.IGNORED,
}  # fmt: skip

HEADERS = [
    # a header, and the part of each column; "-" plays none
    ("shopify", "Name|Email|Financial Status|Created at|Lineitem quantity|Lineitem name|Lineitem price|Lineitem sku", "-c-dqtep"),
    ("shopify orders", "Order Name|Customer ID|Created at|Total", "ocda"),
    ("shopify german", "Bestellnummer|Kunden-ID|Bestelldatum|Gesamtpreis", "ocda"),
    ("woocommerce", "Order Number|Customer User ID|Order Date|SKU|Item Name|Quantity|Item Cost|Order Status", "ocdptqe-"),
    ("woocommerce api", "order_id|customer_id|date_created|order_total", "ocda"),
    ("olist", "order_id|customer_unique_id|order_purchase_timestamp|product_id|price|freight_value|product_category_name", "ocdpe-k"),
    ("olist payments", "order_id|customer_unique_id|order_purchase_timestamp|payment_value", "ocda"),
    ("magento", "increment_id|customer_id|created_at|sku|qty_ordered|base_price|row_total", "ocdpqea"),
    ("sap german", "Verkaufsbeleg|Auftraggeber|Belegdatum|Material|Bezeichnung|Fakturierte Menge|Nettowert|Land", "ocdptqal"),
    ("sap debtors", "Belegnummer|Debitor|Buchungsdatum|Betrag", "ocda"),
    ("german till", "Bon-Nr.|Kundenkarte|Kaufdatum|Artikelnr.|Artikelbezeichnung|Stückzahl|VK-Preis|Warengruppe", "ocdptqek"),
    ("german wholesale", "Rechnungsnr|Kd-Nr Kunde|Rechnungsdatum|Artikel-Nr.|Menge|Einzelpreis netto|Nettobetrag", "ocdpqea"),
    ("german compounds", "Auftragsnummer|Kundennummer|Auftragsdatum|Produktnummer|Bestellmenge|Artikelpreis", "ocdpqe"),
    ("german plain", "Kunde|Tag|Umsatz", "cda"),
    ("lightspeed", "Sale ID|Customer ID|Completed At|System SKU|Description|Qty|Retail Price|Subtotal", "ocdptqea"),
    ("square items", "Transaction ID|Customer ID|Date|Item|Qty|Net Sales|Category", "ocdpqak"),
    ("square", "Transaction ID|Customer ID|Date|Gross Sales|Net Sales|Discounts", "ocd-a-"),
    ("stripe", "Customer ID|Created date (UTC)|Amount|Fee|Currency", "cda--"),
    ("stripe mail", "Created date (UTC)|Amount|Customer Email", "dac"),
    ("prestashop",
     "Référence commande|ID client|Date commande|Référence produit|Libellé produit|Quantité|Prix unitaire TTC|Pays",
     "ocdptqel"),
    ("french shop", "N° facture|Code client|Date facture|Code article|Désignation|Qté|PU HT|Montant HT|Famille", "ocdptqeak"),
    ("french till", "Ticket|Carte fidélité|Date de vente|Montant TTC|Rayon", "ocdak"),
    ("french member", "Adhérent|Date achat|Total payé", "cda"),
    ("french long", "Numéro de la commande|Identifiant client|Date de la commande|Chiffre d'affaires", "ocda"),
    ("spanish shop",
     "Nº pedido|Código de cliente|Fecha del pedido|Referencia producto|Descripción|Cantidad|Precio unitario|País",
     "ocdptqel"),
    ("spanish till", "Factura|Socio|Fecha de venta|Importe total|Sección", "ocdak"),
    ("spanish plain", "Cliente|Fecha|Monto", "cda"),
    ("spanish units", "Num. factura|ID cliente|Fecha|Artículo|Unidades|PVP|Familia", "ocdpqek"),
    ("portuguese shop",
     "Número do pedido|Código do cliente|Data do pedido|Código do produto|Descrição|Quantidade|Preço unitário|País",
     "ocdptqel"),
    ("portuguese fiscal", "Nota Fiscal|Cliente|Data de emissão|Produto|Qtde|Valor unitário|Valor total", "ocdpqea"),
    ("portuguese plain", "ID Cliente|Data da compra|Valor da compra", "cda"),
    ("brazilian", "Pedido|Consumidor|Data da venda|Categoria|Valor pago", "ocdka"),
    ("italian shop",
     "Numero ordine|Codice cliente|Data ordine|Codice articolo|Descrizione|Quantità|Prezzo unitario|Totale riga",
     "ocdptqea"),
    ("italian till", "Scontrino|Tessera|Data acquisto|Reparto|Importo", "ocdka"),
    ("italian invoice", "N. fattura|ID cliente|Data fattura|Prodotto|Pezzi|Prezzo di vendita|Nazione", "ocdpqel"),
    ("italian plain", "Cliente|Data|Spesa", "cda"),
    ("dutch shop", "Bestelnummer|Klantnummer|Besteldatum|Artikelnummer|Omschrijving|Aantal|Stukprijs|Land", "ocdptqel"),
    ("dutch invoice", "Factuurnummer|Debiteur|Factuurdatum|Productcode|Hoeveelheid|Verkoopprijs|Regeltotaal", "ocdpqea"),
    ("dutch till", "Bonnummer|Klantenkaart|Aankoopdatum|Productgroep|Bedrag", "ocdka"),
    ("dutch plain", "Klant-ID|Datum|Omzet", "cda"),
    ("bank", "Account Number|Transaction Date|Transaction Amount|Balance", "cda-"),
    ("bank ids", "TransactionID|CustomerID|TransactionDate|TransactionAmount (INR)|CustAccountBalance", "ocda-"),
    ("card", "cc_num|trans_date_trans_time|category|amt|trans_num", "cdkao"),
    ("loyalty", "MEMBER_ID|PURCHASE_DATE|AMOUNT_SPENT|STORE_CODE", "cda-"),
    ("loyalty card", "Loyalty Card No|Txn Date|Txn ID|Total Spent", "cdoa"),
    ("household", "household_key|BASKET_ID|DAY|PRODUCT_ID|QUANTITY|SALES_VALUE", "codpqa"),
    ("superstore", ("Order ID|Order Date|Ship Date|Customer ID|Segment|Country|Product ID|Category|Sub-Category|Product Name|Sales|"
     "Quantity|Discount|Profit"),
     "od-c-lpk-taq--"),
    ("salesforce", "Account ID|Order Number|Order Start Date|Product Code|Quantity|Unit Price|Total Price", "codpqea"),
    ("amazon", "amazon-order-id|buyer-email|purchase-date|sku|product-name|quantity|item-price|ship-country", "ocdptqel"),
    ("ebay", "Sales Record Number|Buyer Username|Order Number|Sale Date|Item Title|Quantity|Sold For Amount|Buyer Country", "-codtqal"),
    ("etsy", "Sale Date|Order ID|Buyer User ID|Number of Items|Order Value", "docqa"),
    ("bigcommerce", "Order ID|Customer ID|Order Date|Subtotal (ex tax)|Order Total (ex tax)|Shipping Cost (ex tax)", "ocd-a-"),
    ("northwind", "OrderID|CustomerID|OrderDate|RequiredDate|ShippedDate|ProductID|UnitPrice|Quantity|Discount|ShipCountry", "ocd--peq-l"),
    ("classic models", "ORDERNUMBER|QUANTITYORDERED|PRICEEACH|SALES|ORDERDATE|PRODUCTLINE|CUSTOMERNUMBER|PRODUCTCODE", "oqeadkcp"),
    ("online retail", "InvoiceNo|StockCode|Description|Quantity|InvoiceDate|UnitPrice|CustomerID|Country", "optqdecl"),
    ("online retail ii", "Invoice|StockCode|Description|Quantity|InvoiceDate|Price|Customer ID|Country", "optqdecl"),
    ("cdnow", "customer_id|date|number_of_cds|dollar_value", "cdqa"),
    ("turkish retail", "invoice_no|customer_id|gender|category|quantity|price|invoice_date|shopping_mall", "oc-kqed-"),
    ("supermarket", "Invoice ID|Customer ID|Date|Product line|Unit price|Quantity|Total", "ocdkeqa"),
    ("pharmacy", "Receipt No|Patron ID|Sold Date|Barcode|Item Description|Pieces|Selling Price", "ocdptqe"),
    ("donors", "Contact ID|Date|Amount|Campaign", "cda-"),
    ("old german till", "BELNR|REDAT|KDNR|ARTNR|BEZEICHNUNG|MENGE|BETRAG", "odcptqa"),
    ("old german books", "RG_NR|KAUFDAT|KUND_NR|ART_NR|ARTBEZ|MENGE|EPREIS", "odcptqe"),
    ("german firm", "Beleg|Belegdatum|KdNr|ArtNr|Bezeichnung|Menge|Umsatz", "odcptqa"),
    ("italian hotel", "Prenotazione|Codice ospite|Data|Importo", "ocda"),
    ("german hotel", "Buchung|Gast-Nr.|Datum|Betrag", "ocda"),
    ("spanish hotel", "Reserva|Código huésped|Fecha|Importe", "ocda"),
    ("portuguese hotel", "Reserva|Código do hóspede|Data|Valor", "ocda"),
    ("french hotel", "Réservation|Client|Date|Montant TTC", "ocda"),
    ("dutch hotel", "Boeking|Gastnummer|Datum|Bedrag", "ocda"),
    ("subscriptions", "user_id|timestamp|revenue|plan", "cda-"),
]  # fmt: skip


def _cell(part: str, row: int) -> str:
    customer, order = row % 13, row // 2
    return {
        "c": f"{20_100 + customer * 7}", "o": f"R{70_000 + order}", "d": f"20{19 + order % 2}-{1 + order % 12:02}-{1 + order % 28:02}",
        "p": f"A{100 + row * 7 % 17}", "t": f"Blue thing no {row * 7 % 17}", "q": f"{1 + row * 5 % 6}", "e": f"{2 + row * 7 % 17}.45",
        "a": f"{3 + row * 31 % 59}.9{row % 10}", "k": ("Toys", "Food", "Home")[row % 3], "l": ("Spain", "Italy", "France")[row % 3],
        "-": f"{row * 41 % 37}.25",
    }[part]  # fmt: skip


def _dates_and_others(name: str, part: str, row: int) -> str:
    lower = name.lower()
    if part == "-" and ("date" in lower or lower == "campaign"):
        return (
            f"2021-{1 + row % 12:02}-{1 + row % 28:02}" if "date" in lower else f"Spring {row % 3}"
        )
    if part == "c" and "mail" in lower:
        return f"ann{row % 13}@example.org"
    if part == "-" and lower in {
        "name",
        "financial status",
        "order status",
        "segment",
        "sub-category",
        "plan",
        "gender",
        "shopping_mall",
    }:
        return ("red", "green", "blue")[row * 7 % 3]
    return _cell(part, row)


def test_at_least_sixty_headers_are_proved() -> None:
    assert len({header for _, header, _ in HEADERS}) >= 60


@pytest.mark.parametrize(("name", "header", "parts"), heavy.every(3, HEADERS))
def test_headers_of_shops_tills_and_banks(
    reader: Reader, write: Writer, name: str, header: str, parts: str
) -> None:
    names = header.split("|")
    assert len(names) == len(parts)
    rows = [
        ";".join(
            _dates_and_others(name, part, row) for name, part in zip(names, parts, strict=True)
        )
        for row in range(120)
    ]
    found = roles(reader(write("\n".join([";".join(names), *rows]) + "\n")))
    told = {name: Role.IGNORED if role is Role.DESCRIPTOR else role for name, role in found.items()}
    assert told == {name: PARTS[part] for name, part in zip(names, parts, strict=True)}, name


@pytest.mark.parametrize(
    "name",
    ["Number of orders", "Geburtsdatum", "Ship Date", "Lieferdatum", "Date de naissance", "Data di nascita", "Discount Amount", "Tax",
     "Versand",
     "Customer Segment", "Unit of measure"],
)  # fmt: skip
def test_names_that_mean_something_else_are_no_part(name: str) -> None:
    parts = (Role.DATE, Role.AMOUNT, Role.QUANTITY, Role.PRICE, Role.CATEGORY, Role.CUSTOMER)
    assert {role: vocabulary.fit(name, role) for role in parts if vocabulary.fit(name, role)} == {}


@pytest.mark.parametrize("name", ["column 3", "Unnamed: 0", "V1", "", "12", "Spalte_2", "field7"])
def test_names_that_say_nothing_are_known(name: str) -> None:
    assert vocabulary.is_generic(name)


@pytest.mark.parametrize("name", ["customer", "Date", "R1 score", "visits"])
def test_names_that_say_something_are_not_generic(name: str) -> None:
    assert not vocabulary.is_generic(name)


def test_a_clients_own_words_come_first() -> None:
    own = Vocabulary({"customer": ("Patennummer",)})
    assert own.fit("paten-nummer", Role.CUSTOMER) > own.fit("Customer ID", Role.CUSTOMER)
    assert own.match("Patennummer", Role.CUSTOMER).clause == " (your synonyms)"


def test_a_clients_own_words_find_the_column(reader: Reader, write: Writer) -> None:
    lines = "".join(
        f"{20_100 + row % 9},2020-01-{1 + row % 28:02},{row * 7 % 31}.5\n" for row in range(40)
    )
    dataset = reader(
        write(f"Pate,Buchung,Gabe\n{lines}"),
        set=('roles.synonyms.customer=["Pate"]', 'roles.synonyms.amount=["Gabe"]'),
    )
    assert roles(dataset) == {"Pate": Role.CUSTOMER, "Buchung": Role.DATE, "Gabe": Role.AMOUNT}


def test_synonyms_of_a_role_that_there_is_not_are_refused() -> None:
    with pytest.raises(IngestError, match="'custmer', which is no role") as caught:
        Vocabulary({"custmer": ("x",)})
    assert "Did you mean 'customer'?" in caught.value.hint


def test_the_language_of_a_name_is_told() -> None:
    assert Vocabulary().match("Kundennummer", Role.CUSTOMER).clause == " in German"
    assert Vocabulary().match("Customer No", Role.CUSTOMER).clause == ""

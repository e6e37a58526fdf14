"""What the shops sell: names and prices of one piece, in cents."""

from __future__ import annotations

FASHION_EN = [
    ("Oxford shirt white", 4900), ("Wool blazer navy", 18900), ("Pinstripe trousers", 8900), ("Silk tie burgundy", 3950),
    ("Evening dress black", 15900), ("Pencil skirt grey", 6450), ("Leather belt", 3490), ("Cotton T-shirt", 1490),
    ("Hooded sweatshirt", 3990), ("Denim jacket", 7990), ("Slim jeans", 5990), ("Running shorts", 2450),
    ("Canvas sneakers", 5490), ("Beanie", 1590), ("Linen shorts", 3290), ("Polo shirt", 2890),
]  # fmt: skip
HOME_EN = [
    ("Enamel mug", 950), ("Linen tea towel", 1250), ("Beeswax candle", 1890), ("Oak chopping board", 3450),
    ("Cast iron skillet 26 cm", 5490), ("Wool throw", 7900), ("Glass carafe", 2390), ("Cotton apron", 2790),
    ("Salt cellar", 1450), ("Willow basket", 3290), ("Ceramic butter dish", 2190), ("Brass hook", 690),
    ("Soy wax melts", 790), ("Storage jar 1 l", 1190), ("Copper measuring spoons", 1990), ("Doormat coir", 2490),
    ("Hand soap lavender", 890), ("Picture frame A4", 1690),
]  # fmt: skip
BOOKS_EN = [
    ("Fiction", "The Salt Road", 1499), ("Fiction", "A House by the Weir", 1299), ("Fiction", "Nine Quiet Winters", 1699),
    ("Fiction", "The Cartographer's Aunt", 1399), ("Cooking", "Bread Without Fuss", 2499), ("Cooking", "One Pot Sundays", 1999),
    ("Cooking", "The Pickle Jar", 1799), ("Refund policy books", "Returns and Refunds: A Handbook for Shops", 3499),
    ("Refund policy books", "Writing a Refund Policy", 2199), ("Refund policy books", "Chargebacks Explained", 2899),
    ("Children", "Goose on the Loose", 899), ("Children", "The Moon's Umbrella", 1099), ("Children", "Count the Foxes", 799),
    ("Travel", "Slow Trains of Europe", 2299), ("Travel", "Islands in Shoulder Season", 2099),
]  # fmt: skip
TOOLS_DE = [
    ("Schraubendreher-Set 6-tlg.", 1990), ("Akkuschrauber 18 V", 12900), ("Wasserwaage 60 cm", 2450), ("Dübel 8 mm 100 St.", 695),
    ("Handsäge", 1890), ("Zollstock 2 m", 490), ("Winkelschleifer", 7990), ("Arbeitshandschuhe Gr. 9", 595),
    ("Montagekleber 310 ml", 549), ("Bohrer-Set HSS", 2990), ("Kabeltrommel 25 m", 4990), ("Klappleiter 3 m", 8990),
    ("Malerkrepp 50 m", 399), ("Werkzeugkoffer leer", 3490), ("Gehörschutz", 1690), ("Spanplattenschraube 4x40", 899),
]  # fmt: skip
GARAGE_FR = [
    ("Total Quartz 9000 5W-30 5 L", 4690), ("Total Quartz Ineo 5W-40 5 L", 5250), ("Total Classic 7 10W-40 2 L", 1790),
    ("Filtre à huile", 890), ("Filtre à air", 1450), ("Plaquettes de frein avant", 3990), ("Disque de frein", 5490),
    ("Bougie d'allumage", 720), ("Batterie 12 V 70 Ah", 9900), ("Liquide de refroidissement 5 L", 1890),
    ("Balai d'essuie-glace", 1290), ("Ampoule H7", 650), ("Courroie de distribution", 6890), ("Liquide de frein DOT 4", 990),
]  # fmt: skip
DELI_IT = [
    ("Olio extravergine 5 l", 5450), ("Aceto balsamico 250 ml", 1890), ("Pasta di Gragnano 500 g", 295), ("Parmigiano 24 mesi 1 kg", 2390),
    ("Prosciutto di Parma 500 g", 1790), ("Caffè in grani 1 kg", 1950), ("Pomodori pelati 2,5 kg", 640), ("Riso Carnaroli 1 kg", 480),
    ("Tonno in olio 1 kg", 2150), ("Pesto genovese 180 g", 390), ("Miele di acacia 500 g", 890), ("Tartufo nero 50 g", 3490),
    ("Mozzarella di bufala 1 kg", 1590), ("Farina tipo 00 10 kg", 1150),
]  # fmt: skip
COSMETICS_IT = [
    ("CR-050", "Crema viso idratante 50 ml", 2490), ("CR-100", "Crema mani all'olivo 100 ml", 1290),
    ("SA-200", "Sapone di Marsiglia 200 g", 590), ("SH-250", "Shampoo all'ortica 250 ml", 990),
    ("BA-500", "Bagnoschiuma lavanda 500 ml", 1150), ("OL-100", "Olio di argan 100 ml", 1990),
    ("BU-015", "Burro labbra al miele", 490), ("DE-050", "Deodorante allume di rocca", 850),
    ("MA-075", "Maschera all'argilla 75 ml", 1450), ("SC-200", "Scrub corpo al sale 200 g", 1690),
    ("PR-050", "Profumo fico d'India 50 ml", 3900), ("CA-180", "Candela al basilico", 1590),
]  # fmt: skip
MARKETING_IT = [
    "Una carezza ogni mattina: la ricetta di famiglia che nutre senza ungere.",
    "Dal nostro laboratorio in collina, con erbe raccolte a mano e nessuna fretta.",
    "Il più amato dai nostri clienti, in offerta solo finché dura la stagione.",
    "Provala una volta e non tornerai indietro: parola di chi la fa da tre generazioni.",
]
SHOES_ES = [
    ("Alpargata clásica azul", 2990), ("Bota de piel marrón", 11900), ("Zapatilla de lona", 3990), ("Sandalia de esparto", 4550),
    ("Mocasín ante", 7990), ("Bailarina negra", 5490), ("Bota de agua infantil", 2490), ("Plantilla de gel", 995),
    ("Cordones 120 cm", 390), ("Crema para calzado", 690), ("Calzador madera", 850), ("Náutico marino", 8450),
]  # fmt: skip
GROCER_ES = [
    ("Arroz 5 lb", 425), ("Aceite de girasol 1 L", 315), ("Atún en lata", 175), ("Azúcar 2 kg", 210), ("Café molido 400 g", 560),
    ("Leche entera 1 L", 110), ("Detergente 2 kg", 745), ("Papel higiénico 12 u", 590), ("Queso fresco 500 g", 385),
    ("Pan de molde", 195), ("Avena 500 g", 130), ("Jabón de tocador 3 u", 245), ("Gaseosa 3 L", 240), ("Huevos 30 u", 435),
]  # fmt: skip
WINE_PT = [
    ("PO-001", "Vinho do Porto Tawny 10 anos", 2290), ("PO-002", "Porto Vintage 2017", 6900), ("PO-003", "Porto Ruby Reserva", 1490),
    ("TI-010", "Tinto Douro Reserva 2019", 1850), ("TI-011", "Tinto Alentejo 2020", 790), ("BR-020", "Branco Alvarinho 2022", 1150),
    ("BR-021", "Vinho Verde 2022", 590), ("MA-030", "Madeira Bual 5 anos", 2150), ("ES-040", "Espumante Bruto", 1290),
    ("AC-050", "Saca-rolhas de dois tempos", 950), ("AC-051", "Caixa de envio 6 garrafas", 650), ("AC-052", "Copos de prova, par", 1490),
    ("AC-053", "Selo de correio em cortiça, íman", 450), ("AZ-060", "Azeite virgem extra 500 ml", 990),
]  # fmt: skip
FISH_NL = [
    ("Kabeljauwfilet krat", 14500), ("Schol krat", 6900), ("Tong krat", 28500), ("Noordzeegarnalen krat", 19800), ("Makreel krat", 4200),
    ("Mosselen zak", 2600), ("Zeebaars krat", 17900), ("Haring emmer", 3900), ("Inktvis krat", 9800), ("Zalmzijde krat", 13200),
]  # fmt: skip
BIKES_NL = [
    ("Binnenband 28 inch", 695), ("Buitenband 28 inch", 2495), ("Ketting 8-speed", 1795), ("Fietslicht set", 1995), ("Bel koper", 1295),
    ("Zadel comfort", 3995), ("Fietstas dubbel", 5995), ("Kettingslot", 4495), ("Handvatten", 1495), ("Bandenplakset", 495),
    ("Remblokken", 995), ("Fietspomp", 2295), ("Kinderzitje", 8995), ("Regenpak", 5495), ("Jasbeschermers", 2495), ("Standaard", 1795),
]  # fmt: skip
CARDS_DE = [
    "Backwaren",
    "Getränke",
    "Drogerie",
    "Obst & Gemüse",
    "Molkerei",
    "Tiefkühl",
    "Tiernahrung",
    "Haushalt",
]
OLD_TILL_DE = [
    ("Besen Holzstiel", 1290), ("Eimer 10 l", 690), ("Kehrschaufel", 450), ("Wischmop", 1590), ("Schwamm 3 St.", 295),
    ("Glasreiniger 1 l", 349), ("Fussmatte", 1990), ("Gummihandschuhe", 375), ("Topf 20 cm", 3490), ("Pfanne 28 cm", 4290),
]  # fmt: skip
NEW_TILL_DE = [
    ("Spülbürste weiß", 399),
    ("Türstopper grün", 790),
    ("Übertopf Größe M", 1290),
    ("Kännchen für Öl", 1690),
]
TOYS_FR = [
    ("Puzzle 500 pièces", 1490), ("Peluche ours", 2290), ("Jeu de cartes", 790), ("Toupie en bois", 590), ("Voiture en métal", 990),
    ("Poupée de chiffon", 2790), ("Dînette", 3290), ("Cerf-volant", 1890), ("Pâte à modeler", 890), ("Train en bois", 4490),
    ("Jeu de l'oie", 1690), ("Boîte à musique", 2190),
]  # fmt: skip
TEA_FR = [
    ("Thé vert sencha 100 g", 990), ("Thé noir Assam 100 g", 850), ("Rooibos vanille 100 g", 790), ("Infusion verveine", 690),
    ("Théière fonte 0,8 L", 5490), ("Mug infuseur", 1890), ("Oolong 50 g", 1390), ("Matcha 30 g", 2190), ("Filtres papier", 450),
    ("Boîte à thé", 1190), ("Darjeeling 100 g", 1290),
]  # fmt: skip

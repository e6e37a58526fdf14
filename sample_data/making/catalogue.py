"""Word lists in, an invented catalogue out: families of products with codes, names and prices of
their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from making.draws import Draws

# Each family: the first letter of its codes, looks, things. Names are "LOOK THING" in capitals.
# £, É and ’ stand in some, so that reading the file as anything but cp1252 spoils them.
WORDS: Mapping[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "baking": (
        "B",
        (
            "SPECKLED",
            "BAKER’S",
            "HARBOUR STRIPE",
            "SAGE GINGHAM",
            "OAT STONEWARE",
            "BLUE ANCHOR",
            "COPPER RIM",
            "CAFÉ CRÈME",
        ),
        (
            "PROVING BOWL",
            "LOAF TIN",
            "PIE FUNNEL",
            "ROLLING PIN",
            "FLAN DISH",
            "SPICE TRAY",
            "OVEN MITT",
            "SCONE CUTTER PAIR",
            "RAMEKIN X4",
        ),
    ),
    "garden": (
        "G",
        ("GARDENER’S", "GALVANISED", "TERRACOTTA", "WILLOW", "MOSS GREEN", "COTTAGE", "SLATE"),
        (
            "SEED BOX",
            "DIBBER",
            "TWINE SPOOL",
            "PLANT LABELS X10",
            "BIRD TABLE",
            "HERB TROUGH",
            "WATERING JUG",
            "KNEELING MAT",
            "BULB BASKET",
        ),
    ),
    "christmas": (
        "X",
        (
            "FROSTED PINE",
            "NORDIC STAR",
            "RED BERRY",
            "GOLDEN FIR",
            "SNOWY ROBIN",
            "GINGERBREAD",
            "SILVER BELL",
            "TARTAN",
        ),
        (
            "TREE BAUBLE X6",
            "GIFT WRAP 5M",
            "ADVENT POCKETS",
            "CRACKER BOX",
            "PAPER CHAIN",
            "DOOR WREATH",
            "MINCE PIE TIN",
            "CARD PACK X12",
        ),
    ),
    "children": (
        "C",
        (
            "ROCKET",
            "HEDGEHOG",
            "PIRATE COVE",
            "LITTLE FOX",
            "RAINY DAY",
            "CIRCUS",
            "£ SIGN",
            "DINO",
        ),
        (
            "PENCIL ROLL",
            "STICKER BOOK",
            "MONEY POT",
            "SPINNING TOP",
            "LUNCH TUB",
            "BATH FLANNEL",
            "ERASER SET",
            "NIGHT LAMP",
            "CARD GAME",
        ),
    ),
    "home": (
        "H",
        (
            "LINEN",
            "DRIFTWOOD",
            "SMOKED GLASS",
            "ROSE QUARTZ",
            "FIG AND CEDAR",
            "SEA MIST",
            "BRASS",
            "AMBER",
        ),
        (
            "PILLAR CANDLE",
            "REED DIFFUSER",
            "PHOTO LEDGE",
            "BUD VASE",
            "TRINKET DISH",
            "LAMP SHADE",
            "COASTER X4",
            "SOAP REST",
            "WALL HOOK",
        ),
    ),
    "resale": (
        "R",
        ("FOLDAWAY", "SAILCLOTH", "HARBOUR", "POLKA PINE", "TWO-TONE", "PRINTED", "RIBBED"),
        (
            "SHOPPER",
            "MARKET TOTE",
            "PICNIC ROLL",
            "COOL POUCH",
            "TISSUE BUNDLE",
            "GIFT SACK",
            "CARRIER X20",
            "STORAGE CUBE",
            "POUCH TRIO",
        ),
    ),
    "vintage": (
        "V",
        (
            "EDWARDIAN",
            "TIN PLATE",
            "BRASS BOUND",
            "PENNY ARCADE",
            "STEAM FAIR",
            "OLD MILL",
            "£5 NOTE",
        ),
        (
            "KEY BOARD",
            "WALL CLOCK",
            "LETTER TRAY",
            "CURIO DRAWERS",
            "TEA CADDY",
            "MAP PRINT",
            "DOOR STOP",
            "BOTTLE CRATE",
        ),
    ),
}

# In pence, of one unit; a family's products lie around the third or so of these.
PRICES = (
    42,
    65,
    85,
    110,
    125,
    145,
    165,
    195,
    210,
    245,
    275,
    295,
    335,
    375,
    425,
    495,
    595,
    675,
    795,
    850,
    995,
    1275,
    1495,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """Something the shop sells."""

    code: str
    name: str
    earlier_name: str
    """How it was written before the summer; the same as `name` for most."""
    pence: int
    popularity: int


def make_catalogue(draws: Draws) -> dict[str, tuple[Product, ...]]:
    """Compose every look with every thing, family by family."""
    return {family: _make_family(draws, *words) for family, words in WORDS.items()}


def _make_family(
    draws: Draws, letter: str, looks: tuple[str, ...], things: tuple[str, ...]
) -> tuple[Product, ...]:
    products = []
    for number, thing in enumerate(things):
        base = draws.whole(2, len(PRICES) - 3)
        for place, look in enumerate(looks):
            name = f"{look} {thing}"
            products.append(
                (
                    f"{letter}{4100 + 37 * number}{'ABDEFGHK'[place]}",
                    name,
                    PRICES[base + draws.whole(-2, 2)],
                )
            )
    # Popularity falls like 1/(rank + 4): a few sell often, most now and then.
    ranks = draws.shuffled(range(1, len(products) + 1))
    return tuple(
        Product(
            code=code,
            name=name,
            earlier_name=_respell(name) if draws.chance(0.04) else name,
            pence=pence,
            popularity=300 // (rank + 4),
        )
        for (code, name, pence), rank in zip(products, ranks, strict=True)
    )


def _respell(name: str) -> str:
    """Write a name as a tired clerk would: a second blank, and one at the end."""
    return name.replace(" ", "  ", 1) + " "

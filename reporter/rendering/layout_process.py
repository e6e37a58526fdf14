"""The press: a line of JSON with a page in, a tagged PDF (PDF/UA-1) out, by WeasyPrint.

It is run as a file in a process of its own, never imported by the package, so that the pages are
laid out beside the rest of the run; `reporter.rendering.pdf` speaks with it. Each line of standard
input is a request, each line of standard output its answer. Nothing is fetched: fonts come from the
package, drawings from the request, the logo is a data URI.
"""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import weasyprint
from weasyprint.urls import URLFetcher, URLFetcherResponse

if TYPE_CHECKING:
    from collections.abc import Mapping

PDF_VARIANT = "pdf/ua-1"
"""Tagged for readers who cannot see it (ISO 14289-1)."""


def main() -> None:
    """Answer requests until the input ends."""
    # the process ends with its work; looking for cycles among its boxes took a tenth of the time
    gc.disable()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
        sys.stdout.flush()


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """Lay a page out and write it, unless a part that should stand on one page runs over.

    Parameters
    ----------
    request
        ``html``: the page; ``drawings`` and ``fonts``: address → SVG, address → path of a TTF;
        ``single``: the anchor of each part that should stand on one page → the anchor of what
        follows; ``target``: the PDF's path.

    Returns
    -------
    dict
        ``over``: the parts that run over their page. The PDF is written when there is none.
    """
    document = layout(request["html"], request["drawings"], request["fonts"])
    over = overrunning(document, request["single"])
    if not over:
        document.write_pdf(request["target"], pdf_variant=PDF_VARIANT)
    return {"over": over}


def layout(html: str, drawings: Mapping[str, str], fonts: Mapping[str, str]) -> Any:
    """Lay a page out; every address that is neither a drawing, a font nor a data URI is refused."""
    page = weasyprint.HTML(string=html, url_fetcher=Own(drawings, fonts))
    return page.render(pdf_variant=PDF_VARIANT)


class Own(URLFetcher):  # type: ignore[misc]  # weasyprint carries no types
    """Serve what came with the request, and refuse everything else."""

    def __init__(self, drawings: Mapping[str, str], fonts: Mapping[str, str]) -> None:
        super().__init__(allowed_protocols={"data"})
        self._drawings = drawings
        self._fonts = fonts

    def fetch(self, url: str, headers: Any = None) -> Any:
        """Serve an address."""
        if url in self._fonts:
            return URLFetcherResponse(
                url, Path(self._fonts[url]).read_bytes(), {"Content-Type": "font/ttf"}
            )
        if url in self._drawings:
            return URLFetcherResponse(url, self._drawings[url], {"Content-Type": "image/svg+xml"})
        return super().fetch(url, headers)


def overrunning(document: Any, single: Mapping[str, str]) -> list[str]:
    """Return the parts that should stand on one page and do not."""
    starts: dict[str, int] = {}
    for number, laid in enumerate(document.pages):
        for name in laid.anchors:
            starts.setdefault(name, number)
    return [part for part, following in single.items() if starts[following] - starts[part] > 1]


if __name__ == "__main__":
    main()

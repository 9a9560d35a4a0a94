"""Vega, Vega-Lite and vega-embed as one script for browsers, made from what the installed vl-convert carries; no network."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context

CONTENTS = "window.vegaEmbed = vegaEmbed;"  # what the pages need of it


@cache
def script() -> bytes:
    """The script, which sets `window.vegaEmbed`; its expressions can be interpreted (`ast`), so a page needs no `unsafe-eval`.

    Another process makes it at the first call, in two seconds, as that takes a JavaScript engine of 150 MB that nothing else here needs.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as maker:
        return maker.submit(_made).result()


def _made() -> bytes:
    from vl_convert import javascript_bundle

    return str(javascript_bundle(CONTENTS)).encode()

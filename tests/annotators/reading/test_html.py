"""What trafilatura is not asked to read; what it finds is tested with `copydesk add`."""

from __future__ import annotations

import pytest

from annotators.errors import CopydeskError
from annotators.reading.html import read_page

pytest.importorskip("trafilatura")
PARAGRAPH = "<p>The old ferry will cross the Sund again before the autumn, the mayor said.</p>"


@pytest.mark.parametrize("many", ["<b>so</b> ", "<td>so", "<p>so", "<a>"])
def test_a_page_of_too_many_elements_is_refused_at_once(many: str) -> None:
    page = f"<html><body><article><h1>Ferry</h1>{PARAGRAPH}{many * 20_000}</article></body></html>"
    with pytest.raises(CopydeskError, match=r"a\.html: has more than 10000 elements"):
        read_page(page.encode(), place="a.html")


@pytest.mark.parametrize("many", ["<a href='x'>so</a> ", "<span>so</span> ", "<b>so</b>"])
def test_a_paragraph_of_too_many_links_is_refused_at_once(many: str) -> None:
    page = f"<html><body><article><h1>Ferry</h1><p>{many * 9_000}</p></article></body></html>"
    with pytest.raises(CopydeskError, match=r"more than 2000 links or the like in one paragraph"):
        read_page(page.encode(), place="a.html")


def test_a_long_page_is_read() -> None:
    page = f"<html><body><article><h1>Ferry</h1>{PARAGRAPH * 3_000}</article></body></html>"
    assert read_page(page.encode(), place="a.html").text.startswith("Ferry\n\nThe old ferry")

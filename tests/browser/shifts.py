"""Whether anything moves while a page opens."""

import time

from playwright.sync_api import Page, Route

_SHIFTS = """() => new Promise((resolve) => new PerformanceObserver((list) => resolve(
    list.getEntries().flatMap((entry) => entry.sources.map((source) => {
        const place = ({ x, y, width, height }) => `${x},${y} (${width} × ${height})`;
        const name = source.node?.outerHTML?.slice(0, 100) ?? source.node?.nodeName;
        return `${name}: ${place(source.previousRect)} to ${place(source.currentRect)}`;
    }))
)).observe({ type: "layout-shift", buffered: true }) || setTimeout(() => resolve([]), 500))"""


def shifts(page: Page, address: str) -> list[str]:
    """What moves, and from where to where, when scripts come later than the page is painted."""
    page.route("**/*.js", _late)
    page.goto(address)
    found: list[str] = page.evaluate(_SHIFTS)
    return found


def _late(route: Route) -> None:
    time.sleep(0.3)
    route.continue_()

"""docs/design.md cannot drift: its sizes, colours, contrasts and formats are worked out from the code itself."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from analytics import theme, wording
from analytics.results import Verdict
from analytics.theme import VERDICT_COLOURS
from pages.ui import text_ratio

ROOT = Path(__file__).resolve().parent.parent
CONFIG: Final = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
PAGE: Final = (ROOT / "docs" / "design.md").read_text("utf-8")
SCHEMES: Final = ("light", "dark")
WHITE: Final = "#FFFFFF"  # Streamlit's text on a primary button
CAPTION: Final = 0.6  # opacity of the text colour in captions
TEXT_LEAST: Final = 4.5  # WCAG 2.2 AA for text
GRAPHIC_LEAST: Final = 3.0  # and for graphics
GRAPHICS: Final = {
    "accent": theme.ACCENT,
    "slate": theme.SLATE,
    "plum": theme.PLUM,
    "ochre": theme.OCHRE,
    "blue": theme.BLUE,
    "clay": theme.CLAY,
}
BADGES: Final = ("orange", "green", "blue", "gray", "red")
FORMATS: Final = {
    "count": theme.count(1234),
    "rate": theme.percent(0.0254),
    "rate of 10 % and more": theme.percent(0.318),
    "very small rate": theme.percent(0.0002),
    "range of rates": wording.span(0.02, 0.03),
    "other number": theme.amount(4.5),
    "day": theme.day(date(2026, 11, 22)),
    "day in tables and charts": theme.short_day(date(2026, 11, 22)),
    "month": theme.month(date(2026, 11, 22)),
    "unknown": theme.percent(None),
}


def channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of "#RRGGBB", 0..1."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def luminance(colour: tuple[float, float, float]) -> float:
    """Relative luminance (WCAG 2.2)."""
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: str, ground: str, opacity: float = 1.0) -> float:
    """Contrast of a colour of some opacity with its ground, 1..21, cut to one decimal so that it never flatters."""
    front, back = channels(ink), channels(ground)
    mixed = tuple(opacity * one + (1 - opacity) * other for one, other in zip(front, back, strict=True))
    high, low = sorted((luminance(mixed), luminance(back)), reverse=True)
    return int((high + 0.05) / (low + 0.05) * 10) / 10


def text_contrasts(scheme: str) -> dict[str, float]:
    """Contrast of every pair of text and ground of one scheme."""
    chosen = CONFIG[scheme]
    ground, ink = chosen["backgroundColor"], chosen["textColor"]
    sidebar = chosen["sidebar"]
    return {
        "text": contrast(ink, ground),
        "text on a field": contrast(ink, chosen["secondaryBackgroundColor"]),
        "caption": contrast(ink, ground, CAPTION),
        "link": contrast(chosen["linkColor"], ground),
        "primary button": contrast(WHITE, chosen["primaryColor"]),
        "navigation": contrast(sidebar.get("textColor", ink), sidebar["backgroundColor"]),
        **{f"{name} badge": contrast(chosen[f"{name}TextColor"], chosen[f"{name}BackgroundColor"]) for name in BADGES},
    }


def graphic_contrasts(name: str) -> tuple[float, float]:
    """Contrast of a colour of the charts with the light and with the dark page."""
    light, dark = (contrast(GRAPHICS[name], CONFIG[scheme]["backgroundColor"]) for scheme in SCHEMES)
    return light, dark


def test_contrast_is_that_of_the_standard() -> None:
    assert (contrast("#000000", WHITE), contrast("#777777", WHITE), contrast(WHITE, WHITE)) == (21.0, 4.4, 1.0)


@pytest.mark.parametrize("pair", text_contrasts("light"))
def test_text_can_be_read_on_both_pages_and_the_figures_are_written_down(pair: str) -> None:
    light, dark = (text_contrasts(scheme)[pair] for scheme in SCHEMES)
    assert min(light, dark) >= TEXT_LEAST
    assert f"| {pair} | {light} | {dark} |" in PAGE


@pytest.mark.parametrize("name", GRAPHICS)
def test_every_colour_of_a_chart_stands_out_on_both_pages(name: str) -> None:
    light, dark = graphic_contrasts(name)
    assert min(light, dark) >= GRAPHIC_LEAST
    assert f"| {name} `{GRAPHICS[name]}` |" in PAGE
    assert f"| {light} | {dark} |" in next(line for line in PAGE.splitlines() if line.startswith(f"| {name} `"))


def test_the_charts_use_no_colour_that_is_not_listed() -> None:
    assert {*VERDICT_COLOURS.values(), *theme.STAGE_COLOURS.values()} <= set(GRAPHICS.values())


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_is_listed_with_words_icon_and_colour(verdict: Verdict) -> None:
    icon = text_ratio.VERDICT_ICONS[verdict].removeprefix(":material/").removesuffix(":")
    name = next(name for name, colour in GRAPHICS.items() if colour == VERDICT_COLOURS[verdict])
    said, colour = text_ratio.VERDICTS[verdict], text_ratio.VERDICT_COLOURS[verdict]
    assert f"| {said} | `{icon}` | {colour} badge, {name} |" in PAGE


@pytest.mark.parametrize("what", FORMATS)
def test_every_format_is_the_one_of_the_code(what: str) -> None:
    assert f"| {what} | {FORMATS[what]} |" in PAGE


def test_the_type_scale_is_that_of_the_theme() -> None:
    sizes, weight = CONFIG["headingFontSizes"], CONFIG["headingFontWeights"][0]
    for name, size in zip(("page title", "section", "card"), sizes, strict=False):
        assert f"| {name} | serif | {size} | {weight} |" in PAGE
    assert (
        f"| large figure | sans-serif | {CONFIG['metricValueFontSize']} | {CONFIG['metricValueFontWeight']} |" in PAGE
    )
    assert f"{CONFIG['baseFontSize']} px" in PAGE
    assert CONFIG["baseRadius"] in PAGE


def test_its_pictures_exist() -> None:
    for line in PAGE.splitlines():
        if line.startswith("!["):
            assert (ROOT / "docs" / line.split("(")[1].split(")")[0]).is_file()

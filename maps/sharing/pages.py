"""The report of a shared folder: tables in one HTML page, without script, with nothing from any network."""

from functools import cache
from typing import Final

from jinja2 import Environment, StrictUndefined, Template

from maps.backdrop import Shading
from maps.sharing import words
from maps.sharing.area_map import area_map, shade_class
from maps.sharing.view_model import Shared
from maps.tables import said

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""The Content-Security-Policy of the page: it may fetch nothing and run nothing."""


def report(shared: Shared, version: str) -> str:
    """Write the report. All text from data is escaped; the same content gives the same bytes."""
    lang = shared.view.lang

    return _template().render(
        view=shared.view,
        notices=shared.notices,
        tables=shared.tables,
        policy=POLICY,
        map=area_map(shared.view, words.MAP_SAID.say(lang)),
        legend=_legend(shared.view.backdrop.shading),
        shade_class=shade_class,
        style=_STYLE,
        said=lambda value: said(value, lang),
        made=words.PROGRAM.say(lang, {"version": version}),
    )


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_PAGE)


def _legend(shading: Shading | None) -> tuple[tuple[int | None, str], ...]:
    """Say what each shade means, and the hatch where there is one."""
    if shading is None:
        return ()
    return (*shading.levels, *(((None, shading.hatch),) if shading.hatch else ()))


_STYLE: Final = """
:root { color-scheme: light; }
body { font: 16px/1.5 system-ui, "Segoe UI", Roboto, Arial, sans-serif; color: #1b2733; background: #fff;
  margin: 0 auto; max-width: 62rem; padding: 1.5rem; }
h1 { font-size: 1.8rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.3rem; margin: 2rem 0 .4rem; }
p { max-width: 46rem; }
.notice { background: #f2f6fa; border-left: 4px solid #0b4f8a; padding: .5rem .8rem; margin: .6rem 0; }
.wide { overflow-x: auto; }
.wide:focus-visible { outline: 3px solid #0b4f8a; outline-offset: 2px; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem; border-bottom: 1px solid #dfe7ee;
  overflow-wrap: break-word; max-width: 20rem; }
thead th { background: #eef3f8; }
.n { text-align: right; } td.n { white-space: nowrap; }
footer, .source { color: #4a5a68; }
footer { margin-top: 2rem; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .6rem 1.5rem;
  margin: 2rem 0 0; }
.figures dd { margin: 0; color: #4a5a68; }
.figures strong { display: block; font-size: 1.3rem; color: #1b2733; }
.source { font-size: .88rem; margin-top: -.6rem; }
.map { margin: 2rem 0 0; }
.areas { display: block; width: 100%; max-width: 46rem; max-height: 80vh; }
.area { stroke: #4a5666; stroke-width: 1.2; }
.name { font-size: 14px; font-weight: 600; text-anchor: middle; fill: #1b2733; stroke: #fff; stroke-width: 3.5px;
  stroke-linejoin: round; paint-order: stroke; }
.count { font-size: 17px; font-weight: 700; }
.waters { fill: #cfe0ee; }
.shade-0 { fill: #fdf3dc; } .shade-1 { fill: #f9dfa5; } .shade-2 { fill: #f0c46f; } .shade-3 { fill: #e5ab4d; }
.hatched { fill: url(#hatch); } .hatch-line { stroke: #8793a3; stroke-width: 2; }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; list-style: none; margin: .6rem 0; padding: 0; }
.legend svg { width: 1.6rem; height: 1rem; margin-right: .4rem; vertical-align: -.15rem; }
.legend rect { stroke: #4a5666; }
figcaption { color: #4a5a68; font-size: .88rem; }
@media print {
  @page { size: A4; margin: 14mm 15mm 16mm; @bottom-right { content: counter(page) " / " counter(pages);
    font: 9pt Arial, sans-serif; color: #4a5a68; } }
  body { max-width: none; padding: 0; font-size: 10pt; line-height: 1.38; } h1 { font-size: 20pt; }
  .figures { grid-template-columns: repeat(5, 1fr); gap: 2mm 4mm; font-size: 9pt; }
  .wide { overflow: visible; } table { font-size: 8.5pt; line-height: 1.35; } th, td { padding: .6mm 1.3mm; }
  .map { break-inside: avoid; margin-top: 4mm; } .areas { max-height: 70mm; }
  main:not(:has(tbody tr:nth-child(16))) .map { break-before: page; }
  main:not(:has(tbody tr:nth-child(16))) .areas { max-height: 125mm; }
  .name { font-size: 18px; } .count { font-size: 21px; }
  thead th.n { max-width: 24mm; overflow-wrap: normal; }
  table:has(th:nth-child(8)) { font-size: 7.8pt; } figcaption, .source { font-size: 8pt; }
  h2 { margin-top: 4mm; } section:has(table):not(:has(tbody tr:nth-child(20))) { break-inside: avoid; }
  footer p { margin: 2mm 0 0; font-size: 8pt; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  tr { break-inside: avoid; } footer { break-before: avoid; }
  tbody tr:first-child:not(:last-child), tbody tr:nth-last-child(2) { break-after: avoid; }
  thead { display: table-header-group; } h2 { break-after: avoid; }
}
"""

_PAGE: Final = """\
<!DOCTYPE html>
<html lang="{{ view.lang }}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{{ policy }}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>{{ view.title }}</title>
<style>{{ style | safe }}</style>
</head>
<body>
<main>
<h1>{{ view.title }}</h1>
{% for notice in notices %}
<p class="notice">{{ notice }}</p>
{% endfor %}
{% for each in view.passages %}
<section>
<h2>{{ each.title }}</h2>
<p>{{ each.text }}</p>
<p class="source">{{ each.source }}</p>
</section>
{% endfor %}
{% if view.passages %}
<dl class="figures">
{% for line in view.figures %}
<div><dt>{{ line.label }}</dt><dd><strong>{{ line.value }}</strong> {{ line.note }}</dd></div>
{% endfor %}
</dl>
{% endif %}
{% if map %}
<figure class="map">
{{ map }}
<figcaption><ul class="legend">
{% for level, text in legend %}
<li><svg viewBox="0 0 26 16" aria-hidden="true"><rect width="26" height="16" class="{{ shade_class(level) }}"/></svg>\
{{ text }}</li>
{% endfor %}
</ul>{{ view.backdrop.attribution | join(" ") }}</figcaption>
</figure>
{% endif %}
{% for table in tables %}
{% set at = loop.index %}
<section>
<h2 id="t{{ at }}">{{ table.name }}</h2>
<p id="n{{ at }}">{{ table.note }}</p>
<div class="wide" role="group" aria-labelledby="t{{ at }}" tabindex="0">
<table aria-labelledby="t{{ at }}" aria-describedby="n{{ at }}">
<thead><tr>{% for name in table.header %}<th scope="col"{% if table.numeric(loop.index0) %} class="n"{% endif %}>\
{{ name }}</th>{% endfor %}</tr></thead>
<tbody>
{% for row in table.rows %}
<tr>{% for value in row %}{% if loop.first %}<th scope="row">{{ said(value) }}</th>{% else %}\
<td{% if table.numeric(loop.index0) %} class="n"{% endif %}>{{ said(value) }}</td>{% endif %}{% endfor %}</tr>
{% endfor %}
</tbody></table></div></section>
{% endfor %}
</main>
<footer><p>{{ made }}</p></footer>
</body>
</html>
"""

"""The report of a shared folder: tables in one HTML page, without script, with nothing from any network."""

from typing import Final

from jinja2 import Environment, StrictUndefined

from maps.sharing import words
from maps.sharing.view_model import Shared
from maps.view_model import Table, said

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""The Content-Security-Policy of the page: it may fetch nothing and run nothing."""


def report(shared: Shared, version: str) -> str:
    """Write the report. All text from data is escaped; the same content gives the same bytes."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    lang = shared.view.lang

    return environment.from_string(_PAGE).render(
        view=shared.view,
        notices=shared.notices,
        tables=shared.tables,
        policy=POLICY,
        numeric=_numeric,
        style=_STYLE,
        said=lambda value: said(value, lang),
        made=words.PROGRAM.say(lang, {"version": version}),
    )


def _numeric(table: Table, column: int) -> bool:
    """Whether a column holds numbers; the signs for those that are not told stand under each other with them."""
    return column > 0 and any(isinstance(row[column], int | float) for row in table.rows)


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
.figures { display: flex; flex-wrap: wrap; gap: .6rem 2rem; margin: 2rem 0 0; }
.figures dd { margin: 0; color: #4a5a68; }
.figures strong { font-size: 1.3rem; color: #1b2733; }
.source { font-size: .88rem; margin-top: -.6rem; }
@media print {
  @page { size: A4; margin: 14mm 15mm 16mm; @bottom-right { content: counter(page) " / " counter(pages);
    font: 9pt Arial, sans-serif; color: #4a5a68; } }
  body { max-width: none; padding: 0; font-size: 10.5pt; } h1 { font-size: 20pt; }
  .wide { overflow: visible; } table { font-size: 8.5pt; line-height: 1.35; } th, td { padding: .6mm 1.3mm; }
  tr { break-inside: avoid; }
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
{% for table in tables %}
{% set at = loop.index %}
<section>
<h2 id="t{{ at }}">{{ table.name }}</h2>
<p id="n{{ at }}">{{ table.note }}</p>
<div class="wide" role="group" aria-labelledby="t{{ at }}" tabindex="0">
<table aria-labelledby="t{{ at }}" aria-describedby="n{{ at }}">
<thead><tr>{% for name in table.header %}<th scope="col"{% if numeric(table, loop.index0) %} class="n"{% endif %}>\
{{ name }}</th>{% endfor %}</tr></thead>
<tbody>
{% for row in table.rows %}
<tr>{% for value in row %}{% if loop.first %}<th scope="row">{{ said(value) }}</th>{% else %}\
<td{% if numeric(table, loop.index0) %} class="n"{% endif %}>{{ said(value) }}</td>{% endif %}{% endfor %}</tr>
{% endfor %}
</tbody></table></div></section>
{% endfor %}
</main>
<footer><p>{{ made }}</p></footer>
</body>
</html>
"""

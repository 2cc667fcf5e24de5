"""From a request to an answer: what every route does the same."""

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from geodata.errors import InputError, sentences
from geodata.language import Lang
from optimizer.screen import words
from optimizer.screen.changes import is_text
from optimizer.screen.refusal import RefusalError
from optimizer.screen.said_here import fault_here
from optimizer.screen.screen import Screen

if TYPE_CHECKING:
    from optimizer.screen.project import Project

MOST_FILES: Final = 20

ANONYMISE: Final = "constellations anonymise"
"""What a fault advises where a file holds personal data; the page then offers that step itself."""

_TAB: Final = re.compile(r"[A-Za-z0-9-]{1,40}")

Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that the browser sent; its name is shown, and never part of a path."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as a route sees it: no bytes, no headers."""

    screen: Screen
    path: Mapping[str, Any]
    query: Mapping[str, str]
    body: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[Upload, ...] = ()

    @property
    def lang(self) -> Lang:
        """The language of the page."""
        return self.screen.lang

    @property
    def project(self) -> "Project":
        """The project in the address."""
        return self.screen.projects.get(self.path["id"])

    def text(self, name: str, most: int = 200) -> str:
        """Take a text that must be there."""
        value = self.body.get(name)
        if not isinstance(value, str) or not is_text(value) or not value or len(value) > most:
            raise RefusalError(words.MISSING, {"name": name})
        return value

    def text_or_none(self, name: str, most: int = 200) -> str | None:
        """Take a text that may be absent."""
        return None if self.body.get(name) is None or self.body.get(name) == "" else self.text(name, most)

    def switch(self, name: str) -> bool:
        """Take a truth value; absent is false."""
        value = self.body.get(name, False)
        if not isinstance(value, bool):
            raise RefusalError(words.MISSING, {"name": name})
        return value

    def number_or_none(self, name: str) -> float | None:
        """Take a number that may be absent."""
        value = self.body.get(name)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise RefusalError(words.MISSING, {"name": name})
        return value

    def tab(self) -> str:
        """Take the name that a tab gave itself."""
        tab = self.text("tab")
        if _TAB.fullmatch(tab) is None:
            raise RefusalError(words.MISSING, {"name": "tab"})
        return tab

    def check_revision(self, project: "Project") -> None:
        """Refuse a change that was made on what is no longer so.

        Raises
        ------
        RefusalError
            With the revision that holds.
        """
        if self.body.get("revision") != project.log.revision:
            raise RefusalError(words.OLD, status=409, revision=project.log.revision)


def answered(work: Callable[[Asked], object]) -> Endpoint:
    """Make an endpoint of a function that may take its time: it gives a document or a response."""

    async def endpoint(request: Request) -> Response:
        screen: Screen = request.app.state.screen
        asked = Asked(screen, request.path_params, request.query_params)
        if request.method not in {"GET", "HEAD"}:
            asked = await _with_body(request, asked)
        given = await run_in_threadpool(work, asked)
        return given if isinstance(given, Response) else JSONResponse(given)

    return endpoint


async def _with_body(request: Request, asked: Asked) -> Asked:
    """Read what a request brings: JSON, or files with the fields of a form."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        try:
            body = json.loads(await request.body())
        except (ValueError, RecursionError):
            body = None
        if not isinstance(body, dict):
            raise RefusalError(words.WRONG_KIND, status=400)
        return replace(asked, body=body)
    if kind != "multipart/form-data":
        raise RefusalError(words.WRONG_KIND, status=415)
    try:
        async with request.form(max_files=MOST_FILES, max_fields=MOST_FILES) as form:
            body = {name: value for name, value in form.multi_items() if isinstance(value, str)}
            sent = [value for value in form.getlist("files") if isinstance(value, UploadFile)]
            files = tuple([Upload(each.filename or "", await each.read()) for each in sent])
    except HTTPException as error:
        if error.detail.startswith("Too many files"):
            raise RefusalError(words.TOO_MANY_FILES, {"most": MOST_FILES}, status=400) from None
        raise RefusalError(words.WRONG_KIND, status=400) from None
    return replace(asked, body=body, files=files)


def refused(request: Request, error: Exception) -> Response:
    """Answer what was refused, or cannot be used, with its sentences."""
    lang = request.app.state.screen.lang
    if isinstance(error, RefusalError):
        return JSONResponse(error.body(lang), error.status)
    assert isinstance(error, InputError)
    return JSONResponse(faults_shown(error, lang), 422)


def faults_shown(error: InputError, lang: Lang) -> dict[str, Any]:
    """Give faults as sentences, and one by one for a table beside the cells."""
    faults = [fault_here(each) for each in error.faults]
    said = sentences(faults, lang)
    rows = [
        {"file": each.file, "row": each.row, "column": each.column, "text": each.text.say(lang, each.facts)}
        for each in faults
    ]
    document: dict[str, Any] = {
        "error": said[0] if len(said) == 1 else words.FAULTS.say(lang, {"n": len(rows)}),
        "said": said,
        "rows": rows,
    }
    if any(ANONYMISE in each.text.en for each in error.faults):
        document["personal"] = True
    return document


def ours(request: Request, _: Exception) -> Response:
    """Answer a fault of ours; the guard tells the terminal where it was."""
    return JSONResponse({"error": words.OURS.say(request.app.state.screen.lang)}, 500)


def not_found(request: Request, _: Exception) -> Response:
    """Answer an address that there is not."""
    return JSONResponse({"error": words.NOT_FOUND.say(request.app.state.screen.lang)}, 404)


def not_this_way(request: Request, _: Exception) -> Response:
    """Answer a method that an address does not know."""
    return JSONResponse({"error": words.NOT_THIS_WAY.say(request.app.state.screen.lang)}, 405)

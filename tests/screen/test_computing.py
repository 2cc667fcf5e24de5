"""Computations beside a person at work: who waits for news delays nobody, and what is changed meanwhile stays."""

import asyncio
import json
from collections.abc import Callable

import pytest

from optimizer.screen.gathering import Gathered
from optimizer.screen.job_process import Finished, Task, done
from optimizer.screen.jobs import Ended, Job
from tests.screen.conftest import ORIGIN, Village

N_WAITING = 50
LONG_S = 60.0
"""A change takes a fifth of a second; were all threads waiting for news, it would come after an hour."""


def test_fifty_open_questions_about_news_do_not_delay_a_change(dorp: Village, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("optimizer.screen.jobs._WAIT_S", 3600.0)
    hub = dorp.plan["constellations"][0]["hub"]
    dorp.browser.screen.jobs.set(dorp.id, Job("plan", 1, lambda _: Ended({})))
    body = json.dumps({"revision": dorp.state["revision"], "kind": "name", "constellation": hub, "name": "Zuid"})

    async def both() -> int:
        asking = [
            asyncio.create_task(dorp.browser.ask("GET", f"/api/p/{dorp.id}/job", {}, b"")) for _ in range(N_WAITING)
        ]
        await asyncio.sleep(0.2)
        headers = {"origin": ORIGIN, "content-type": "application/json"}
        async with asyncio.timeout(LONG_S):
            answer = await dorp.browser.ask("POST", f"/api/p/{dorp.id}/changes", headers, body.encode())
        assert not any(each.done() for each in asking)
        for each in asking:
            each.cancel()
        return answer.status

    assert asyncio.run(both()) == 200


@pytest.fixture
def held_back(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """Let computations begin when a test says so."""
    begins: list[Callable[[], None]] = []

    def start(job: Job, task: Task) -> None:
        begins.append(lambda: job._end(done(task, Gathered())))

    monkeypatch.setattr(Job, "start", start)
    return begins


def test_what_is_changed_during_a_search_stays_and_the_new_plan_is_offered(
    dorp: Village, held_back: list[Callable[[], None]]
) -> None:
    before = dorp.state["current"]
    made = dorp.post("plan", seconds=5).json["plan"]
    hub = dorp.plan["constellations"][0]["hub"]
    dorp.change("name", constellation=hub, name="Zuid")

    held_back.pop()()

    state, job = dorp.state, dorp.browser.get(f"/api/p/{dorp.id}/job").json
    assert (state["current"], state["changed"]) == (before, 1)
    assert job["state"] == "done"
    assert job["result"]["beside"]
    assert "Plan 2" in job["note"]
    assert made in [each["plan"] for each in state["plans"]]
    assert dorp.post("current", plan=made).status == 200
    assert (dorp.state["current"], dorp.state["changed"]) == (made, 0)
    dorp.post("undo")
    assert (dorp.state["current"], dorp.state["changed"]) == (before, 1)


def test_a_setting_that_is_changed_during_a_search_does_not_hold_its_plan_back(
    dorp: Village, held_back: list[Callable[[], None]]
) -> None:
    made = dorp.post("plan", seconds=5).json["plan"]
    dorp.browser.put(f"/api/p/{dorp.id}/settings", {"revision": dorp.state["revision"], "values": {"size.max": 9}})

    held_back.pop()()

    assert dorp.state["current"] == made
    assert "note" not in dorp.browser.get(f"/api/p/{dorp.id}/job").json


def test_what_is_changed_while_a_plan_is_saved_is_made_on_the_saved_plan(
    dorp: Village, held_back: list[Callable[[], None]]
) -> None:
    hub = dorp.plan["constellations"][0]["hub"]
    dorp.change("name", constellation=hub, name="Zuid")
    saved = dorp.post("save", name="Voor de raad").json["plan"]
    member = dorp.members(hub)[0]
    dorp.change("out", family=member)

    held_back.pop()()

    state = dorp.state
    assert (state["current"], state["changed"]) == (saved, 1)
    assert member not in dorp.members(hub)
    dorp.post("undo")
    assert member in dorp.members(hub)
    assert dorp.state["changed"] == 0
    assert "beside" in dorp.browser.get(f"/api/p/{dorp.id}/job").json["result"]


def test_what_is_undone_while_a_plan_is_saved_stays_undone(dorp: Village, held_back: list[Callable[[], None]]) -> None:
    before = dorp.state["current"]
    hub = dorp.plan["constellations"][0]["hub"]
    dorp.change("name", constellation=hub, name="Zuid")
    dorp.post("save", name="Voor de raad")
    dorp.post("undo")

    held_back.pop()()

    assert (dorp.state["current"], dorp.state["changed"]) == (before, 0)
    assert "Voor de raad" in dorp.browser.get(f"/api/p/{dorp.id}/job").json["note"]


def test_an_end_that_nobody_waits_for_is_told_to_who_asks_later(dorp: Village) -> None:
    job = Job("plan", 1, lambda _: Ended({}))
    dorp.browser.screen.jobs.set(dorp.id, job)
    job._end(Finished())

    assert dorp.browser.get(f"/api/p/{dorp.id}/job?after=99").json["state"] == "done"

"""One headless Chromium for all tests that open a page, and a reader who uses it."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import ActionChains, Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from maps.page import render
from maps.view_model import MapView

_FLAGS = (
    "--headless=new",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if browser is None or driver is None:
        pytest.skip("Chromium and chromedriver are needed to open a page: apt-get install chromium chromium-driver")
    options = ChromeOptions()
    options.binary_location = browser
    for flag in _FLAGS:
        options.add_argument(flag)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.add_argument("--no-sandbox")
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('chromium')}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = Chrome(options=options, service=Service(driver))
    yield chrome
    chrome.quit()


class Reader:
    """Someone who reads a page: opens, looks, clicks, types."""

    def __init__(self, chrome: Chrome, folder: Path) -> None:
        self.chrome = chrome
        self._folder = folder
        self._path: Path | None = None

    def open(
        self,
        page: MapView | str,
        fragment: str = "",
        width: int = 1440,
        height: int = 900,
        *,
        scripted: bool = True,
    ) -> None:
        """Open a page in a window of this size, with an empty log; one with a script tells when it is ready."""
        self._path = self._folder / "map.html"
        self._path.write_text(page if isinstance(page, str) else render(page), encoding="utf-8")
        self.chrome.get("about:blank")
        self.resize(width, height)
        self.chrome.get_log("browser")  # type: ignore[no-untyped-call]
        self.chrome.get_log("performance")  # type: ignore[no-untyped-call]
        self.chrome.get(self._path.as_uri() + fragment)
        if not scripted:
            return
        WebDriverWait(self.chrome, 20, poll_frequency=0.02).until(
            lambda _: self.js("return document.documentElement.dataset.ready") == "yes"
        )

    def resize(self, width: int, height: int) -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.cdp("Emulation.setDeviceMetricsOverride", metrics)

    def cdp(self, command: str, arguments: dict[str, Any]) -> dict[str, Any]:
        answer: dict[str, Any] = self.chrome.execute_cdp_cmd(command, arguments)
        return answer

    def js(self, script: str, *arguments: object) -> Any:
        return self.chrome.execute_script(script, *arguments)

    def all(self, selector: str) -> list[WebElement]:
        return self.chrome.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector: str) -> WebElement:
        (found,) = self.all(selector)
        return found

    def text(self, selector: str) -> str:
        """The text of an element, shown or not."""
        content: str = self.one(selector).get_property("textContent")  # type: ignore[assignment]
        return content

    def texts(self, selector: str) -> list[str]:
        found: list[str] = self.js(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)", selector
        )
        return found

    def click(self, selector: str) -> None:
        self.one(selector).click()

    def point_at(self, element: WebElement) -> None:
        ActionChains(self.chrome).move_to_element(element).perform()

    def press(self, *keys: str) -> None:
        ActionChains(self.chrome).send_keys(*keys).perform()

    def choose_option(self, selector: str, value: str) -> None:
        self.js(
            "const e = document.querySelector(arguments[0]); e.value = arguments[1];"
            "e.dispatchEvent(new Event('change', {bubbles: true}))",
            selector,
            value,
        )

    def focused(self) -> WebElement:
        return self.chrome.switch_to.active_element

    @property
    def fragment(self) -> str:
        """What stands behind # in the address."""
        return str(self.js("return location.hash.slice(1)"))

    def back(self) -> None:
        self.chrome.back()

    def until(self, script: str, *arguments: object) -> None:
        """Wait until a script answers true."""
        WebDriverWait(self.chrome, 10, poll_frequency=0.05).until(lambda _: self.js(script, *arguments))

    def complaints(self) -> list[str]:
        """What the console says since the page was opened."""
        return [entry["message"] for entry in self.chrome.get_log("browser")]  # type: ignore[no-untyped-call]

    def requests(self) -> list[str]:
        """Every address the page asked for since it was opened, itself left out."""
        found = []
        for entry in self.chrome.get_log("performance"):  # type: ignore[no-untyped-call]
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                found.append(message["params"]["request"]["url"].split("#")[0])
        own = self._path.as_uri() if self._path else ""
        return [url for url in found if url not in {own, "about:blank"}]


ENTER, SPACE, TAB, DOWN, RIGHT = Keys.ENTER, Keys.SPACE, Keys.TAB, Keys.ARROW_DOWN, Keys.ARROW_RIGHT


@pytest.fixture
def reader(chromium: Chrome, tmp_path: Path) -> Reader:
    return Reader(chromium, tmp_path)

"""Somebody who uses the keyboard alone, sees what shows, and answers what they know.

Nothing of one page is in here: they skip to the content, go on to the first control that waits
for something they know, answer it, and press Enter where nothing more waits. So the same person
can use a site of before and of after a change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypedDict

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as TooLate

AMOUNT = "4,960,000"
"""What the producer's film gets at most."""
MOST = 400
"""After so many presses somebody gives up."""
PATIENCE = 300
"""Milliseconds that somebody looks at an answer of theirs."""

SENDING = ("submit", "text", "radio")
"""Types of what has the focus when Enter means "next"."""


class Stop(TypedDict):
    """What has the focus."""

    tag: str
    type: str
    name: str
    value: str
    href: str
    inside: bool
    """Whether it is the calculator's."""


LOOK = """() => {
  let node = document.activeElement;
  while (node.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  return {
    tag: node.localName, type: node.type ?? "", name: node.name || node.id,
    value: node.value ?? "", href: node.href ?? "",
    inside: node.getRootNode() !== document,
  };
}"""
SEEN = """() => {
  const calculator = document.querySelector("subsidy-calculator");
  const root = calculator?.shadowRoot;
  const form = root?.querySelector("form");
  if (!root) return null;
  const shown = (node) => node?.checkVisibility() ?? false;
  const fields = [...form?.querySelectorAll(".field") ?? []].filter(shown).map((field) => {
    const inputs = [...field.querySelectorAll("input, select")];
    const filled = inputs.some((input) => ["radio", "checkbox"].includes(input.type)
      ? input.checked : !["", "unknown"].includes(input.value));
    return { name: inputs[0]?.name || inputs[0]?.id, filled };
  });
  return {
    fields, asking: shown(form),
    asked: shown(form) ? form.innerText : "",
    all: [...root.children].map((one) => one.innerText ?? "").join(" "),
  };
}"""


@dataclass
class Journey:
    """What it took."""

    presses: int = 0
    first_amount: int | None = None
    """Presses up to when the amount shows."""
    without_leaving: bool = False
    """Whether it showed on the page that the journey began at."""
    verdict: int | None = None
    """Presses up to when the whole result shows."""
    asked: list[str] = field(default_factory=list)
    """The names of the questions that showed."""
    read: list[str] = field(default_factory=list)
    """The text of every step as it was first met."""
    report: str = ""


def producer(scheme: Mapping[str, Any]) -> dict[str, Any]:
    """What the producer of a short of 12 minutes knows, by the names of the questions.

    35 % of it are made in the virtual studio, it costs NT$6.2 million, and all else is as in the
    worked example that meets everything.
    """
    example = next(item for item in scheme["examples"] if item["id"] == "short-all-met")
    own = {"runtime_minutes": 12, "vp_ratio_percent": 35, "production_cost_twd": 6_200_000}
    groups = scheme["calculator"]["groups"]
    whole = {group["id"]: "yes" for group in groups if group.get("at_once")}
    return {**example["facts"], **own, **whole}


class Person:
    """Uses a page by keyboard."""

    def __init__(self, page: Page, facts: Mapping[str, Any], amount: str = AMOUNT) -> None:
        self.page, self.facts, self.amount = page, dict(facts), amount
        self.journey = Journey()
        self._begun_at = page.url.partition("#")[0]

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
        self.journey.presses += len(keys)
        if self.journey.presses > MOST:
            raise AssertionError(f"{MOST} presses, and no result: {self.look()}")

    def type(self, text: str) -> None:
        self.press(*text)

    def look(self) -> Stop:
        stop: Stop = self.page.evaluate(LOOK)
        return stop

    def see(self) -> dict[str, Any]:
        """What the calculator shows; nothing where there is none."""
        nothing = {"fields": [], "asking": False, "asked": "", "all": ""}
        return self.page.evaluate(SEEN) or nothing

    def skip_to_content(self) -> None:
        """Over the menu to the content."""
        self.press("Tab")
        assert "#" in self.look()["href"]
        self.press("Enter")

    def waiting(self) -> list[str]:
        """The questions in sight that they could answer and have not."""
        fields = self.see()["fields"]
        return [one["name"] for one in fields if not one["filled"] and one["name"] in self.facts]

    def answer(self, stop: Stop) -> None:
        """The question that has the focus."""
        given = self.facts[stop["name"]]
        if stop["tag"] == "select":
            self._arrow(str(given).lower() if isinstance(given, bool) else given)
        elif stop["type"] == "radio":
            self._choose(str(given).lower() if isinstance(given, bool) else given)
        elif stop["type"] == "checkbox":
            self._tick(stop["name"], given)
        else:
            self.type(str(given))

    def _arrow(self, value: str) -> None:
        while self.look()["value"] != value:
            self.press("ArrowDown")

    def _choose(self, value: str) -> None:
        if self.look()["value"] == value:
            self.press("Space")
            return
        self._arrow(value)

    def _tick(self, name: str, values: Iterable[str]) -> None:
        for value in values:
            while (at := self.look())["value"] != value:
                assert at["name"] == name, f"no {value} in {name}"
                self.press("Tab")
            self.press("Space")

    def note(self) -> None:
        """What is met for the first time: the text of a step, its questions, the amount."""
        seen, journey = self.see(), self.journey
        if seen["asking"]:
            names = [item["name"] for item in seen["fields"]]
            new = [name for name in names if name not in journey.asked]
            journey.asked += new
            if new:
                journey.read.append(seen["asked"])
        if journey.first_amount is None and self.amount in seen["all"]:
            journey.first_amount = journey.presses
            journey.without_leaving = self.page.url.partition("#")[0] == self._begun_at

    def wait_for_amount(self) -> None:
        """A look at what the last answer has changed."""
        if self.journey.first_amount is None:
            try:
                self.page.wait_for_function(
                    f"(amount) => ({SEEN})()?.all.includes(amount)",
                    arg=self.amount,
                    timeout=PATIENCE,
                )
            except TooLate:
                return
            self.note()

    def enter(self) -> None:
        """Goes on: to another page, another step or the result."""
        if self.look()["tag"] == "a":
            with self.page.expect_navigation():
                self.press("Enter")
            self.arrive()
            self.skip_to_content()
            return
        self.press("Enter")
        self.page.wait_for_function(f"({LOOK})().tag.startsWith('h')")

    def arrive(self) -> None:
        """Waits until the calculator of the page stands, if it has one."""
        self.page.wait_for_load_state("load")
        if self.page.locator("subsidy-calculator").count():
            self.page.locator("subsidy-calculator form").wait_for()

    def go(self) -> Journey:
        """From the beginning of a page to the whole result."""
        self.arrive()
        self.skip_to_content()
        self.note()
        while not self._ended():
            self._step()
            self.note()
        self.journey.verdict = self.journey.presses
        self.journey.report = self.see()["all"]
        return self.journey

    def _ended(self) -> bool:
        """Whether the result has the focus."""
        stop = self.look()
        return stop["inside"] and stop["name"] == "verdict"

    def _step(self) -> None:
        """On to the next stop, and what there is to do there."""
        self.press("Tab")
        stop, waiting = self.look(), self.waiting()
        if stop["inside"] and stop["name"] in waiting:
            self.answer(stop)
            self.wait_for_amount()
            stop, waiting = self.look(), self.waiting()
        if waiting:
            return
        elsewhere = stop["href"].partition("#")[0] != self.page.url.partition("#")[0]
        leads = stop["tag"] == "a" and "/calculator/" in stop["href"] and elsewhere
        sends = stop["inside"] and stop["type"] in SENDING and self._has_submit()
        if leads or sends:
            self.enter()

    def _has_submit(self) -> bool:
        """Whether Enter in a box or at a radio button means "next" here."""
        return self.page.locator("subsidy-calculator form button[type=submit]").count() > 0

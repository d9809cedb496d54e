/**
 * What depends on the day: the version of a scheme that `?on=2024-07-22` asks for, whether the
 * version shown is in force today, and reviews that are overdue.
 *
 * Periods, links and every word stand in the page; here words are only shown, and what the
 * address holds becomes text. Days compare as text, and are Taiwan's, whose rules these are.
 */
const TAIWAN = 8 * 60 * 60 * 1000;
/** So much of what is no day is shown. */
const LONGEST = 40;

const today = new Date(Date.now() + TAIWAN).toISOString().slice(0, 10);
const box = document.querySelector(".in-force");
const versions = [...(box?.querySelectorAll("[data-from]") ?? [])];
const current = versions.find((version) => version.hasAttribute("aria-current"));

/** A day that the calendar has: 2023-02-29 is none. */
function isDay(text) {
  const day = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(day.getTime()) &&
    day.toISOString().startsWith(text)
  );
}

/** The version in force on a day. One without a first day may have been. */
function inForce(day) {
  return versions.find(({ dataset: { from, to } }) => from <= day && (!to || day <= to));
}

function notice(name) {
  return box.querySelector(`[data-notice="${name}"]`);
}

function tell(name, day) {
  notice(name).querySelector("[data-day]").textContent = day;
  notice(name).hidden = false;
}

/** Leads to another page with the question and the anchor of this one. */
function lead(page) {
  const address = new URL(page);
  address.search = location.search;
  address.hash = location.hash;
  location.replace(address);
}

function open(asked) {
  if (!isDay(asked)) return tell("not-a-day", [...asked].slice(0, LONGEST).join(""));
  const version = inForce(asked);
  if (!version) tell("none", asked);
  else if (version !== current) lead(version.href);
  else tell(version.dataset.from ? "in-force" : "unknown", asked);
}

/** The page may have been made before today's version began, or the last one ended. */
function compareWithToday() {
  const version = inForce(today);
  notice("none-today").hidden = Boolean(version);
  notice("other-today").hidden = !version || version === current;
  if (!version) return;
  const link = notice("other-today").querySelector("a");
  link.href = version.href;
  link.textContent = version.textContent;
}

const forward = document.querySelector("a[data-forward]");
const form = document.querySelector("form.on-day");
const asked = new URLSearchParams(location.search).get("on");
if (forward) lead(forward.href);
else if (form && asked !== null) lead(form.action);
else if (box && asked !== null) open(asked);
if (box) compareWithToday();
for (const late of document.querySelectorAll("[data-review-by]"))
  late.hidden = today <= late.dataset.reviewBy;

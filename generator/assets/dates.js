/**
 * What depends on the day: the version of a scheme that `?on=2024-07-22` asks for, whether the
 * version shown is in force today, and reviews that are overdue.
 *
 * Periods, links and every word stand in the page; here words are only shown, and what the
 * address holds becomes text.
 */
import { dayInTaiwan, inForce, isDay } from "./parts/days.js";

/** So many characters of a text that is no day are shown. */
const LONGEST = 40;

/** @typedef {{link: HTMLAnchorElement, from: string, to: string}} Version a link of the page */

/** Leads to another page with the question and the anchor of this one. @param {string} page */
function lead(page) {
  const address = new URL(page);
  address.search = location.search;
  address.hash = location.hash;
  location.replace(address);
}

/** The versions of a scheme, and the notices about them. */
class Versions {
  #box;
  #versions;
  #current;

  /** @param {HTMLElement} box */
  constructor(box) {
    const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (
      box.querySelectorAll("[data-from]")
    );
    this.#box = box;
    this.#versions = Array.from(links, (link) => {
      const { from = "", to = "" } = link.dataset;
      return { link, from, to };
    });
    this.#current = this.#versions.find(({ link }) => link.hasAttribute("aria-current"));
  }

  /** Shows the version in force on a day, or says why there is none. @param {string} day */
  open(day) {
    if (!isDay(day)) return this.#say("not-a-day", [...day].slice(0, LONGEST).join(""));
    const version = inForce(this.#versions, day);
    if (!version) return this.#say("none", day);
    if (version !== this.#current) return lead(version.link.href);
    return this.#say(version.from ? "in-force" : "unknown", day);
  }

  /**
   * Says where today's version is: the page may have been made before it began, or before the
   * last one ended.
   * @param {string} today
   */
  compareWith(today) {
    const version = inForce(this.#versions, today);
    const other = this.#notice("other-today");
    this.#notice("none-today").hidden = Boolean(version);
    other.hidden = !version || version === this.#current;
    const link = other.querySelector("a");
    if (!version || !link) return;
    link.href = version.link.href;
    link.textContent = version.link.textContent;
  }

  /** @param {string} name */
  #notice(name) {
    return /** @type {HTMLElement} */ (this.#box.querySelector(`[data-notice="${name}"]`));
  }

  /** @param {string} name @param {string} day */
  #say(name, day) {
    const notice = this.#notice(name);
    const place = notice.querySelector("[data-day]");
    if (place) place.textContent = day;
    notice.hidden = false;
  }
}

function start() {
  const today = dayInTaiwan(Date.now());
  const box = /** @type {HTMLElement | null} */ (document.querySelector(".in-force"));
  const forward = /** @type {HTMLAnchorElement | null} */ (
    document.querySelector("a[data-forward]")
  );
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form.on-day"));
  const day = new URLSearchParams(location.search).get("on");
  const versions = box && new Versions(box);
  if (forward) lead(forward.href);
  else if (form && day !== null) lead(form.action);
  else if (versions && day !== null) versions.open(day);
  versions?.compareWith(today);
  const reviews = /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll("[data-review-by]")
  );
  for (const review of reviews) review.hidden = today <= (review.dataset.reviewBy ?? "");
}

start();

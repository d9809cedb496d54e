/**
 * Deadlines as an iCalendar file (RFC 5545): all-day events, CRLF, lines folded at 75 octets.
 *
 * A second file corrects the first: entries go by the same UID with a higher SEQUENCE. One whose
 * date is gone comes again as STATUS:CANCELLED, in a file that is published as before.
 * METHOD:CANCEL (RFC 5546) would hold for the whole file, good entries too, and wants the mail of
 * an organiser.
 * Some calendars take a cancelled entry away on import, some strike it through, and some know
 * nothing of the status: for these its title says so. For the same reason no entry has an
 * organiser, though RFC 5546 wants one: with it a calendar takes the entry for an invitation of
 * somebody else's, which its owner cannot change.
 */

/** So many days before its deadline an entry reminds of it. */
export const REMINDERS = [30, 7, 1];

/** At this hour of the day a reminder comes. */
const MORNING = 9;

/** In milliseconds. */
const DAY = 86_400_000;

/**
 * @typedef {object} Entry
 * @property {string} id
 * @property {string} date
 * @property {string} title
 * @property {string} note
 * @property {{days: number, words: string}[]} reminders so many days before; those that are past
 *   are left out
 * @property {boolean} cancelled whether it holds no longer
 *
 * @param {Entry[]} entries
 * @param {object} about
 * @param {string} about.scheme
 * @param {string} about.name the calendar's
 * @param {string} about.host
 * @param {Date} about.now
 * @param {string} about.draft by which an entry replaces the one before of the same draft
 * @param {number} about.issue grows with every file of the draft
 */
export function calendar(entries, { scheme, name, host, now, draft, issue }) {
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, "");
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//subsidy-calculator//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    "X-WR-CALNAME:" + escapeText(name),
  ];
  for (const { id, date, title, note, reminders, cancelled } of entries) {
    const ahead = (Date.parse(date) - now.getTime()) / DAY;
    lines.push(
      "BEGIN:VEVENT",
      `UID:${scheme}-${id}-${draft}@${host}`,
      "DTSTAMP:" + stamp,
      "LAST-MODIFIED:" + stamp,
      "SEQUENCE:" + issue,
      "STATUS:" + (cancelled ? "CANCELLED" : "CONFIRMED"),
      "DTSTART;VALUE=DATE:" + date.replaceAll("-", ""),
      "DTEND;VALUE=DATE:" + nextDay(date).replaceAll("-", ""),
      "SUMMARY:" + escapeText(title),
      "DESCRIPTION:" + escapeText(note),
      "TRANSP:TRANSPARENT",
      ...reminders.filter(({ days }) => days < ahead).flatMap(alarm),
      "END:VEVENT",
    );
  }
  return [...lines, "END:VCALENDAR", ""].map(folded).join("\r\n");
}

/** @param {string} date */
const nextDay = (date) => new Date(Date.parse(date) + DAY).toISOString().slice(0, 10);

/** A reminder in the morning, counted from the midnight at which the day of the entry begins. */
const alarm = (/** @type {{days: number, words: string}} */ { days, words }) => [
  "BEGIN:VALARM",
  "ACTION:DISPLAY",
  `TRIGGER:-P${days > 1 ? days - 1 + "D" : ""}T${24 - MORNING}H`,
  "DESCRIPTION:" + escapeText(words),
  "END:VALARM",
];

/** @param {string} text */
function escapeText(text) {
  return text.replace(/[\\;,]/g, "\\$&").replace(/\r\n?|\n/g, "\\n");
}

/** Folds between characters, never inside one. @param {string} line */
function folded(line) {
  let text = "";
  let octets = 0;
  for (const letter of line) {
    const size = new TextEncoder().encode(letter).length;
    if (octets + size > 75) {
      text += "\r\n ";
      octets = 1;
    }
    text += letter;
    octets += size;
  }
  return text;
}

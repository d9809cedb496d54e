/** Deadlines as an iCalendar file (RFC 5545): all-day events, CRLF, lines folded at 75 octets. */

/**
 * @param {{id: string, date: string, title: string, note: string}[]} events
 * @param {object} about
 * @param {string} about.scheme
 * @param {string} about.name the calendar's
 * @param {string} about.host
 * @param {Date} about.now
 * @param {string} about.draft by which an entry replaces the one before of the same draft
 * @param {number} about.issue grows with every file of the draft
 */
export function calendar(events, { scheme, name, host, now, draft, issue }) {
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, "");
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//subsidy-calculator//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    "X-WR-CALNAME:" + escapeText(name),
  ];
  for (const { id, date, title, note } of events) {
    const next = new Date(Date.parse(date) + 86_400_000).toISOString();
    lines.push(
      "BEGIN:VEVENT",
      `UID:${scheme}-${id}-${draft}@${host}`,
      "DTSTAMP:" + stamp,
      "LAST-MODIFIED:" + stamp,
      "SEQUENCE:" + issue,
      "DTSTART;VALUE=DATE:" + date.replaceAll("-", ""),
      "DTEND;VALUE=DATE:" + next.slice(0, 10).replaceAll("-", ""),
      "SUMMARY:" + escapeText(title),
      "DESCRIPTION:" + escapeText(note),
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    );
  }
  return [...lines, "END:VCALENDAR", ""].map(folded).join("\r\n");
}

/** @param {string} text */
function escapeText(text) {
  return text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
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

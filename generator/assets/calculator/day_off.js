/** A date on which offices are closed, and the working day behind it. */

/**
 * @import { Deadline } from "../types/calculator"
 * @import { Wording } from "./wording.js"
 */

/**
 * What to say of a date on which offices may be closed; nothing of a working day.
 * @param {string} date @param {Pick<Deadline, "office_day"> & {next: string | null}} deadline
 * @param {Wording} wording
 */
export function dayOff(date, { office_day: moves, next }, wording) {
  const days = wording.data.calculator.office_days;
  const { first_year = 0, last_year = 0, holidays = [] } = days ?? {};
  const year = Number(date.slice(0, 4));
  if (next) return wording.text("office_day", { day: wording.date(next, true) });
  if (moves && (year < first_year || year > last_year))
    return wording.text("office_day_unknown", { year });
  const closed = new Date(date).getUTCDay() % 6 === 0 || holidays.includes(date);
  return closed && wording.text("weekend");
}

/** How much the desk reads: no file may stop the computer that reads it. */

/**
 * @typedef {object} Limits as the page says them, which are those of the commands
 * @property {number} bytes of a file
 * @property {number} unpacked bytes of a workbook
 * @property {number} rows
 * @property {number} columns
 * @property {number} cells
 */

/** A file cannot be read: `code` is the end of the label that says why. */
export class BadFile extends Error {
  /** @param {string} code @param {Record<string, string | number>} [places] */
  constructor(code, places = {}) {
    super(code);
    this.code = code;
    this.places = places;
  }
}

/** @param {number} number @param {number} most @param {string} code */
export function within(number, most, code) {
  if (number > most) throw new BadFile(code, { most });
}

/** A text as a QR code: a picture of black squares that stays sharp on paper. */

/**
 * @typedef {Pick<typeof import("./qr.js"), "generate" | "correction">} Library
 */

const SVG = "http://www.w3.org/2000/svg";
/** So many white squares have to be around it. */
const QUIET = 4;

/**
 * @param {string} text @param {string} name what it is @param {Library} library
 * @returns {SVGElement | null} `null` where the text is too long for a code
 */
export function qrCode(text, name, library) {
  const code = generated(text, library);
  if (!code) return null;
  const picture = document.createElementNS(SVG, "svg");
  const whole = code.size + 2 * QUIET;
  const attributes = { viewBox: `0 0 ${whole} ${whole}`, role: "img", "aria-label": name };
  for (const [key, value] of Object.entries(attributes)) picture.setAttribute(key, value);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", outline(code));
  picture.append(path);
  return picture;
}

/** @param {string} text @param {Library} library */
function generated(text, { generate, correction }) {
  try {
    // A page is folded and gets dirty: a seventh of it may be lost.
    return generate(text, { minCorrectionLevel: correction.M });
  } catch (error) {
    console.error(error);
    return null;
  }
}

/**
 * The black squares, each run of a row as one bar.
 * @param {{size: number, get: (x: number, y: number) => boolean}} code
 */
export function outline({ size, get }) {
  let bars = "";
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const start = x;
      while (get(x, y)) x++;
      if (x > start) bars += `M${start + QUIET} ${y + QUIET}h${x - start}v1H${start + QUIET}z`;
    }
  return bars;
}

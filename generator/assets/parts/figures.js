/** Numbers as they are shown: with every digit, so that what is shown is what decides. */

/** A number with all its digits, without an exponent. @param {number} number */
export function decimal(number) {
  const [digits, power = "0"] = String(number).split("e-");
  const decimals = digits.replace(/^-?\d+\.?/, "").length + Number(power);
  return power === "0" ? digits : number.toFixed(Math.min(decimals, 100));
}

/** A number with all its digits, in groups of three. @param {number} number */
export function grouped(number) {
  return decimal(number).replace(/^-?\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
}

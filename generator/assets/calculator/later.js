/**
 * The result in detail, and what else the calculator loads when the reader comes near it or has
 * answered: a script of its own, so that a page which embeds the calculator loads less at first.
 */
export { reopened } from "./reopened.js";
export { report } from "./report.js";
export { howRead, readTyped, whyNot } from "./typing.js";

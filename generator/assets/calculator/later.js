/**
 * The result in detail, and what else the calculator loads when the reader comes near it or has
 * answered: a script of its own, so that a page which embeds the calculator loads less at first.
 */
export { grantees } from "./grantees.js";
export { changesSection } from "./remedy.js";
export { reopened } from "./reopened.js";
export { outlook, report } from "./report.js";
export { Room } from "./room.js";
export { howRead, readTyped, whyNot } from "./typing.js";
export { announcement, answer } from "./verdict.js";

/**
 * What the calculator loads after the first answer, or when the reader comes to it: a script of
 * its own, so that a page which embeds the calculator loads less at first.
 */
export { changeList } from "./changes.js";
export { conclusionSection } from "./conclusion.js";
export { documentSection } from "./documents.js";
export { saveCalendar, saveResult } from "./files.js";
export { answerSection, toolbar } from "./record.js";
export { addRemedies } from "./remedy.js";

/** A sheet to fill in. */
import { csvOf, workbookOf } from "./sheets.js";

/** @import { DeskWording } from "./wording.js" */

/** @param {DeskWording} wording @param {"csv" | "xlsx"} form */
export function templateOf(wording, form) {
  const { questions } = wording.data.calculator;
  const free = [wording.text("template_number"), wording.text("template_name")];
  const header = [...free, ...questions.map(({ id, label }) => `${label} [${id}]`)];
  const yesOrNo = [wording.label("yes"), wording.label("no")];
  const lists = questions.map(({ type, options = [] }) =>
    type === "boolean" ? yesOrNo : type === "choice" ? options.map(({ label }) => label) : [],
  );
  return form === "csv" ? csvOf([header]) : workbookOf([header], [...free.map(() => []), ...lists]);
}

/**
 * The page in a frame, see docs/guide/embed.md: it takes its theme and leave to store from its
 * address, and speaks with the page around it.
 *
 * To anyone goes `{type: "subsidy-calculator:resize", height}` and nothing else. Answers and
 * results go to the origin that has said `{type: "subsidy-calculator:hello", answers?}` first.
 */
const NAME = "subsidy-calculator:";
const calculator = /** @type {HTMLElement} */ (document.querySelector("subsidy-calculator"));

const wanted = new URLSearchParams(location.search);
const theme = wanted.get("theme") ?? "";
if (["light", "dark"].includes(theme)) {
  calculator.setAttribute("theme", theme);
  document.querySelector("meta[name=color-scheme]")?.setAttribute("content", theme);
}
calculator.setAttribute("storage", wanted.get("storage") === "on" ? "on" : "off");
document.body.style.margin = "0";

/** The origin of the page around this one, once it has introduced itself. */
let host = "";
/** What a host is told that comes late. @type {Map<string, any>} */
const latest = new Map();
let answered = false;

/** Until the calculator stands, the frame keeps the height that it was given. */
function tellHeight() {
  const height = Math.ceil(calculator.getBoundingClientRect().height);
  parent.postMessage(
    { type: NAME + "resize", height: latest.has("ready") ? height : Math.max(height, innerHeight) },
    "*",
  );
}

/** @param {string} name @param {any} detail */
function tell(name, detail) {
  if (host) parent.postMessage({ type: NAME + name, detail }, host);
}

/** The host's answers as JSON, `null` where there are none. @param {any} answers @throws {TypeError} */
function prefill(answers) {
  if (answers == null) return null;
  if (Object.prototype.toString.call(answers) !== "[object Object]")
    throw new TypeError("answers are not an object");
  return JSON.stringify(answers);
}

/** @param {any} said @param {string} origin */
function meet({ answers }, origin) {
  if (host || origin === "null") return;
  let given;
  try {
    given = prefill(answers);
  } catch {
    return;
  }
  host = origin;
  // Whoever has begun to answer keeps those answers.
  if (given !== null && !answered) calculator.setAttribute("answers", given);
  else for (const [name, detail] of latest) tell(name, detail);
}

if (parent !== window) {
  calculator.addEventListener("resize", tellHeight);
  for (const name of ["ready", "answer", "result"])
    calculator.addEventListener(name, (event) => {
      const { detail } = /** @type {CustomEvent} */ (event);
      if (name === "answer") answered = true;
      else latest.set(name, detail);
      tell(name, detail);
      // A browser does not tell a frame out of sight of its size.
      if (name === "result") tellHeight();
    });
  addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent) return;
    if (data?.type === NAME + "ping") tellHeight();
    if (data?.type === NAME + "hello") meet(data, origin);
  });
}

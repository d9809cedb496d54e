/**
 * The page in a frame, see docs/guide/embed.md: it takes its mode, theme and leave to store from
 * its address, and speaks with the page around it.
 *
 * To anyone goes `{type: "subsidy-calculator:resize", height}` and nothing else. Answers and
 * results go to the origin that has said `{type: "subsidy-calculator:hello", answers?}` first.
 *
 * A draft is of one host alone: kept under its origin, which the browser names, and told to no
 * other. What somebody answers on this site, or in a frame at another host, no page gets to know
 * by framing it.
 */
const NAME = "subsidy-calculator:";
const calculator = /** @type {HTMLElement} */ (document.querySelector("subsidy-calculator"));

/** The origin of the page around this one, once it has introduced itself. */
let host = "";
/** The origin whose draft this is, where one is kept. */
let keeper = "";
/**
 * Events of which a host is told that comes late: their details by name.
 * @type {Map<string, unknown>}
 */
const latest = new Map();
let answered = false;

/** Takes the mode, the theme and leave to store from the address. */
function readAddress() {
  const wanted = new URLSearchParams(location.search);
  const theme = wanted.get("theme") ?? "";
  if (["light", "dark"].includes(theme)) {
    calculator.setAttribute("theme", theme);
    document.querySelector("meta[name=color-scheme]")?.setAttribute("content", theme);
  }
  calculator.setAttribute("mode", wanted.get("mode") ?? "");
  keeper = wanted.get("storage") === "on" ? around() : "";
  calculator.setAttribute("storage", keeper ? `on ${keeper}` : "off");
  document.body.style.margin = "0";
}

/**
 * The origin of the page around as the browser tells it: by the frames above this one, else by who
 * asked for this page. Empty where it hides.
 */
function around() {
  const origin = location.ancestorOrigins?.[0] ?? document.referrer;
  return URL.canParse(origin) ? new URL(origin).origin : "";
}

/** Of the whole page. Until the calculator stands, the frame keeps the height it was given. */
function tellHeight() {
  const own = Math.ceil(document.documentElement.getBoundingClientRect().height);
  const height = latest.has("ready") ? own : Math.max(own, innerHeight);
  parent.postMessage({ type: NAME + "resize", height }, "*");
}

/** @param {string} name @param {unknown} detail */
function tell(name, detail) {
  if (host) parent.postMessage({ type: NAME + name, detail }, host);
}

/**
 * The host's answers as JSON, `null` where there are none.
 * @param {unknown} answers @throws {TypeError}
 */
function prefill(answers) {
  if (answers == null) return null;
  if (Object.prototype.toString.call(answers) !== "[object Object]")
    throw new TypeError("answers are not an object");
  return JSON.stringify(answers);
}

/** @param {{answers?: unknown}} message @param {string} origin */
function meet({ answers }, origin) {
  if (host || origin === "null" || (keeper && origin !== keeper)) return;
  let facts;
  try {
    facts = prefill(answers);
  } catch {
    return;
  }
  host = origin;
  // Whoever has begun to answer keeps those answers.
  if (facts !== null && !answered) calculator.setAttribute("answers", facts);
  else for (const [name, detail] of latest) tell(name, detail);
}

/** @param {string} name @param {unknown} detail */
function pass(name, detail) {
  if (name === "answer") answered = true;
  else latest.set(name, detail);
  tell(name, detail);
  if (name !== "answer") tellHeight();
}

function listen() {
  new ResizeObserver(tellHeight).observe(document.documentElement);
  // A browser does not tell a frame out of sight of its size; the component does what it can.
  calculator.addEventListener("resize", tellHeight);
  for (const name of ["ready", "answer", "result"])
    calculator.addEventListener(name, (event) =>
      pass(name, /** @type {CustomEvent} */ (event).detail),
    );
  addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent) return;
    if (data?.type === NAME + "ping") tellHeight();
    if (data?.type === NAME + "hello") meet(data, origin);
  });
}

readAddress();
if (parent !== window) listen();

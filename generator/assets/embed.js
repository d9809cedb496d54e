/**
 * For a page that frames the calculator, see docs/guide/embed.md: gives every
 * `<iframe data-subsidy-calculator>` the height of what it holds, hands it the answers in
 * `data-answers`, and dispatches `ready`, `answer`, `result` and `resize` on it. Frames that
 * come later are found too, and those in open shadow trees. A script or a module; the second
 * time it does nothing.
 */
(() => {
  const NAME = "subsidy-calculator:";
  /** So many pixels no calculator is high. */
  const HIGHEST = 50_000;
  const started = Symbol.for(NAME);
  if (started in window) return;
  Object.assign(window, { [started]: true });

  /** Frames of which the console has been told. */
  const redirected = new WeakSet();

  /** @param {ParentNode} root */
  function framesIn(root) {
    const found = root.querySelectorAll("iframe[data-subsidy-calculator]");
    return /** @type {HTMLIFrameElement[]} */ ([...found]);
  }

  /**
   * Those in open shadow trees, too.
   * @param {ParentNode} root @returns {HTMLIFrameElement[]}
   */
  function allFrames(root) {
    const inner = [...root.querySelectorAll("*")].flatMap(({ shadowRoot }) =>
      shadowRoot ? allFrames(shadowRoot) : [],
    );
    return [...framesIn(root), ...inner];
  }

  /** @param {HTMLIFrameElement} frame @returns {unknown} */
  function answersOf(frame) {
    try {
      return JSON.parse(frame.dataset.answers || "null");
    } catch (error) {
      console.error(error);
      return undefined;
    }
  }

  /** @param {HTMLIFrameElement} frame @param {object} message @param {string} origin */
  function post(frame, message, origin) {
    frame.contentWindow?.postMessage(message, origin);
  }

  /**
   * Says once why nothing is taken from a frame.
   * @param {HTMLIFrameElement} frame @param {string} origin
   */
  function warn(frame, origin) {
    if (redirected.has(frame)) return;
    redirected.add(frame);
    const address = `src is ${frame.src}, but ${origin} answers`;
    console.warn(`${NAME} ${address}. Give the address that it leads to.`);
  }

  /** @param {HTMLIFrameElement} frame @param {number} height of what it holds */
  function resize(frame, height) {
    const style = getComputedStyle(frame);
    const { boxSizing, borderTopWidth, borderBottomWidth, paddingTop, paddingBottom } = style;
    const edges = [borderTopWidth, borderBottomWidth, paddingTop, paddingBottom];
    const around = boxSizing === "border-box" ? edges.map(parseFloat) : [];
    frame.style.height = around.reduce((sum, edge) => sum + edge, height) + "px";
  }

  addEventListener("message", ({ source, origin, data }) => {
    const [, name] = /^subsidy-calculator:(ready|answer|result|resize)$/.exec(data?.type) ?? [];
    if (!name) return;
    const sends = (/** @type {HTMLIFrameElement} */ frame) => frame.contentWindow === source;
    const frame = framesIn(document).find(sends) ?? allFrames(document).find(sends);
    if (!frame) return;
    if (!frame.src.startsWith(origin + "/")) return warn(frame, origin);
    let { detail } = data;
    if (name === "resize") {
      const { height } = data;
      if (!Number.isFinite(height) || height <= 0 || height > HIGHEST) return;
      resize(frame, height);
      detail = { height };
      // Whenever it speaks: it may be another page by now, and one that knows us ignores it.
      post(frame, { type: NAME + "hello", answers: answersOf(frame) }, origin);
    }
    frame.dispatchEvent(new CustomEvent(name, { detail }));
  });

  // Those that were here first, whoever they are by now: it tells them nothing.
  for (const frame of allFrames(document)) post(frame, { type: NAME + "ping" }, "*");
})();

/**
 * For a page that frames the calculator, see docs/guide/embed.md: gives every
 * `<iframe data-subsidy-calculator>` the height of what it holds, hands it the answers in
 * `data-answers`, and dispatches `ready`, `answer`, `result` and `resize` on it. Frames that
 * come later are found too. A script or a module; the second time it does nothing.
 */
(() => {
  const NAME = "subsidy-calculator:";
  /** So many pixels no calculator is high. */
  const HIGHEST = 50_000;
  const started = Symbol.for(NAME);
  if (started in window) return;
  Object.assign(window, { [started]: true });

  const frames = () =>
    /** @type {HTMLIFrameElement[]} */ ([
      ...document.querySelectorAll("iframe[data-subsidy-calculator]"),
    ]);

  /** @param {HTMLIFrameElement} frame @returns {unknown} */
  const answersOf = (frame) => {
    try {
      return JSON.parse(frame.dataset.answers || "null");
    } catch (error) {
      console.error(error);
      return undefined;
    }
  };

  /** @param {HTMLIFrameElement} frame @param {object} message @param {string} origin */
  const post = (frame, message, origin) => frame.contentWindow?.postMessage(message, origin);

  addEventListener("message", ({ source, origin, data }) => {
    const frame = frames().find(({ contentWindow }) => contentWindow === source);
    const [, name] = /^subsidy-calculator:(ready|answer|result|resize)$/.exec(data?.type) ?? [];
    if (!frame || !name || !frame.src.startsWith(origin + "/")) return;
    let { detail } = data;
    if (name === "resize") {
      const { height } = data;
      if (!Number.isFinite(height) || height <= 0 || height > HIGHEST) return;
      const bordered = getComputedStyle(frame).boxSizing === "border-box";
      const border = bordered ? frame.offsetHeight - frame.clientHeight : 0;
      frame.style.height = height + border + "px";
      detail = { height };
      // Whenever it speaks: it may be another page by now, and one that knows us ignores it.
      post(frame, { type: NAME + "hello", answers: answersOf(frame) }, origin);
    }
    frame.dispatchEvent(new CustomEvent(name, { detail }));
  });

  // Those that were here first. One that has not begun to load is still a blank page of this
  // origin, which is not who it is meant for.
  for (const frame of frames())
    if (frame.contentDocument?.URL !== "about:blank")
      post(frame, { type: NAME + "ping" }, new URL(frame.src).origin);
})();

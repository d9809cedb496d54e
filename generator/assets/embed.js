/**
 * For a page that frames the calculator, see docs/guide/embed.md: gives every
 * `<iframe data-subsidy-calculator>` the height of what it holds, hands it the answers in
 * `data-answers`, and dispatches `ready`, `answer`, `result` and `resize` on it. Frames that
 * come later are found too. A script or a module; the second time it does nothing.
 */
(() => {
  const NAME = "subsidy-calculator:";
  const started = Symbol.for(NAME);
  if (window[started]) return;
  window[started] = true;

  const frames = () => [...document.querySelectorAll("iframe[data-subsidy-calculator]")];

  const answersOf = (frame) => {
    try {
      return JSON.parse(frame.dataset.answers || "null");
    } catch (error) {
      console.error(error);
    }
  };

  addEventListener("message", ({ source, origin, data }) => {
    const frame = frames().find((each) => each.contentWindow === source);
    const [, name] = /^subsidy-calculator:(ready|answer|result|resize)$/.exec(data?.type) ?? [];
    if (!frame || !name || !frame.src.startsWith(origin + "/")) return;
    let { detail } = data;
    if (name === "resize") {
      const { height } = data;
      if (!Number.isFinite(height) || height <= 0 || height > 50_000) return;
      const border =
        getComputedStyle(frame).boxSizing === "border-box"
          ? frame.offsetHeight - frame.clientHeight
          : 0;
      frame.style.height = height + border + "px";
      detail = { height };
      // Whenever it speaks: it may be another page by now, and one that knows us ignores it.
      source.postMessage({ type: NAME + "hello", answers: answersOf(frame) }, origin);
    }
    frame.dispatchEvent(new CustomEvent(name, { detail }));
  });

  // Those that were here first. One that has not begun to load is still a blank page of this
  // origin, which is not who it is meant for.
  for (const frame of frames())
    if (frame.contentDocument?.URL !== "about:blank")
      frame.contentWindow.postMessage({ type: NAME + "ping" }, new URL(frame.src).origin);
})();

/**
 * A visit: what the address, the draft and the page around bring in, and how the visitor is told
 * of it.
 */
import { h, nodes } from "../parts/dom.js";

/**
 * @import { Facts } from "../types/calculator"
 * @import { Child } from "../types/dom"
 * @import { Opened } from "./link.js"
 * @import { Action, Notices } from "./notice.js"
 * @import { Beginning, Session } from "./session.js"
 *
 * @typedef {object} Shows what the page does
 * @property {() => void} show shows what the session holds, at the step where it is
 * @property {() => void} update asks the engine anew
 * @property {(step: string) => void} open shows a step
 * @property {() => void} focus gives the focus to the step that shows
 * @property {() => void} tellResult tells the page around
 * @property {(opened: Opened) => Promise<Child[]>} reopened whether answers still come to the same
 */

export class Visit {
  #session;
  #notices;
  #page;

  /** @param {Session} session @param {Notices} notices @param {Shows} page */
  constructor(session, notices, page) {
    this.#session = session;
    this.#notices = notices;
    this.#page = page;
    session.lost = () => this.notify("draft_lost");
  }

  /**
   * Shows a notice whose kind is its label.
   * @param {string} key @param {Action[]} [actions] @param {HTMLElement} [more] below its words
   */
  notify(key, actions, more) {
    this.#notices.show(key, [h("p", null, this.#session.wording.text(key)), more], actions);
  }

  /**
   * Shows the answers that a session begins with, and says where they come from.
   * @param {Beginning} beginning
   */
  begin({ opened, refused, clean }) {
    const session = this.#session;
    this.#notices.clear();
    this.#page.show();
    if (!refused) session.write(false, clean ? undefined : null);
    if (refused) this.notify("link_" + refused);
    const changes = h("div");
    if (session.fromLink) this.notify("from_link", this.#backToDraft(), changes);
    if (opened && (session.fromLink || opened.rules !== session.wording.rules))
      this.#tellChanges(opened, changes);
  }

  /** @returns {Action[]} */
  #backToDraft() {
    const session = this.#session;
    const restore = () => {
      this.begin({ opened: session.restore(), clean: true });
      this.#page.tellResult();
    };
    return session.hasDraft ? [{ key: "back_to_draft", act: restore }] : [];
  }

  /**
   * Says at once if the rules are others, and what has changed as soon as it is worked out.
   * @param {Opened} opened @param {HTMLElement} changes
   */
  #tellChanges(opened, changes) {
    const { wording } = this.#session;
    const words = { from: opened.rules, to: wording.rules };
    const heading = h("p", null, wording.text("other_rules", words));
    if (words.from !== words.to) this.#notices.show("other_rules", [heading, changes]);
    this.#page.reopened(opened).then(
      (content) => changes.append(...nodes(content)),
      (error) => {
        console.error(error);
        changes.append(h("p", null, wording.text("not_loaded")));
      },
    );
  }

  /** Takes over what another tab has changed. */
  catchUp() {
    const session = this.#session;
    const ticked = session.ticks.read();
    const answered = session.catchUp();
    if (ticked || answered) this.#page.update();
    if (!answered) return;
    session.write();
    this.#page.tellResult();
  }

  /**
   * Another entry of the history shows, or a link was opened while the page is already there. An
   * entry of the calculator's own shows its step with the answers of now.
   */
  travel() {
    const session = this.#session;
    const { mark, step } = session;
    const entry = mark?.line === session.line ? mark.step : null;
    if (entry === null && (mark || session.opens)) {
      this.begin(session.begin());
      this.#page.tellResult();
      return;
    }
    // An anchor of the page leaves the step as it is.
    if (entry === null && !session.isOurs) return;
    this.#page.open(entry ?? session.named);
    session.write();
    if (session.step !== step) this.#page.focus();
  }

  /**
   * Takes answers of the page around. Where they change what somebody sees who has answered, that
   * is said.
   * @param {Facts} given
   */
  give(given) {
    const session = this.#session;
    const seen = JSON.stringify(session.answers.typed);
    const before = session.give(given);
    this.#page.update();
    if (!session.hasDraft || JSON.stringify(session.answers.typed) === seen) return;
    const undo = () => {
      session.give(before);
      this.#page.update();
      this.#page.tellResult();
    };
    this.notify("host_answers", [{ key: "undo", act: undo }]);
  }

  /** Takes answers in place of others; one press brings those back. @param {Facts} facts */
  take(facts) {
    const session = this.#session;
    const before = { ...session.answers.typed };
    const set = (/** @type {Facts} */ answers) => {
      for (const id of Object.keys({ ...facts, ...answers })) session.answer(id, answers[id]);
      this.#page.update();
      this.#page.tellResult();
    };
    set(facts);
    const back = Object.fromEntries(Object.keys(facts).map((id) => [id, before[id]]));
    this.notify("taken", [{ key: "undo", act: () => set(back) }]);
  }

  /** Forgets the answers; one press brings them back. */
  clear() {
    const session = this.#session;
    const { fromLink } = session;
    const restore = session.clear();
    const undo = () => {
      restore();
      this.#notices.clear();
      this.#page.show();
      if (session.fromLink) this.notify("from_link", this.#backToDraft());
      this.#page.tellResult();
    };
    this.#notices.clear();
    this.#page.show();
    this.#page.tellResult();
    const actions = [{ key: "undo", act: undo }];
    if (fromLink) this.notify("cleared_link", [...actions, ...this.#backToDraft()]);
    else this.notify("cleared", actions);
    this.#page.focus();
  }
}

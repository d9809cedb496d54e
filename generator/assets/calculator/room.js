/**
 * Room that stays taken: while somebody answers, what once was high does not shrink, so that
 * nothing below goes up and down, and the frame that holds it does not tremble.
 */

/** So much more than it takes, a part whose lines grow with the answers is given at once. */
const SPARE = 1.1;

export class Room {
  /** @type {{node: HTMLElement, spare: number, least: number}[]} */
  #parts;
  #state = "";
  #width = 0;

  /** @param {HTMLElement} questions @param {HTMLElement} outlook below them */
  constructor(questions, outlook) {
    this.#parts = [
      { node: questions, spare: 1, least: 0 },
      { node: outlook, spare: SPARE, least: 0 },
    ];
    new ResizeObserver(() => this.keep(this.#state)).observe(questions);
  }

  /** Keeps what is taken now, as long as state and width stay. @param {string} state */
  keep(state) {
    const width = this.#parts[0].node.offsetWidth;
    const fresh = state !== this.#state || width !== this.#width;
    this.#state = state;
    this.#width = width;
    for (const part of this.#parts) {
      if (fresh) part.least = 0;
      if (fresh) part.node.style.minHeight = "";
      const height = Math.ceil(part.node.getBoundingClientRect().height);
      if (height <= part.least) continue;
      part.least = Math.ceil(height * part.spare);
      part.node.style.minHeight = `${part.least}px`;
    }
  }
}

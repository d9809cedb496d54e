/** The engine refused an answer: `code` says what kind of mistake, `fact` which one. */
export declare class FactError extends Error {
  code: string;
  fact: string;
}
/** What a scheme’s published `calculator` makes of facts; its own module has types for it. */
export declare function evaluate(calculator: object, facts: object): unknown;

/** What the theme and the pages' own inline scripts put on the window. */
export {};

declare global {
  interface Window {
    /** Shows "light", "dark" or, without either, the colours that the device has. */
    showColours(choice: string): void;
    /** Material's stream of documents. */
    document$: { next(document: Document): void };
  }
}

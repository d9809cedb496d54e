/** What the build publishes as `csv.js`: Papa Parse, as it was installed. */
interface Parsed {
  data: string[][];
  errors: { type: string; row?: number }[];
}
declare const papa: {
  parse(text: string, options: { delimiter: string }): Parsed;
};
export default papa;

/** What the build publishes as `qr.js`: the library as it was installed. */
export { correction, generate } from "lean-qr/nano";

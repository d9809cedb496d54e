/** What is taken away as a file. */
import { h } from "../parts/dom.js";

/** @param {string} name @param {BlobPart} bytes @param {string} type */
export function save(name, bytes, type) {
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

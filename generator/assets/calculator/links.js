/**
 * The page's address and links: a script of its own, which only a page that may read its address
 * or has a draft needs, and whoever copies a link.
 */
export { Address } from "./address.js";
export { LinkError, readLink, readStep, writeLink } from "./link.js";

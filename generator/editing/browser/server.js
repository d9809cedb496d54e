/**
 * Asks the preview's server; whoever has the token is answered.
 */

import { language, say } from "./words.js";

const KEY = "edit-token";

/** The token comes once, behind the address, and stays with this tab. */
const token = location.hash.slice(1) || sessionStorage.getItem(KEY) || "";
sessionStorage.setItem(KEY, token);
history.replaceState(null, "", location.pathname);

/** What the server refuses, in words. */
export class Refused extends Error {
  /**
   * @param {number} status
   * @param {string} message
   */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * @param {string} name
 * @param {object} [body]
 * @returns {Promise<Data>}
 */
export async function ask(name, body) {
  const headers = { "X-Edit-Token": token, "Content-Type": "application/json" };
  const request = body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers };
  const response = await fetch(`api/${name}`, request).catch(() => null);
  if (!response) throw new Refused(0, say("no_server"));
  const reply = await response.json();
  if (!response.ok) throw new Refused(response.status, reply.error[language()]);
  return reply;
}

/**
 * @param {string} key
 * @returns {Promise<Opened>}
 */
export const open = (key) => ask(`record?${new URLSearchParams({ key })}`);

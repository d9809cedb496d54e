/** The worker that reads a file of applications, for the pages that ask it: desk and sandbox. */

/**
 * @import { Ask, Open, Under } from "./worker.js"
 *
 * @typedef {Open | Under | Ask} Message what the worker is told
 * @typedef {Omit<Worker, "postMessage"> & {postMessage: (message: Message) => void}} DeskWorker
 */

/** The bundles of either page lie in a folder beside the worker's. */
const ADDRESS = new URL("../screening/worker.js", import.meta.url);

/**
 * @param {(message: any) => void} heard what the worker says
 * @param {() => void} broken it has stopped at an error of its own
 * @returns {DeskWorker}
 */
export function startWorker(heard, broken) {
  const worker = new Worker(ADDRESS, { type: "module" });
  worker.onmessage = ({ data }) => heard(data);
  worker.onerror = (event) => {
    event.preventDefault();
    console.error(event.message);
    broken();
  };
  return worker;
}

/**
 * Unpacks some files of an archive (APPNOTE.TXT 4.3), by the browser's own means.
 *
 * An archive may say anything of itself, so what comes out is counted while it does.
 */
import { BadFile } from "./limits.js";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** The fixed part of each of these, in bytes. */
const END_SIZE = 22;
const ENTRY_SIZE = 46;
const LOCAL_SIZE = 30;
const LONGEST_COMMENT = 0xffff;
/** A file as it is, not packed. */
const STORED = 0;
/** A workbook has a few dozen. */
const MOST_ENTRIES = 10_000;

/**
 * The files by their names in lower case, as spreadsheets take them.
 * @param {Uint8Array} bytes @param {(name: string) => boolean} wanted
 * @param {number} most bytes of them together
 * @returns {Promise<Map<string, Uint8Array>>}
 * @throws {BadFile}
 */
export async function unzip(bytes, wanted, most) {
  try {
    const entries = [...listed(bytes)].filter(({ name }) => wanted(name));
    const room = { left: most };
    if (entries.reduce((sum, { size }) => sum + size, 0) > room.left)
      throw new BadFile("too_large_unpacked");
    /** @type {Map<string, Uint8Array>} */
    const files = new Map();
    for (const { name, data, method } of entries)
      files.set(name, method === STORED ? data : await inflated(data, room));
    return files;
  } catch (error) {
    throw error instanceof BadFile ? error : new BadFile("not_workbook");
  }
}

/** What the directory at the end of an archive lists. @param {Uint8Array} bytes */
function* listed(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - END_SIZE;
  while (view.getUint32(end, true) !== END)
    if (--end < bytes.length - END_SIZE - LONGEST_COMMENT) throw new BadFile("not_workbook");
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > MOST_ENTRIES) throw new BadFile("not_workbook");
  for (let i = 0; i < count; i++) {
    if (view.getUint32(at, true) !== ENTRY) throw new BadFile("not_workbook");
    const flags = view.getUint16(at + 8, true);
    const method = view.getUint16(at + 10, true);
    const [packed, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    const name = view.getUint16(at + 28, true);
    const more = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const local = view.getUint32(at + 42, true);
    const start = local + LOCAL_SIZE + view.getUint16(local + 26, true);
    const data = start + view.getUint16(local + 28, true);
    if (flags & 1) throw new BadFile("locked");
    if (view.getUint32(local, true) !== LOCAL || data + packed > bytes.length)
      throw new BadFile("not_workbook");
    const written = bytes.subarray(at + ENTRY_SIZE, at + ENTRY_SIZE + name);
    yield {
      name: new TextDecoder().decode(written).toLowerCase(),
      data: bytes.subarray(data, data + packed),
      method,
      size,
    };
    at += ENTRY_SIZE + name + more;
  }
}

/** @param {Uint8Array} data @param {{left: number}} room is made less by what comes out */
async function inflated(data, room) {
  const { readable, writable } = new DecompressionStream("deflate-raw");
  const writer = writable.getWriter();
  // Where it fails the reader fails, too.
  writer.write(/** @type {Uint8Array<ArrayBuffer>} */ (data)).catch(() => {});
  writer.close().catch(() => {});
  const reader = readable.getReader();
  /** @type {Uint8Array[]} */
  const pieces = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > room.left) {
      await reader.cancel();
      throw new BadFile("too_large_unpacked");
    }
    pieces.push(next.value);
  }
  room.left -= size;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/**
 * Reads a workbook as the desk's page does: its file's name behind the script's, its sheet's rows
 * as JSON on standard output, each cell a text.
 */
import { readFileSync } from "node:fs";
import { readWorkbook } from "../../generator/assets/screening/workbook.js";

const MOST = 1e6;
const limits = { bytes: MOST, unpacked: MOST, rows: MOST, columns: MOST, cells: MOST };
const bytes = new Uint8Array(readFileSync(process.argv[2]));
const { rows } = await readWorkbook(bytes, limits, () => 1);
const texts = rows.map(({ cells }) => Array.from(cells, (cell) => String(cell ?? "")));
process.stdout.write(JSON.stringify(texts));

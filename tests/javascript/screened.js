/**
 * Screens rows as the desk's page does: `{scheme, words, header, rows}` as JSON on standard input,
 * each row's errors and outcome on standard output.
 */
import { readFileSync } from "node:fs";
import { columnsOf, screenRow } from "../../generator/assets/screening/rows.js";

const { scheme, words, header, rows } = JSON.parse(readFileSync(0, "utf-8"));
const columns = columnsOf(header, scheme);
const screened = rows.map((/** @type {string[]} */ row) => screenRow(row, columns, scheme, words));
process.stdout.write(JSON.stringify(screened));

// Every speed that is promised or compared, as one table and as JSON. It asserts nothing: machines differ,
// and a wall time is no promise. Called by `cargo xtask bench`, which has built everything before.
//
//   node tests/bench/bench.mjs [--only page,engine,drawing,generation,processes]

import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { root } from "../e2e/harness.mjs";

const PARTS = ["page", "engine", "drawing", "generation", "processes"];
const only = process.argv.includes("--only") ? process.argv[process.argv.indexOf("--only") + 1].split(",") : PARTS;

const rows = [];
for (const part of PARTS.filter((part) => only.includes(part))) {
  console.log(`${part} …`);
  const { measure } = await import(`./${part}.mjs`);
  rows.push(...(await measure()));
}

const number = (value, unit) => (value === undefined ? "" : unit === "ms" && value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString("en"));
const ratio = (entry) => {
  const ours = rows.find((other) => other.what === entry.beside);
  return ours ? `${(entry.p50 / ours.p50).toFixed(1)} × “${ours.what}”` : "";
};
const shown = rows.map((entry) => [
  entry.what,
  entry.unit,
  number(entry.p50, entry.unit),
  number(entry.p95, entry.unit),
  String(entry.count),
  entry.goal === undefined ? ratio(entry) : `goal ${entry.goal}${entry.goalOf ? ` (${entry.goalOf})` : ""}`,
]);
const heads = ["what", "", "p50", "p95", "count", "goal, or times ours"];
const widths = heads.map((head, column) => Math.max(head.length, ...shown.map((line) => line[column].length)));
const print = (cells) => console.log(`| ${cells.map((cell, column) => (column === 0 || column === 5 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join(" | ")} |`);
console.log();
print(heads);
print(widths.map((width) => "-".repeat(width)));
shown.forEach(print);

const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}`;
const report = { date: new Date().toISOString(), machine, node: process.version, rows };
mkdirSync(join(root, "target"), { recursive: true });
writeFileSync(join(root, "target/bench.json"), `${JSON.stringify(report, null, 2)}\n`);
console.log(`\n${machine}, node ${process.version}; the same as JSON: target/bench.json`);

// One row of the table: what was timed, its distribution, the goal, and what it stands beside.

import { spawnSync } from "node:child_process";
import { performance } from "node:perf_hooks";

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/** A row from single times or sizes. `more`: goal, beside (name of the row that it is compared with). */
export function row(what, unit, values, more = {}) {
  const sorted = [...values].sort((a, b) => a - b);
  return { what, unit, p50: at(sorted, 0.5), p95: at(sorted, 0.95), max: at(sorted, 1), count: sorted.length, ...more };
}

/** Milliseconds of each of `count` rounds. */
export async function rounds(count, work) {
  const times = [];
  for (let i = 0; i < count; i += 1) {
    const begin = performance.now();
    await work(i);
    times.push(performance.now() - begin);
  }
  return times;
}

/** Runs a program whose failure ends the bench. */
export function run(program, args, options = {}) {
  const done = spawnSync(program, args, { encoding: "utf8", maxBuffer: 256e6, ...options });
  if (done.error) throw new Error(`${program} could not be started: ${done.error.message}`);
  if (done.status !== 0 && !options.mayFail) throw new Error(`${program} ${args.join(" ")}\n${done.stdout}${done.stderr}`);
  return done.stdout;
}

// The engine without a page: natively, and as WebAssembly in node.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../e2e/harness.mjs";
import { row, run } from "./rows.mjs";

/** Runs a program of WebAssembly that prints. */
export function wasi(path) {
  return run(process.execPath, ["--no-warnings", fileURLToPath(new URL("wasi.mjs", import.meta.url)), path]);
}

/** What `examples/speed.rs` prints: a JSON object a line. */
function read(text, where) {
  return text
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line))
    .map(({ what, times, goal }) => row(`${what} (${where})`, "ms", times, where === "WebAssembly" && goal ? { goal } : {}));
}

export async function measure() {
  const cargo = ["--quiet", "--locked", "--release", "--package", "sekkei-tests", "--example", "speed"];
  const native = run("cargo", ["run", ...cargo, "--", "--json"], { cwd: root });
  run("cargo", ["build", ...cargo, "--target", "wasm32-wasip1"], { cwd: root });
  const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
  const compiled = wasi(join(target, "wasm32-wasip1/release/examples/speed.wasm"));
  return [...read(native, "native"), ...read(compiled, "WebAssembly")];
}

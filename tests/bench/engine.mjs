// The engine without a page: natively, and as WebAssembly in node.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../e2e/harness.mjs";
import { row, run } from "./rows.mjs";

/** Runs a program of WebAssembly that prints. */
export function wasi(path) {
  return run(process.execPath, ["--no-warnings", fileURLToPath(new URL("wasi.mjs", import.meta.url)), path]);
}

/** What `engine/` prints: a JSON object a line. */
function read(text, where) {
  return text
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line))
    .map(({ what, unit = "ms", times, goal }) => row(`${what} (${where})`, unit, times, where === "WebAssembly" && goal ? { goal } : {}));
}

export async function measure() {
  const folder = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "engine");
  const cargo = (...all) => run("cargo", ["build", "--quiet", "--locked", "--release", "--manifest-path", "tests/bench/engine/Cargo.toml", "--target-dir", folder, ...all], { cwd: root });
  cargo();
  const native = run(join(folder, "release/sekkei-speed"), ["--json"]);
  cargo("--target", "wasm32-wasip1");
  const compiled = wasi(join(folder, "wasm32-wasip1/release/sekkei-speed.wasm"));
  return [...read(native, "native"), ...read(compiled, "WebAssembly")];
}

// The default design and its bundle on disk, made once by the release build of the command line.

import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../e2e/harness.mjs";
import { run } from "./rows.mjs";

/** The release build: what a user runs. */
export const sekkei = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "release/sekkei");

const kept = {};

export function design() {
  return (kept.design ??= run(sekkei, ["design"]));
}

/** Path of the design file. */
export function designFile() {
  bundle();
  return join(kept.folder, "design.json");
}

/** Folder with the unpacked bundle. */
export function bundle() {
  if (!kept.folder) {
    kept.folder = mkdtempSync(join(tmpdir(), "sekkei-bench-"));
    writeFileSync(join(kept.folder, "design.json"), design());
    run(sekkei, ["generate", "--design", join(kept.folder, "design.json"), "--out", join(kept.folder, "bundle")]);
  }
  return join(kept.folder, "bundle");
}

// Runs a WebAssembly program of the WASI kind: node wasi.mjs PROGRAM. It gets `--json` and no files.

import { readFileSync } from "node:fs";
import { WASI } from "node:wasi";

const path = process.argv[2];
const wasi = new WASI({ version: "preview1", args: [path, "--json"], env: {} });
const module = await WebAssembly.compile(readFileSync(path));
wasi.start(await WebAssembly.instantiate(module, wasi.getImportObject()));

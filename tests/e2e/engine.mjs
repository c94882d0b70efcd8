// The engine without a browser: what the command line makes, and what is compared with the page's.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cli } from "./harness.mjs";

/** What the command line prints; `input` is what it reads for `-`. */
export function sekkei(args, input) {
  return execFileSync(cli, args, { input, encoding: "utf8", maxBuffer: 1 << 27, stdio: ["pipe", "pipe", "ignore"] });
}

/** The zip, script or patch of a design (text or bytes) or of a link to one. */
export function generated(design, form = "zip") {
  const isLink = String(design).startsWith("http");
  return execFileSync(cli, ["generate", "--design", isLink ? design : "-", `--${form}`, "-"], { input: isLink ? "" : design, maxBuffer: 1 << 27, stdio: ["pipe", "pipe", "ignore"] });
}

export const sha256 = (bytes, encoding = "hex") => createHash("sha256").update(bytes).digest(encoding);

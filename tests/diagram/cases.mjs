// What both judges share: the drawings of a folder, the browser that opens them, and how a verdict is told.
// It must not know what is judged.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

/** The drawings of a folder: each NAME.extension with its NAME.expected.json. A folder without any is an error. */
export function drawings(folder, extension, usage) {
  const stop = (why) => {
    console.error(why);
    process.exit(2);
  };
  if (!folder) stop(`usage: ${usage}`);
  const names = readdirSync(folder).filter((file) => file.endsWith(extension)).map((file) => file.slice(0, -extension.length)).sort();
  if (names.length === 0) stop(`${folder}: no ${extension} file, so nothing was judged`);
  const read = (ending, name) => readFileSync(join(folder, `${name}${ending}`), "utf8");
  return names.map((name) => ({ name, text: read(extension, name), expected: JSON.parse(read(".expected.json", name)) }));
}

/** The browser: SEKKEI_CHROMIUM, or /usr/bin/chromium. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.SEKKEI_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
  });
}

/** Runs a judge with a browser and a way to say what is wrong. It answers how its acceptance reads; any fault makes the exit code 1. */
export async function judge(work) {
  let failures = 0;
  const fail = (text) => {
    failures++;
    console.log(`FAIL ${text}`);
  };
  const browser = await launch();
  let accepted = "";
  try {
    accepted = await work(browser, fail);
  } catch (error) {
    fail(String(error.stack ?? error));
  } finally {
    await browser.close();
  }
  console.log(failures === 0 ? accepted : `${failures} failures`);
  process.exit(failures === 0 ? 0 : 1);
}

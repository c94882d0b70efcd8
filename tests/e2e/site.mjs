// The site and a browser for the tests of one file, from its first test to its last.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { launch, open, serve } from "./harness.mjs";

/** Serves the build and starts a browser. */
export function prepare() {
  let server, browser;
  before(async () => {
    server = await serve();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  return {
    get url() {
      return server.url;
    },
    get browser() {
      return browser;
    },
    open: (options) => open(browser, server.url, options),
    /** A test whose steps have a page of their own, on which nothing goes wrong. */
    visit: (steps, options) => async () => {
      const { page, context, wrong } = await open(browser, server.url, options);
      await steps(page, context);
      assert.deepEqual(wrong, []);
      await context.close();
    },
  };
}

/** A folder for what the tests of a file save; it goes with the last of them. */
export function scratch() {
  const path = mkdtempSync(join(tmpdir(), "sekkei-e2e-"));
  after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

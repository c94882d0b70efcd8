// Real Mermaid as the judge of exported diagrams.
//
//   npm ci --prefix tests/diagram
//   node tests/diagram/judge.mjs FOLDER [--total] [--counts-only]
//
// FOLDER holds pairs NAME.mmd and NAME.expected.json: {"nodes": 3, "clusters": 1, "edges": 2, "crossings": 0}.
// For each pair and for Mermaid 11.17.2 and 12.3.0 it checks that
//   1. the text parses,
//   2. the rendered picture has exactly as many nodes, clusters and edges as expected,
//   3. the expected crossings, which are those of our own drawing, are not more than Mermaid 12 draws (its default layout, ELK).
// Crossings are counted as `diagram::metrics` counts them, on Mermaid's paths sampled every 4 pixels.
//   --total        compare crossings and lengths of the whole folder only, as fits generated graphs
//   --counts-only  leave crossings out, as fits a matrix or a table that is drawn otherwise
// A failed check is printed and makes the exit code 1; an empty folder is an error. Nothing is fetched: Mermaid comes from node_modules,
// the browser from SEKKEI_CHROMIUM (default /usr/bin/chromium). Mermaid asks for node 22 only for its command line; 20 will do here.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { drawings, judge } from "./cases.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const VERSIONS = { 11: "11.17.2", 12: "12.3.0" };

const args = process.argv.slice(2);
const folder = args.find((a) => !a.startsWith("--"));
const total = args.includes("--total");
const countsOnly = args.includes("--counts-only");
const cases = drawings(folder, ".mmd", "node judge.mjs FOLDER [--total] [--counts-only]");

/** The edges of a text as our exporter writes them, with the ids that Mermaid gives them. */
function edgesOf(text) {
  const seen = new Map();
  return [...text.matchAll(/^\s*(\w+) -{1,2}\.?->(?:\|"[^"]*"\|)? (\w+)$/gm)].map(([, from, to]) => {
    const k = seen.get(`${from} ${to}`) ?? 0;
    seen.set(`${from} ${to}`, k + 1);
    return { id: `L_${from}_${to}_${k}`, from, to };
  });
}

/** Runs in the page: renders a text and measures what was drawn. */
async function draw({ text, measured }) {
  try {
    await mermaid.parse(text);
  } catch (e) {
    return { refused: String(e.message ?? e) };
  }
  document.body.innerHTML = "";
  const { svg } = await mermaid.render("drawing", text);
  const holder = document.createElement("div");
  holder.innerHTML = svg;
  document.body.append(holder);
  const root = holder.querySelector("svg");
  const origin = root.getScreenCTM().inverse();
  // A loop is drawn as three paths with two helpers between them.
  const loops = [...root.querySelectorAll("path.flowchart-link")].filter((p) => /cyclic-special-(1|mid|2)/.test(p.id));
  const found = {
    nodes: [...root.querySelectorAll("g.node")].filter((n) => /flowchart-/.test(n.id) && !/cyclic-special/.test(n.id)).length,
    clusters: root.querySelectorAll("g.cluster").length,
    edges: root.querySelectorAll("path.flowchart-link").length - (loops.length * 2) / 3,
  };
  if (!measured) return { found };
  const nodes = Object.fromEntries(
    [...root.querySelectorAll("g.node")].map((n) => {
      const m = origin.multiply(n.getScreenCTM());
      const b = n.getBBox();
      const a = new DOMPoint(b.x, b.y).matrixTransform(m);
      return [n.id.replace(/^.*flowchart-/, "").replace(/-\d+$/, ""), { x: a.x, y: a.y, w: b.width * m.a, h: b.height * m.d }];
    }),
  );
  const paths = [...root.querySelectorAll("path.flowchart-link")].map((p) => {
    const m = origin.multiply(p.getScreenCTM());
    const length = p.getTotalLength();
    const steps = Math.max(1, Math.ceil(length / 4));
    const points = Array.from({ length: steps + 1 }, (_, i) => {
      const q = p.getPointAtLength((length * i) / steps).matrixTransform(m);
      return [q.x, q.y];
    });
    return { id: p.getAttribute("data-id") ?? p.id, length, points };
  });
  return { found, nodes, paths };
}

/** Crossings between sampled paths, without those at a card that both belong to. */
function crossings(nodes, paths) {
  const turn = (o, p, q) => (p[0] - o[0]) * (q[1] - o[1]) - (p[1] - o[1]) * (q[0] - o[0]);
  const apart = (a, b) => (a > 1e-9 && b < -1e-9) || (a < -1e-9 && b > 1e-9);
  const near = (card, x, y) => card && x >= card.x - 4 && x <= card.x + card.w + 4 && y >= card.y - 4 && y <= card.y + card.h + 4;
  const box = (p) => [Math.min(...p.map((q) => q[0])), Math.min(...p.map((q) => q[1])), Math.max(...p.map((q) => q[0])), Math.max(...p.map((q) => q[1]))];
  const boxes = paths.map((p) => box(p.points));
  let sum = 0;
  for (let i = 0; i < paths.length; i++) {
    for (let j = i + 1; j < paths.length; j++) {
      const [a, b] = [boxes[i], boxes[j]];
      if (a[2] + 1 < b[0] || b[2] + 1 < a[0] || a[3] + 1 < b[1] || b[3] + 1 < a[1]) continue;
      const shared = [paths[i].from, paths[i].to].filter((n) => n && (n === paths[j].from || n === paths[j].to));
      const p = paths[i].points;
      const q = paths[j].points.map(([x, y]) => [x + 0.137, y + 0.091]);
      for (let k = 0; k + 1 < p.length; k++) {
        for (let l = 0; l + 1 < q.length; l++) {
          if (Math.max(p[k][0], p[k + 1][0]) < Math.min(q[l][0], q[l + 1][0]) || Math.max(q[l][0], q[l + 1][0]) < Math.min(p[k][0], p[k + 1][0])) continue;
          const [s, t] = [turn(q[l], q[l + 1], p[k]), turn(q[l], q[l + 1], p[k + 1])];
          if (!apart(s, t) || !apart(turn(p[k], p[k + 1], q[l]), turn(p[k], p[k + 1], q[l + 1]))) continue;
          const at = s / (s - t);
          const [x, y] = [p[k][0] + at * (p[k + 1][0] - p[k][0]), p[k][1] + at * (p[k + 1][1] - p[k][1])];
          if (!shared.some((n) => near(nodes[n], x, y))) sum++;
        }
      }
    }
  }
  return sum;
}

await judge(async (browser, fail) => {
  const sums = { own: 0, ownLength: 0, mermaid: 0, mermaidLength: 0, drawings: 0 };
  for (const [major, version] of Object.entries(VERSIONS)) {
    const script = join(here, `node_modules/mermaid-${major}/dist/mermaid.min.js`);
    if (!existsSync(script)) throw new Error(`${script} is missing: run npm ci --prefix tests/diagram`);
    const page = await browser.newPage();
    await page.setContent("<!doctype html><meta charset=utf-8><body></body>");
    await page.addScriptTag({ path: script });
    await page.evaluate(() => mermaid.initialize({ startOnLoad: false, flowchart: { useMaxWidth: false }, maxTextSize: 1e6, maxEdges: 5000 }));
    const judged = !countsOnly && major === "12";
    for (const { name, text, expected } of cases) {
      const label = `mermaid ${version} ${name}`;
      const drawn = await page.evaluate(draw, { text, measured: judged }).catch((e) => ({ refused: `does not render: ${e.message}` }));
      if (drawn.refused) {
        fail(`${label}: ${drawn.refused.split("\n").slice(0, 4).join(" | ")}`);
        continue;
      }
      for (const what of ["nodes", "clusters", "edges"]) {
        if (drawn.found[what] !== expected[what]) fail(`${label}: ${drawn.found[what]} ${what}, expected ${expected[what]}`);
      }
      if (!judged) continue;
      const edges = edgesOf(text);
      for (const path of drawn.paths) Object.assign(path, edges.find((e) => path.id.endsWith(e.id)) ?? {});
      const theirs = crossings(drawn.nodes, drawn.paths);
      const length = Math.round(drawn.paths.reduce((sum, p) => sum + p.length, 0));
      sums.drawings++;
      sums.own += expected.crossings;
      sums.ownLength += expected.length ?? 0;
      sums.mermaid += theirs;
      sums.mermaidLength += length;
      console.log(`${name}: crossings ${expected.crossings} own, ${theirs} mermaid ${version}; length ${expected.length ?? "?"} own, ${length} mermaid`);
      if (!total && expected.crossings > theirs) fail(`${label}: own drawing has ${expected.crossings} crossings, Mermaid's ${theirs}`);
    }
    await page.close();
  }
  if (!countsOnly) {
    console.log(`sum of ${sums.drawings} drawings: crossings ${sums.own} own, ${sums.mermaid} mermaid; length ${sums.ownLength} own, ${sums.mermaidLength} mermaid`);
    if (sums.own > sums.mermaid) fail("own drawings have more crossings than Mermaid's");
  }
  return `${cases.length} diagrams accepted by Mermaid ${Object.values(VERSIONS).join(" and ")}`;
});

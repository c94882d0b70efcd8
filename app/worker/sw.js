// Keeps one build of the designer in the browser, so that it opens without a network. A build is
// taken whole or not at all: each file has to match the hash that the build wrote down. Nothing else
// is ever kept or answered: requests to other places, and files of no build, are the browser's own.
//
// `cargo xtask build` (xtask/src/worker.rs) fills in VERSION and FILES. When a file of the build
// changes, this text changes, and with it comes the next version, which waits until the user asks.

const VERSION = "__VERSION__";
/** Name beside this script: [integrity, how the browser's own cache may answer]. */
const FILES = __FILES__;

const BASE = new URL("./", self.location.href).href;
// One origin may hold several copies under different paths.
const PREFIX = `sekkei ${BASE} `;
const CACHE = PREFIX + VERSION;

self.addEventListener("install", (event) => event.waitUntil(take()));
self.addEventListener("activate", (event) => event.waitUntil(start()));
self.addEventListener("message", (event) => {
  if (event.data === "activate") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const name = nameOf(event.request);
  if (name !== undefined) event.respondWith(answer(name, event.request));
});

async function take() {
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(
      Object.entries(FILES).map(async ([name, [integrity, mode]]) => {
        const url = BASE + name;
        const ask = (cache) => fetch(url, { cache, integrity, mode: "same-origin" });
        // What the browser itself has kept may be damaged or of another build.
        const { body, headers, ok, status } = await ask(mode).catch(() => ask("reload"));
        if (!ok) throw new Error(`${name}: ${status}`);
        // A fresh answer: some servers redirect index.html, and browsers refuse a page that came so.
        await cache.put(url, new Response(body, { headers, status }));
      }),
    );
  } catch (error) {
    // Half a build would be worse than none; the next visit tries again.
    await caches.delete(CACHE);
    throw error;
  }
}

async function start() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  }
  // Pages that are open have their late parts already, and keep working.
  await self.clients.claim();
}

/** The file of the build that a request asks for, if any. */
function nameOf(request) {
  const [place] = request.url.split(/[?#]/);
  if (request.method !== "GET" || !place.startsWith(BASE)) return undefined;
  const name = place.slice(BASE.length) || "index.html";
  return Object.hasOwn(FILES, name) ? name : undefined;
}

async function answer(name, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(BASE + name)) ?? fetch(request);
}

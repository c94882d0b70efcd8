// Takes a worker of an earlier build back: forgets what it kept, and goes. Debug builds have it as
// sw.js, so that they are never answered with an old release; a site that is to have no worker any
// more serves it as sw.js too, for a worker whose script is missing stays.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(go()));

async function go() {
  const prefix = `sekkei ${new URL("./", self.location.href).href} `;
  for (const name of await caches.keys()) {
    if (name.startsWith(prefix)) await caches.delete(name);
  }
  await self.registration.unregister();
}

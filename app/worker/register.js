// Runs after the page has started (xtask/src/boot.rs puts it behind the start): asks the browser to
// keep this build for offline use, and tells the page when a newer one is ready. The page reloads
// only when its user says so. Without service workers (no HTTPS, a blocked profile) all works as before.
const workers = navigator.serviceWorker;
if (workers) {
  const enrol = async () => {
    const registration = await workers.register(new URL("sw.js", import.meta.url), { updateViaCache: "none" });
    const tell = () => dispatchEvent(new CustomEvent("sekkei-update"));
    const watch = (worker) =>
      worker?.addEventListener("statechange", () => {
        if (worker.state === "installed" && registration.active) tell();
      });
    addEventListener("sekkei-reload", () => {
      const { waiting } = registration;
      // Another tab may have switched already.
      if (!waiting) return location.reload();
      workers.addEventListener("controllerchange", () => location.reload(), { once: true });
      waiting.postMessage("activate");
    });
    if (registration.waiting) tell();
    watch(registration.installing);
    registration.addEventListener("updatefound", () => watch(registration.installing));
  };
  // The page's own late parts come first.
  const later = () => setTimeout(() => enrol().catch(() => {}), 1000);
  if (document.readyState === "complete") later();
  else addEventListener("load", later, { once: true });
}

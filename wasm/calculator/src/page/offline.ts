// The page without a network: a service worker keeps one version whole, and a newer one only takes over when it is let.
export function workOffline(offer: (useNow: () => void) => void, leave: () => void): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const { serviceWorker } = navigator;
  let asked = false;
  serviceWorker.addEventListener("controllerchange", () => {
    if (!asked) return;
    leave();
    location.reload();
  });
  const newer = (worker: ServiceWorker) => offer(() => {
    asked = true;
    worker.postMessage("take over");
  });
  serviceWorker.register(new URL("sw.js", document.baseURI), { updateViaCache: "none" }).then((registration) => {
    if (registration.waiting && serviceWorker.controller) newer(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const worker = registration.installing;
      worker?.addEventListener("statechange", () => {
        if (worker.state === "installed" && serviceWorker.controller) newer(worker);
      });
    });
  }, () => undefined); // Without one the page works as long as there is a network.
}

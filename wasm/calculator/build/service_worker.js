// One version of the page, kept whole: FILES, VERSION are put before this when the page is built.
/* global FILES, VERSION */
const PREFIX = `options-appraisal-calculator ${self.registration.scope} `;
const CACHE = PREFIX + VERSION;
const address = (file) => new URL(file, self.registration.scope).href;
const known = new Set(FILES.map(([file]) => address(file)));
const page = address("index.html");

// A file that is not what this version was built of stops the installation: the version before stays.
const kept = async ([file, integrity]) => {
  const request = new Request(address(file), { integrity, cache: "no-cache", credentials: "same-origin" });
  const response = await fetch(request);
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  // A response that was led elsewhere may not answer a navigation.
  return [address(file), response.redirected ? new Response(response.body, { headers: response.headers }) : response];
};

self.addEventListener("install", (event) => event.waitUntil((async () => {
  const cache = await caches.open(CACHE);
  try {
    for (const [file, response] of await Promise.all(FILES.map(kept))) await cache.put(file, response);
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
})()));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
})()));

self.addEventListener("message", ({ data }) => {
  if (data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const url = new URL(request.url);
  const wanted = request.mode === "navigate" && url.href.split(/[?#]/)[0] === self.registration.scope ? page : url.origin + url.pathname;
  if (!known.has(wanted)) return;
  event.respondWith(caches.open(CACHE).then((cache) => cache.match(wanted)).then((found) => found ?? fetch(request)));
});

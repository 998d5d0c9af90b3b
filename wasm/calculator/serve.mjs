// The calculator for a trial: node wasm/calculator/serve.mjs [--port 8000] [--path /any/prefix/]
//
// Installs what is missing, builds the page where it is missing or older than what it is made of, and hands out the folder target/calculator as any static server would.
import { execFileSync } from "node:child_process";
import { createReadStream, existsSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join, normalize, relative, sep } from "node:path";
import { pipeline } from "node:stream";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = dirname(fileURLToPath(import.meta.url));
const wasm = dirname(here);
export const folder = join(dirname(wasm), "target", "calculator");

const KINDS = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

// What a page cannot ask for itself: nobody else may put it into a frame. The rest of its policy is in the page.
const HEADERS = {
  "content-security-policy": "frame-ancestors 'self'",
  "cross-origin-opener-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

const run = (program, args, cwd) => execFileSync(program, args, { cwd, stdio: "inherit" });

// What the page is built of, from here; all that lies in a folder counts.
const SOURCES = ["src", "build", "index.html", "vite.config.ts", "package-lock.json", "../js", "../../docs/examples/sandgate.toml"];

const filesOf = (path) => (statSync(path).isDirectory()
  ? readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  : [path]);

/** Why the page has to be built, or nothing where it is there and newer than all that it is built of. */
function outdated() {
  const built = join(folder, "sw.js");
  if (!existsSync(built)) return "The page is not built yet.";
  const at = statSync(built).mtimeMs;
  const newer = SOURCES.flatMap((source) => filesOf(join(here, source))).find((file) => statSync(file).mtimeMs > at);
  return newer && `The page is built anew: ${relative(dirname(wasm), newer)} is newer than it.`;
}

/** Installs what is not there yet, and builds what is not there or no longer up to date. */
export function build() {
  for (const project of [wasm, here]) {
    if (!existsSync(join(project, "node_modules"))) run("npm", ["ci"], project);
  }
  if (!existsSync(join(wasm, "js", "generated", "uncertainty", "options_appraisal_bg.wasm"))) run(process.execPath, ["build.mjs"], wasm);
  const why = outdated();
  if (!why) return;
  console.log(why);
  run("npm", ["run", "build"], here);
}

/** The file that an address under the prefix stands for, or nothing. */
function fileOf(url, prefix) {
  let path;
  try {
    path = decodeURIComponent(new URL(url, "http://localhost").pathname);
  } catch {
    return undefined;
  }
  if (!path.startsWith(prefix) || path.includes("\0")) return undefined;
  const file = normalize(join(folder, path.slice(prefix.length) || "index.html"));
  return file.startsWith(folder + sep) && existsSync(file) && statSync(file).isFile() ? file : undefined;
}

/** A server of the built folder under a prefix that begins and ends with a slash. */
export const server = (prefix) => createServer((request, response) => {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { allow: "GET, HEAD" }).end();
    return;
  }
  if (request.url === prefix.slice(0, -1)) {
    response.writeHead(301, { location: prefix }).end();
    return;
  }
  const file = fileOf(request.url, prefix);
  if (!file) {
    response.writeHead(404, { "content-type": "text/plain" }).end(`there is nothing here; the calculator is at ${prefix}\n`);
    return;
  }
  const packed = /\bbr\b/.test(request.headers["accept-encoding"] ?? "") && existsSync(`${file}.br`);
  const sent = packed ? `${file}.br` : file;
  response.writeHead(200, {
    ...HEADERS,
    "content-type": KINDS[extname(file)] ?? "application/octet-stream",
    "content-length": statSync(sent).size,
    // What has its hash in its name never changes; the page and its service worker do.
    "cache-control": file.startsWith(join(folder, "assets") + sep) ? "public, max-age=31536000, immutable" : "no-cache",
    vary: "accept-encoding",
    ...(packed && { "content-encoding": "br" }),
  });
  if (request.method === "HEAD") response.end();
  else pipeline(createReadStream(sent), response, () => undefined);
});

function main() {
  const { values } = parseArgs({ options: { port: { type: "string", default: "8000" }, path: { type: "string", default: "/" } } });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port}: a whole number from 0 to 65535 is accepted`);
  const prefix = `/${values.path.split("/").filter(Boolean).map((part) => `${part}/`).join("")}`;
  build();
  const serving = server(prefix);
  serving.on("error", (error) => {
    console.error(error.code === "EADDRINUSE" ? `port ${port} is taken; choose another with --port` : error.message);
    process.exitCode = 1;
  });
  serving.listen(port, "127.0.0.1", () => console.log(`The calculator is at http://localhost:${serving.address().port}${prefix}`));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    main();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

// The service worker: the list of what the page is made of, each with its hash, and the code that keeps it.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

import { afterBuild, filesIn } from "./after_build";

const CODE = new URL("./service_worker.js", import.meta.url);

export const offlinePlugin = (): Plugin => afterBuild("calculator:offline", "build", (folder) => {
  const kept = filesIn(folder).filter((file) => file !== "sw.js" && !file.endsWith(".br"));
  const files = kept.map((file) => {
    const hash = createHash("sha256").update(readFileSync(join(folder, file))).digest("base64");
    return [file, `sha256-${hash}`];
  });
  const code = readFileSync(CODE, "utf8");
  const version = createHash("sha256").update(JSON.stringify(files)).update(code).digest("hex").slice(0, 16);
  writeFileSync(join(folder, "sw.js"),
    `const VERSION = ${JSON.stringify(version)};\nconst FILES = ${JSON.stringify(files, null, 1)};\n${code}`);
});

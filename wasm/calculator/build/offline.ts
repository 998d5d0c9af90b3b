// The service worker: the list of what the page is made of, each with its hash, and the code that keeps it.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Plugin } from "vite";

const CODE = new URL("./service_worker.js", import.meta.url);

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((file) => file !== "sw.js" && !file.endsWith(".br"))
    .sort();

export function offlinePlugin(): Plugin {
  let folder = "";
  return {
    name: "calculator:offline",
    apply: "build",
    configResolved({ root, build }) {
      folder = join(root, build.outDir);
    },
    closeBundle: {
      order: "post",
      sequential: true,
      handler() {
        const files = filesIn(folder).map((file) => {
          const hash = createHash("sha256").update(readFileSync(join(folder, file))).digest("base64");
          return [file, `sha256-${hash}`];
        });
        const code = readFileSync(CODE, "utf8");
        const version = createHash("sha256").update(JSON.stringify(files)).update(code).digest("hex").slice(0, 16);
        writeFileSync(join(folder, "sw.js"),
          `const VERSION = ${JSON.stringify(version)};\nconst FILES = ${JSON.stringify(files, null, 1)};\n${code}`);
      },
    },
  };
}

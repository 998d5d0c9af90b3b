// Each file once more as brotli, for a server that hands it on as it is.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import type { Plugin } from "vite";

const KINDS = /\.(html|js|css|wasm|svg|json)$/;

export function precompressedPlugin(): Plugin {
  let folder = "";
  return {
    name: "calculator:precompressed",
    // Packing takes longer than all the rest; a build that is only looked at does without.
    apply: (_config, { command, mode }) => command === "build" && mode === "production",
    configResolved({ root, build }) {
      folder = join(root, build.outDir);
    },
    closeBundle: {
      order: "post",
      sequential: true,
      handler() {
        for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
          if (!entry.isFile() || !KINDS.test(entry.name)) continue;
          const bytes = readFileSync(join(entry.parentPath, entry.name));
          writeFileSync(`${join(entry.parentPath, entry.name)}.br`, brotliCompressSync(bytes, {
            params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
          }));
        }
      },
    },
  };
}

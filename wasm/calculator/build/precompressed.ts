// Each file once more as brotli, for a server that hands it on as it is.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import type { ConfigEnv, Plugin } from "vite";

import { afterBuild, filesIn } from "./after_build";

const KINDS = /\.(html|js|css|wasm|svg|json)$/;

// Packing takes longer than all the rest; a build that is only looked at does without.
const wanted = (_config: unknown, { command, mode }: ConfigEnv): boolean => command === "build" && mode === "production";

export const precompressedPlugin = (): Plugin => afterBuild("calculator:precompressed", wanted, (folder) => {
  for (const file of filesIn(folder).filter((name) => KINDS.test(name))) {
    const bytes = readFileSync(join(folder, file));
    writeFileSync(join(folder, `${file}.br`), brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }));
  }
});

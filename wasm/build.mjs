// Builds the package: the wasm module, its JavaScript side, and the module made small.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
const generated = join(here, "js", "generated");
const run = (program, args, cwd = root) => execFileSync(program, args, { cwd, stdio: "inherit" });

// The module names the source of each check that it makes: without the builder's own directories.
const platform = "wasm32-unknown-unknown";
run("cargo", ["fetch", "--locked", "--target", platform]);
const sources = join(process.env.CARGO_HOME ?? join(homedir(), ".cargo"), "registry", "src");
const registries = existsSync(sources) ? readdirSync(sources) : [];
const flags = registries.map((registry) => `--remap-path-prefix=${join(sources, registry)}=`);
run("cargo", [
  "build", "--locked", "--package", "options-appraisal-wasm", "--profile", "wasm", "--target", platform,
  "--config", `target.${platform}.rustflags=${JSON.stringify(flags)}`,
]);
run("cargo", ["build", "--locked", "--release", "--target-dir", join(target, "bindgen")], join(here, "bindgen"));
rmSync(generated, { recursive: true, force: true });
run(join(target, "bindgen", "release", "bindgen"), [
  join(target, platform, "wasm", "options_appraisal_wasm.wasm"),
  generated,
]);
const module = join(generated, "options_appraisal_bg.wasm");
run(process.execPath, [
  join(here, "node_modules", "binaryen", "bin", "wasm-opt"),
  module, "-Oz", "--converge", "--strip-debug", "--strip-producers",
  "--enable-bulk-memory", "--enable-reference-types", "--enable-mutable-globals", "--enable-nontrapping-float-to-int",
  "--enable-sign-ext", "--enable-multivalue", "-o", module,
]);
const bytes = readFileSync(module);
const small = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
console.log(`wasm: ${bytes.length} bytes, ${small.length} after brotli`);
writeFileSync(join(target, "wasm-size.txt"), `${bytes.length} ${small.length}\n`);

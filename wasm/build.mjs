// Builds the package: the wasm modules and their JavaScript sides.
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
const generated = join(here, "js", "generated");
const run = (program, args, cwd = root, environment = {}) =>
  execFileSync(program, args, { cwd, stdio: "inherit", env: { ...process.env, ...environment } });

// The module of a page that only works appraisals out is made small; the one that also simulates is made fast.
const modules = [
  { folder: generated, profile: "wasm", optimise: ["-Oz", "--converge"] },
  {
    folder: join(generated, "uncertainty"),
    profile: "wasm-fast",
    features: ["uncertainty"],
    flags: "-C target-feature=+simd128",
    optimise: ["-O3", "--enable-simd"],
  },
];
const sizes = [];
run("cargo", ["build", "--locked", "--release", "--target-dir", join(target, "bindgen")], join(here, "bindgen"));
rmSync(generated, { recursive: true, force: true });
for (const { folder, profile, features = [], flags = "", optimise } of modules) {
  run("cargo", [
    "build", "--locked", "--package", "options-appraisal-wasm", "--profile", profile, "--target", "wasm32-unknown-unknown",
    ...features.flatMap((feature) => ["--features", feature]),
  ], root, { RUSTFLAGS: [process.env.RUSTFLAGS, flags].filter(Boolean).join(" ") });
  run(join(target, "bindgen", "release", "bindgen"), [
    join(target, "wasm32-unknown-unknown", profile, "options_appraisal_wasm.wasm"),
    folder,
  ]);
  const module = join(folder, "options_appraisal_bg.wasm");
  run(process.execPath, [
    join(here, "node_modules", "binaryen", "bin", "wasm-opt"),
    module, ...optimise, "--strip-debug", "--strip-producers",
    "--enable-bulk-memory", "--enable-reference-types", "--enable-mutable-globals", "--enable-nontrapping-float-to-int",
    "--enable-sign-ext", "--enable-multivalue", "-o", module,
  ]);
  const bytes = readFileSync(module);
  const small = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  console.log(`${profile}: ${bytes.length} bytes, ${small.length} after brotli`);
  sizes.push(`${bytes.length} ${small.length}\n`);
}
// The first line is the module of a page that does not simulate.
writeFileSync(join(target, "wasm-size.txt"), sizes.join(""));

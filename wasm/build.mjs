// Builds the package: the wasm modules and their JavaScript sides.
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
const platform = "wasm32-unknown-unknown";
const run = (program, args, cwd = root) => execFileSync(program, args, { cwd, stdio: "inherit" });

// The module of a page that only works appraisals out is made small; the one that also simulates is made fast.
const modules = [
  {
    folder: generated,
    profile: "wasm",
    features: [],
    target: [],
    // Control flow is laid out anew, and a large function stays apart from the one place that calls it.
    optimise: [
      "--flatten", "--rereloop", "-Oz", "-Oz", "--converge", "--one-caller-inline-max-function-size=30",
    ],
    // What a page waits for over a slow line, in bytes after brotli.
    most: 370_000,
  },
  {
    folder: join(generated, "uncertainty"),
    profile: "wasm-fast",
    features: ["--features", "uncertainty"],
    target: ["-Ctarget-feature=+simd128"],
    optimise: ["-O3", "--enable-simd"],
  },
];

// A module names the source of each check that it makes: without the builder's own directories.
run("cargo", ["fetch", "--locked", "--target", platform]);
const sources = join(process.env.CARGO_HOME ?? join(homedir(), ".cargo"), "registry", "src");
const registries = existsSync(sources) ? readdirSync(sources) : [];
const remapped = registries.map((registry) => `--remap-path-prefix=${join(sources, registry)}=`);

run("cargo", ["build", "--locked", "--release", "--target-dir", join(target, "bindgen")], join(here, "bindgen"));
rmSync(generated, { recursive: true, force: true });
const sizes = modules.map(({ folder, profile, features, target: more, optimise, most = Infinity }) => {
  run("cargo", [
    "build", "--locked", "--package", "options-appraisal-wasm", "--profile", profile, "--target", platform, ...features,
    "--config", `target.${platform}.rustflags=${JSON.stringify([...remapped, ...more])}`,
  ]);
  run(join(target, "bindgen", "release", "bindgen"), [
    join(target, platform, profile, "options_appraisal_wasm.wasm"),
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
  if (small.length > most) {
    throw new Error(`the module has ${small.length} bytes after brotli, and may have ${most}`);
  }
  return `${bytes.length} ${small.length}\n`;
});
// The first line is the module of a page that does not simulate.
writeFileSync(join(target, "wasm-size.txt"), sizes.join(""));

// Builds the package: the wasm modules and their JavaScript sides. node build.mjs [question] [sheet] [uncertainty] [office]
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
const run = (program, args, { cwd = root, env = process.env } = {}) => execFileSync(program, args, { cwd, env, stdio: "inherit" });

const small = { profile: "wasm", std: ["-Zbuild-std-features=optimize_for_size"], target: [], optimise: ["-Oz", "-Oz", "--converge"] };
const fast = { profile: "wasm-fast", std: [], target: ["-Ctarget-feature=+simd128"], optimise: ["-O3", "--enable-simd"] };

// What a page waits for over a slow line is made small, and may have so many bytes after brotli; what draws is made fast.
const modules = [
  { name: "question", folder: generated, features: [], ...small, most: 365_000 },
  { name: "sheet", features: ["sheet"], alone: true, ...small, most: 90_000 },
  { name: "uncertainty", features: ["uncertainty"], ...fast },
  // What converges is a hundredth smaller, and takes minutes at this size.
  { name: "office", features: ["office"], ...small, optimise: ["-Oz"] },
];
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !modules.some((module) => module.name === name));
if (unknown.length > 0) throw new Error(`no module is called ${unknown.join(" or ")}: there are ${modules.map(({ name }) => name).join(", ")}`);

// The standard library is compiled along with the module: for size, and without the texts of panics, which nobody reads in
// a browser. Cargo and rustc take that from stable toolchains by this variable only.
const sysroot = execFileSync("rustc", ["--print", "sysroot"], { encoding: "utf8" }).trim();
if (!existsSync(join(sysroot, "lib", "rustlib", "src", "rust", "library", "Cargo.lock"))) {
  run("rustup", ["component", "add", "rust-src"]);
}
const env = { ...process.env, RUSTC_BOOTSTRAP: "1" };
const leaner = ["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none"];

// A module names the source of each check that it makes: without the builder's own directories.
run("cargo", ["fetch", "--locked", "--target", platform]);
const sources = join(process.env.CARGO_HOME ?? join(homedir(), ".cargo"), "registry", "src");
const registries = existsSync(sources) ? readdirSync(sources) : [];
const remapped = [...registries.map((registry) => join(sources, registry)), sysroot].map((path) => `--remap-path-prefix=${path}=`);

run("cargo", ["build", "--locked", "--release", "--target-dir", join(target, "bindgen")], { cwd: join(here, "bindgen") });
if (wanted.length === 0) rmSync(generated, { recursive: true, force: true });
const built = modules.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const sizes = built.map(({ name, folder = join(generated, name), profile, features, alone, std, target: more, optimise, most = Infinity }) => {
  run("cargo", [
    "build", "--locked", "--package", "options-appraisal-wasm", "--profile", profile, "--target", platform,
    "-Zbuild-std=std,panic_abort", ...std, ...(alone ? ["--no-default-features"] : []), ...features.flatMap((feature) => ["--features", feature]),
    "--config", `target.${platform}.rustflags=${JSON.stringify([...leaner, ...remapped, ...more])}`,
  ], { env });
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
  const packed = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  console.log(`${name}: ${bytes.length} bytes, ${packed.length} after brotli`);
  if (packed.length > most) {
    throw new Error(`the module has ${packed.length} bytes after brotli, and may have ${most}`);
  }
  return `${name} ${bytes.length} ${packed.length}\n`;
});
if (wanted.length === 0) writeFileSync(join(target, "wasm-size.txt"), sizes.join(""));

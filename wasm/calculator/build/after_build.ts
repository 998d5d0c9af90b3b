// What is done with the built folder once everything is in it, one thing after another.
import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Plugin } from "vite";

/** The files of a folder and of those in it, by their paths from there, in the order of the alphabet. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();

export function afterBuild(name: string, apply: NonNullable<Plugin["apply"]>, finish: (folder: string) => void): Plugin {
  let folder = "";
  return {
    name,
    apply,
    configResolved({ root, build }) {
      folder = join(root, build.outDir);
    },
    closeBundle: {
      order: "post",
      sequential: true,
      handler() {
        finish(folder);
      },
    },
  };
}

// The built page on a server of its own, and a browser to open it in. Playwright is that of the package, one folder up.
import { createRequire } from "node:module";

import { build, server } from "../serve.mjs";

const { chromium } = createRequire(new URL("../../package.json", import.meta.url))("playwright-core");
const PREFIX = "/any/folder/";

build();
const serving = server(PREFIX);
await new Promise((ready) => serving.listen(0, "127.0.0.1", ready));

export const origin = `http://localhost:${serving.address().port}`;
export const address = origin + PREFIX;
export const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
});

export async function end() {
  await browser.close();
  serving.close();
}

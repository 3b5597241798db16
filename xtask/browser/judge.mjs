// Looks at pages of `cargo xtask report` in a real browser: node judge.mjs CHROMIUM FOLDER
//
// Nothing of a document may run, all must work by keyboard, and axe-core must find nothing serious, in light and dark, narrow
// and wide. The folder has `normal.html`, `hostile.html` and perhaps `large.html`; screenshots of what was seen stay in its
// `shots`, for a person to look at.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [chromium, folder] = process.argv.slice(2);
const [normal, hostile, large] = ["normal", "hostile", "large"].map((name) => path.resolve(folder, `${name}.html`));
const out = path.join(folder, "shots");
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const wide = { width: 1280, height: 900 };
const narrow = { width: 390, height: 844 };
let done = 0;

const browser = await puppeteer.launch({
  executablePath: chromium,
  // The sandbox refuses to work for root.
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});

/** A tab with a page, and all that went wrong in it. */
const open = async (file, { scheme = "light", viewport = wide, script = true } = {}) => {
  const page = await browser.newPage();
  const faults = [];
  page.on("console", (message) => faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error}`));
  page.on("dialog", (dialog) => (faults.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
  page.on("popup", () => faults.push("a window was opened"));
  page.on("request", (request) => request.isNavigationRequest() || faults.push(`request: ${request.url()}`));
  await page.evaluateOnNewDocument(() => {
    addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective} ${event.sample}`));
  });
  await page.setViewport(viewport);
  await page.setJavaScriptEnabled(script);
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  const started = performance.now();
  await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
  return { page, faults, took: performance.now() - started };
};

const judge = async (name, test) => {
  const started = performance.now();
  try {
    await test();
    done += 1;
    console.log(`ok      ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  } catch (error) {
    process.exitCode = 1;
    console.log(`FAILED  ${name}\n${error.stack}`);
  }
};

/** What has the focus, in a few words. */
const focused = (page) => page.evaluate(() => {
  const it = document.activeElement;
  return `${it.localName}${it.id ? `#${it.id}` : ""} ${it.getAttribute("href") ?? ""}`.trim();
});

/** The items that can be seen, open or closed. */
const shown = (page) => page.$$eval("#main .items > li", (items) => items.filter((item) => !item.closest("[hidden]")).length);

const keyboard = async (file) => {
  const { page, faults } = await open(file);
  // The name of a type that leads on to something.
  const word = await page.$$eval("#types .items > li", (items) => {
    const leading = items.filter((item) => item.querySelector("div a"));
    return leading[leading.length >> 1].querySelector("b").textContent;
  });
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "a #main", "Tab reaches the link past the navigation first");
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.equal(outline, "solid", "the focus can be seen");
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "main#main");
  const before = await shown(page);
  await page.keyboard.press("/");
  assert.equal(await focused(page), "input#filter");
  assert.equal(await page.$eval("#filter", (it) => it.value), "", "the key itself is not typed");
  await page.keyboard.type(word);
  const after = await shown(page);
  assert.ok(after > 0 && after < before, `${after} of ${before}`);
  const said = await page.$eval("#found", (it) => it.textContent);
  assert.match(said, /^\d+ of \d+$/);
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(page), "summary");
  await page.keyboard.press("Enter");
  assert.ok(await page.evaluate(() => document.activeElement.parentElement.open), "Enter opens an item");
  await page.keyboard.press("Tab");
  const link = await focused(page);
  assert.match(link, /^a #[dot]\d+$/, "Tab reaches the links of an open item");
  await page.keyboard.press("Enter");
  await page.waitForFunction((before) => location.hash !== before, { timeout: 5000 }, "");
  const hash = await page.evaluate(() => location.hash);
  assert.equal(hash, link.slice(2), "Enter follows a link");
  // The browser tells the script a moment later.
  const seen = await page.waitForFunction((hash) => {
    const it = document.querySelector(hash);
    const { top, bottom } = it.getBoundingClientRect();
    return it.checkVisibility() && bottom > 0 && top < innerHeight;
  }, { timeout: 5000 }, hash).catch(() => null);
  assert.ok(seen, "what a link leads to can be seen");
  await page.keyboard.press("/");
  await page.keyboard.type("no such thing at all");
  assert.equal(await shown(page), 0);
  await page.keyboard.press("Escape");
  assert.equal(await page.$eval("#filter", (it) => it.value), "");
  assert.equal(await shown(page), before, "Escape shows everything again");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(page), "input#filter", "back up into the filter");
  assert.deepEqual(faults, []);
  await page.close();
};

const accessible = async (name, file, options) => {
  const { page, faults } = await open(file, options);
  await page.screenshot({ path: path.join(out, `${name}.png`) });
  // All of it counts, closed items too.
  await page.$$eval("details", (all) => all.forEach((it) => (it.open = true)));
  await page.screenshot({ path: path.join(out, `${name}-open.png`), fullPage: true });
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() => axe.run({ resultTypes: ["violations"] }));
  const found = violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.length} × ${nodes[0].html.slice(0, 160)}`);
  assert.deepEqual(found, []);
  assert.ok(passes.length > 10);
  const { scroll, client } = await page.evaluate(() => {
    const { scrollWidth: scroll, clientWidth: client } = document.documentElement;
    return { scroll, client };
  });
  assert.ok(scroll <= client, `the page is ${scroll} wide in a window of ${client}`);
  assert.deepEqual(faults, []);
  await page.close();
};

try {
  await mkdir(out, { recursive: true });
  for (const [name, file] of Object.entries({ normal, hostile })) {
    await judge(`${name}: nothing of the document runs, however it is opened`, async () => {
      const { page, faults } = await open(file);
      const title = await page.title();
      assert.ok(title.startsWith("Report: "));
      await page.$$eval("details", (all) => all.forEach((it) => (it.open = true)));
      for (const link of await page.$$("a[href]")) {
        await link.evaluate((it) => (it.focus(), it.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }))));
      }
      for (let y = 100; y < wide.height; y += 40) await page.mouse.move(700, y);
      await new Promise((resolve) => setTimeout(resolve, 200));
      assert.equal(await page.evaluate(() => document.ran), undefined);
      assert.equal(await page.title(), title);
      assert.equal((await page.$$("script")).length, 1);
      assert.ok(page.url().startsWith("file:"));
      assert.deepEqual(faults, []);
      await page.close();
    });
    for (const scheme of ["light", "dark"]) {
      for (const [size, viewport] of Object.entries({ narrow, wide })) {
        await judge(`${name}: accessible, ${scheme} and ${size}`, () =>
          accessible(`${name}-${scheme}-${size}`, file, { scheme, viewport }));
      }
    }
  }
  await judge("hostile: a mistake in escaping would not run either", async () => {
    const { page, faults } = await open(hostile);
    await page.evaluate(() => {
      const script = document.createElement("script");
      try { script.textContent = "document.ran = 1"; } catch { /* the policy says no */ }
      document.body.append(script);
      const image = document.createElement("img");
      try { image.setAttribute("onerror", "document.ran = 2"); } catch { /* the policy says no */ }
      image.src = "x";
      document.body.append(image);
      const frame = document.createElement("a");
      frame.href = "javascript:document.ran = 3";
      document.body.append(frame);
      frame.click();
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.equal(await page.evaluate(() => document.ran), undefined);
    assert.ok(faults.some((fault) => fault.includes("policy: ")), "nothing was refused");
    await page.close();
  });
  await judge("normal: by keyboard", () => keyboard(normal));
  await judge("hostile: by keyboard", () => keyboard(hostile));
  await judge("normal: without the script", async () => {
    const { page, faults } = await open(normal, { script: false });
    assert.equal(await page.$("search:not([hidden])"), null);
    await page.click("summary");
    await page.goto(`${page.url()}#t0`);
    await page.screenshot({ path: path.join(out, "normal-no-script.png") });
    assert.deepEqual(faults, []);
    await page.close();
  });
  if (existsSync(large)) {
    await judge("large: opens, and filters at once", async () => {
      const { page, faults, took } = await open(large);
      await page.screenshot({ path: path.join(out, "large-light-wide.png") });
      await page.focus("#filter");
      const times = await page.evaluate(() => {
        const filter = document.getElementById("filter");
        return ["c", "cl", "clu", "clus", "cluster", "", "x"].map((word) => {
          const started = performance.now();
          filter.value = word;
          filter.dispatchEvent(new Event("input"));
          document.body.getBoundingClientRect();
          return Math.round(performance.now() - started);
        });
      });
      console.log(`        loaded in ${Math.round(took)} ms; filtered in ${times.join(", ")} ms`);
      assert.ok(Math.max(...times) < 1000, `${times}`);
      assert.deepEqual(faults, []);
      await page.close();
    });
    await judge("large: by keyboard", () => keyboard(large));
  }
} finally {
  await browser.close();
}
console.log(`${done} passed; screenshots are in ${out}`);

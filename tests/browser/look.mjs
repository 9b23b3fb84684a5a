// How a page must look: no WCAG 2.2 AA violation, no sideways scrolling; and pictures of it for people.
import { mkdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { WIDE } from "./browser.mjs";

export const OUT = fileURLToPath(new URL("./out/", import.meta.url));
const AXE = await readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

// Throws when the page as it stands breaks a rule of WCAG 2.2 AA. The pages have no frames: axe runs in the
// page itself, which costs a third of what a wrapper for frames costs. Contrast is three quarters of axe's work, and a
// page has the same colours in every language: without `colours` it is left out.
export async function axe(page, { colours = true } = {}) {
  if (page.frames().length !== 1) throw new Error(`${page.url()} has frames, which axe is not run in`);
  await page.evaluate(`${AXE};0`);
  const { violations, passed } = await page.evaluate(async ({ tags, rules }) => {
    const result = await window.axe.run(document, { runOnly: tags, rules, resultTypes: ["violations"], preload: false });
    const violations = result.violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map((n) => n.target.join(" ")) }));
    return { violations, passed: result.passes.length };
  }, { tags: TAGS, rules: { "color-contrast": { enabled: colours } } });
  if (passed === 0) throw new Error(`axe checked nothing on ${page.url()}`);
  if (violations.length === 0) return;
  const told = violations.map(({ id, help, at }) => [`  ${id}: ${help}`, ...at.map((place) => `    ${place}`)].join("\n"));
  throw new Error(`axe on ${page.url()}:\n${told.join("\n")}`);
}

// Throws when the page scrolls sideways at 320 CSS pixels (WCAG 1.4.10).
export async function reflow(page) {
  await page.setViewportSize({ width: 320, height: 900 });
  const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
  await page.setViewportSize(WIDE);
  if (wide > 320) throw new Error(`${page.url()} scrolls sideways: ${wide} pixels wide at 320`);
}

// Leaves the whole page in OUT as it looks at 1280 and at 390 pixels.
export async function picture(page, name) {
  await mkdir(OUT, { recursive: true });
  const file = name.replace(/[^\p{L}\p{N}]+/gu, "-");
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: `${OUT}${file}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize(WIDE);
}

// What a page must look like: no WCAG 2.2 AA violation, no sideways scrolling; and its pictures.
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import axeCore from "axe-core";
import { WIDE } from "./browser.mjs";

export const OUT = fileURLToPath(new URL("./out/", import.meta.url));
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

// Throws when the page as it stands breaks a rule of WCAG 2.2 AA. The pages have no frames: axe runs in the
// page itself, which costs a third of what a wrapper for frames costs.
export async function axe(page) {
  if (page.frames().length !== 1) throw new Error(`${page.url()} has frames, which axe is not run in`);
  await page.evaluate(`${axeCore.source};0`);
  const { violations, passed } = await page.evaluate(async (tags) => {
    const result = await window.axe.run(document, { runOnly: tags, resultTypes: ["violations"], preload: false });
    const violations = result.violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map((n) => n.target.join(" ")) }));
    return { violations, passed: result.passes.length };
  }, TAGS);
  if (passed === 0) throw new Error(`axe checked nothing on ${page.url()}`);
  if (violations.length === 0) return;
  const told = violations.map(({ id, help, at }) => [`  ${id}: ${help}`, ...at.map((place) => `    ${place}`)].join("\n"));
  throw new Error(`axe on ${page.url()}:\n${told.join("\n")}`);
}

// Takes the page at 1280 and 390 pixels, and throws when it scrolls sideways at 320.
export async function shoot(page, name) {
  await mkdir(OUT, { recursive: true });
  const file = name.replace(/[^\p{L}\p{N}]+/gu, "-");
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: `${OUT}${file}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 320, height: 900 }); // WCAG 1.4.10: 320 CSS pixels
  const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
  await page.setViewportSize(WIDE);
  if (wide > 320) throw new Error(`${page.url()} scrolls sideways: ${wide} pixels wide at 320`);
}

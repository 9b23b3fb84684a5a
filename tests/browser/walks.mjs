// Runs the tests of one module against one portal, each in a fresh browser context, and counts.
import { mkdir, writeFile } from "node:fs/promises";
import { openPage } from "./browser.mjs";
import { axe, OUT, picture, reflow } from "./look.mjs";
import { postbox } from "./mail.mjs";

const TEST_MS = 120_000;

function limited(work, ms) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`not done after ${ms / 1000} s`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

// What is seen when a test fails, for whoever looks into it.
async function keep(pages, label) {
  await mkdir(OUT, { recursive: true });
  const file = label.replace(/[^\p{L}\p{N}]+/gu, "-");
  for (const [n, page] of pages.entries()) {
    await page.screenshot({ path: `${OUT}failed-${file}-${n}.png`, fullPage: true }).catch(() => {});
    const html = await page.content().catch((error) => String(error));
    await writeFile(`${OUT}failed-${file}-${n}.html`, html);
  }
}

async function runOne(browser, { test, label, file, base, engine, language, drawn, colours, pictures, portal }) {
  const pages = [];
  const faults = [];
  const newPage = async () => {
    pages.push(await openPage(browser, { base, language, faults }));
    return pages.at(-1);
  };
  try {
    const page = await newPage();
    const mail = await postbox(base);
    const shot = async (name, of = page) => {
      if (drawn) await reflow(of);
      if (drawn && pictures) await picture(of, `${engine}-${language}-${file}-${name}`);
    };
    const judge = async (of) => drawn && axe(of, { colours });
    await limited(test({ page, newPage, base, language, engine, mail, axe: judge, shot, portal }), TEST_MS);
    if (faults.length > 0) throw new Error(faults.join("\n"));
    return null;
  } catch (error) {
    await keep(pages, label);
    return error;
  } finally {
    await Promise.all(pages.map((page) => page.context().close().catch(() => {})));
  }
}

// `tests`: name → async test; `pictures`: whether `shot` leaves any. Gives { passed, failed } and tells each test by `say`.
export async function runTests(browser, { tests, say, ...where }) {
  const count = { passed: 0, failed: 0 };
  for (const [name, test] of Object.entries(tests)) {
    const label = `${where.engine} ${where.language} ${where.file}: ${name}`;
    const since = Date.now();
    const error = await runOne(browser, { ...where, test, label });
    count[error ? "failed" : "passed"] += 1;
    say(`${error ? "FAILED" : "ok    "} ${label} (${((Date.now() - since) / 1000).toFixed(1)} s)`);
    if (error) say(String(error.stack ?? error).replace(/^/gm, "       "));
  }
  return count;
}

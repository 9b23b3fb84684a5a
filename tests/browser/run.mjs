// Walks through the demo in a real browser: node tests/browser/run.mjs [options] [WORD…]
//
//   --binary PATH      the portal to start (target/debug/portal)
//   --engine NAME      only sqlite or only postgres; postgres needs PORTAL_TEST_POSTGRES
//   --language CODE    only fi, sv or en
//   --jobs N           so many portals at a time (4), each with a browser of its own: a walk mostly waits
//   --pictures         leave pictures of the pages passed, at 1280 and 390 pixels, in tests/browser/out
//   --long             also what modules export as `longTests`, and every walk in every language on both engines
//   --self-test        only checks this runner itself, on a tiny server; without WORD that is done beside the walks
//   WORD…              only tests whose `file: name` holds one of the words
//
// A walk is a file `*.browser.mjs` here that exports `tests` (name → async test), and if need be
// `languages` (default all three) and `engines` (default both). What exports `mainPath` is walked in every language on
// both engines; the pages are the same on both, so each of the others meets PostgreSQL in one language and SQLite in the rest. Every file
// gets, for each engine and language, a fresh portal. A test is handed { page, newPage, base, language, engine, mail, axe, shot,
// portal }, where `portal` runs another command of the program on the same data.
import { readdir } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { launch } from "./browser.mjs";
import { startDemo } from "./demo.mjs";
import { selfTest } from "./self.mjs";
import { runTests } from "./walks.mjs";

const HERE = new URL("./", import.meta.url);
const say = (line) => console.log(line);

function options() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      binary: { type: "string", default: fileURLToPath(new URL("../../target/debug/portal", HERE)) },
      engine: { type: "string" },
      jobs: { type: "string", default: "4" },
      language: { type: "string" },
      long: { type: "boolean", default: false },
      pictures: { type: "boolean", default: false },
      "self-test": { type: "boolean", default: false },
    },
  });
  const engines = values.engine ? [values.engine] : ["sqlite", "postgres"];
  if (engines.includes("postgres") && !process.env.PORTAL_TEST_POSTGRES && !values["self-test"]) {
    throw new Error("PORTAL_TEST_POSTGRES is not set: run tests/run, or give --engine sqlite");
  }
  if (!(Number(values.jobs) >= 1)) throw new Error("--jobs needs a number from 1");
  return { ...values, engines, words: positionals };
}

// The modules, each with the tests that were asked for.
async function walks({ words, long }) {
  const files = (await readdir(HERE)).filter((name) => name.endsWith(".browser.mjs")).sort();
  if (files.length === 0) throw new Error("no *.browser.mjs: there is nothing to walk");
  const found = [];
  for (const name of files) {
    const module = await import(new URL(name, HERE));
    const file = basename(name, ".browser.mjs");
    const all = Object.entries({ ...module.tests, ...(long ? module.longTests : {}) });
    if (all.length === 0 && !module.longTests) throw new Error(`${name} exports no tests`);
    const asked = all.filter(([test]) => words.length === 0 || words.some((w) => `${file}: ${test}`.includes(w)));
    if (asked.length > 0) found.push({ file, tests: Object.fromEntries(asked), module });
  }
  return found;
}

function rounds({ engine, engines, language, long }, { module }, index) {
  const spoken = (module.languages ?? ["fi", "sv", "en"]).filter((l) => !language || l === language);
  const stored = engines.filter((e) => (module.engines ?? engines).includes(e));
  const all = long || engine || module.mainPath || spoken.length === 1 || stored.length === 1;
  const shared = spoken[index % spoken.length];
  const inEach = (e) => (all ? spoken : spoken.filter((l) => (l === shared) === (e === "postgres")));
  // The same views draw for both engines: in each language a page is judged and pictured on one of them, in one language
  // by its colours too.
  const judged = (e, l) => ({ drawn: !all || e === "sqlite" || stored.length === 1, colours: long || l === shared });
  return stored.flatMap((e) => inEach(e).map((l) => ({ engine: e, language: l, ...judged(e, l) })));
}

// Each job has a Chromium of its own: one draws the pages of all its contexts one after the other.
async function walkAll(asked) {
  const count = { passed: 0, failed: 0 };
  const add = ({ passed, failed }) => {
    count.passed += passed;
    count.failed += failed;
  };
  const left = (await walks(asked)).flatMap((walk, index) => rounds(asked, walk, index).map((round) => ({ ...walk, ...round })));
  left.sort((a, b) => Object.keys(b.tests).length - Object.keys(a.tests).length); // the long ones first: no job ends alone
  const work = () => withBrowser(async (browser) => {
    for (let walk = left.shift(); walk; walk = left.shift()) {
      const label = `${walk.engine}-${walk.language}-${walk.file}`;
      add(await walkRound(browser, asked.binary, { ...walk, label, pictures: asked.pictures }));
    }
  });
  const check = async () => asked.words.length === 0 && add(await checkRunner());
  await Promise.all([check(), ...Array.from({ length: Number(asked.jobs) }, work)]);
  return count;
}

const checkRunner = () => withBrowser((browser) => selfTest(browser, say));

async function withBrowser(work) {
  const browser = await launch();
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

// A portal that does not start fails every test of its round.
async function walkRound(browser, binary, walk) {
  let demo;
  try {
    demo = await startDemo({ binary, engine: walk.engine, label: walk.label });
  } catch (error) {
    say(`FAILED ${walk.label}: ${error.message}`);
    return { passed: 0, failed: Object.keys(walk.tests).length };
  }
  try {
    return await runTests(browser, { ...walk, base: demo.base, portal: demo.portal, say });
  } finally {
    await demo.stop();
  }
}

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
let count = { passed: 0, failed: 1 };
try {
  const asked = options();
  count = await (asked["self-test"] ? checkRunner() : walkAll(asked));
} catch (error) {
  say(`browser tests: ${error.message}`);
}
say(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed > 0 ? 1 : 0;

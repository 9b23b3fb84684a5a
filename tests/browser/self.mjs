// Checks the runner on a tiny server: that good pages pass, and that each of its guards can fail.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readdir, readFile, stat } from "node:fs/promises";
import { signIn, staffSignIn, totpAt } from "./actors.mjs";
import { freePort, startDemo } from "./demo.mjs";
import { axe as look, OUT } from "./look.mjs";
import { runTests } from "./walks.mjs";

const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"; // RFC 6238, Appendix B: "12345678901234567890"
// What leads to a page and returns before it is there; a page that is called for must be waited for.
const BARE = /\.(?:click|dblclick|tap|press|dispatchEvent|submit|requestSubmit)\(|(?<!await )\b\w+\.(?:goto|reload|goBack|goForward)\(/;
const COOKIE = "Path=/; Secure; HttpOnly; SameSite=Lax";

const html = (lang, body) =>
  `<!doctype html><html lang="${lang}"><head><title>Self-test</title><meta name="viewport"
  content="width=device-width"></head><body><header><form><button>other</button></form></header>
  <main><h1>Self-test</h1>${body}</main></body></html>`;

const form = (fields) => `<form method="post">${fields.map(
  (name) => `<p><label>${name} <input name="${name}"></label></p>`).join("")}<button>Send</button></form>`;

const WIDE = `<p style="width: 900px">wide</p>`;
const pages = {
  "GET /health/ready": () => "",
  "GET /good": () => "<p>Nothing is wrong here.</p>",
  "GET /bad": () => `<img src="/dot.png"><p style="color: #ccc">pale</p><input>`,
  "GET /pale": () => `<p style="color: #ccc">pale</p>`,
  "GET /wide": () => WIDE,
  "GET /elsewhere": () => `<p>A tracker</p><img alt="" src="http://127.0.0.2:9/pixel.png">`,
  "GET /throws": () => `<p>A script</p><script>throw new Error("broken")</script>`,
  "GET /sign-in": () => form(["email"]),
  "POST /sign-in": () => "<p>Look into your mail.</p>",
  "GET /staff/sign-in": () => form(["email", "password"]),
  "POST /staff/sign-in": () => `<form method="post" action="/staff/code"><p><label>code
    <input name="code"></label></p><button>Send</button></form>`,
  "POST /staff/code": () => "<p>Queue</p>",
};

async function bodyOf(request) {
  let text = "";
  for await (const piece of request) text += piece;
  return new URLSearchParams(text);
}

function letter(state, base, to) {
  const id = String(state.mails.length + 1);
  const text = `Open ${base}/about or ${base}/m/token${id}\nto sign in.`;
  state.mails.unshift({ id, to, subject: "Sign in", text, html: "", state: "sent", at: "" });
}

// What the portal's sign-in does, in small: a mailed link, a page that confirms, a __Host- cookie.
async function answer(state, base, request, response) {
  const { pathname } = new URL(request.url, base);
  const key = `${request.method} ${pathname.startsWith("/m/") ? "/m/" : pathname}`;
  const form_ = request.method === "POST" ? await bodyOf(request) : null;
  const lang = request.headers["accept-language"]?.slice(0, 2) ?? "";
  const page = (body) => response.setHeader("content-type", "text/html; charset=utf-8").end(html(lang, body));
  if (key === "GET /dev/mail.json") return response.end(JSON.stringify(state.mails));
  if (key === "POST /sign-in") setTimeout(() => letter(state, base, form_.get("email")), 200);
  if (key === "POST /staff/code") state.codes.push(form_.get("code"));
  if (key === "GET /m/") return page(`<form method="post"><button>Yes, sign me in</button></form>`);
  if (key === "POST /m/") {
    return response.writeHead(303, { location: "/requests", "set-cookie": `__Host-c=1; ${COOKIE}` }).end();
  }
  if (key === "GET /requests") return page(`<p id="cookie">${request.headers.cookie ?? ""}</p>`);
  return pages[key] ? page(pages[key]()) : response.writeHead(404).end();
}

async function tinyServer() {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const state = { mails: [], codes: [] };
  const server = createServer((request, response) => {
    answer(state, base, request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  await new Promise((done) => server.listen(port, "127.0.0.1", done));
  letter(state, base, "ada@example.fi");
  return { base, state, stop: () => new Promise((done) => server.close(done) && server.closeAllConnections()) };
}

// Tests that must pass.
const sound = (state) => ({
  "a sound page passes axe and, where they are asked for, leaves two pictures": async ({ page, base, axe, shot }) => {
    await page.goto(`${base}/good`);
    await axe(page);
    await shot("self test");
    for (const width of [1280, 390]) assert.ok((await stat(`${OUT}sqlite-sv-self-self-test-${width}.png`)).size > 0);
  },
  "pale words are left to the language in which colours are judged": async ({ page, base }) => {
    await page.goto(`${base}/pale`);
    await look(page, { colours: false });
  },
  "signing in follows the newest mail and keeps a __Host- cookie": async ({ page, base, language, mail }) => {
    const used = await signIn(page, base, "Ada@example.fi", language);
    assert.equal(used.id, "2", "the mail from before the test was taken");
    assert.equal(await page.locator("#cookie").innerText(), "__Host-c=1");
    assert.equal((await mail("ada@example.fi")).id, "2");
  },
  "staff sign in twice with two different codes": async ({ page, base }) => {
    const sam = { email: "sam@example.fi", password: "x", totp: SECRET };
    await staffSignIn(page, base, sam);
    await staffSignIn(page, base, sam);
    assert.equal(new Set(state.codes).size, 2);
  },
  "codes are those of RFC 6238": async () => {
    assert.equal(totpAt(SECRET, Math.floor(59 / 30)), "287082"); // Appendix B: 94287082 at 59 s
    assert.equal(totpAt(SECRET, Math.floor(1_111_111_109 / 30)), "081804"); // 07081804
  },
  "a second page has cookies of its own": async ({ page, newPage, base, language }) => {
    await signIn(page, base, "eve@example.fi", language);
    const other = await newPage();
    await other.goto(`${base}/requests`);
    assert.equal(await other.locator("#cookie").innerText(), "");
  },
  // A bare click returns before the page it leads to is there, and what follows reads the page before.
  "walks press, follow and unfold by steps.mjs alone": async () => {
    const here = new URL("./", import.meta.url);
    const walks = (await readdir(here)).filter((name) => name.endsWith(".browser.mjs"));
    assert.ok(walks.length > 8);
    for (const name of walks) assert.doesNotMatch(await readFile(new URL(name, here), "utf8"), BARE, name);
    for (const bare of ["await page.click(x)", "x.press('Enter')", "page.dblclick(x)", "b.dispatchEvent('click')", "page.reload()"]) {
      assert.match(bare, BARE);
    }
    for (const sound of ["await press(page, x)", "(await page.reload()).status()", "await page.goBack()"]) {
      assert.doesNotMatch(sound, BARE);
    }
  },
  "a portal that ends at once is told": async () => {
    await assert.rejects(startDemo({ binary: "/bin/false", engine: "sqlite", label: "self" }), /code 1/);
  },
  "a portal that is not there is told": async () => {
    await assert.rejects(startDemo({ binary: "/no/portal", engine: "sqlite", label: "self" }), /ENOENT/);
  },
});

// Tests that must fail, each with what its guard says.
const unsound = {
  "axe sees a picture without a text": [/image-alt/, async ({ page, base, axe }) => {
    await page.goto(`${base}/bad`);
    await axe(page);
  }],
  "axe sees words too pale to read": [/color-contrast/, async ({ page, base, axe }) => {
    await page.goto(`${base}/pale`);
    await axe(page);
  }],
  "a page wider than a phone": [/scrolls sideways/, async ({ page, base, shot }) => {
    await page.goto(`${base}/wide`);
    await shot("self wide");
  }],
  "a request to another host": [/another host/, async ({ page, base }) => page.goto(`${base}/elsewhere`)],
  "a script error": [/script error: broken/, async ({ page, base }) => page.goto(`${base}/throws`)],
  "an assertion": [/1 !== 2/, async () => assert.equal(1, 2)],
};

export async function selfTest(browser, say) {
  const server = await tinyServer();
  const where = { base: server.base, engine: "sqlite", language: "sv", drawn: true, colours: true, file: "self", pictures: true };
  try {
    const count = await runTests(browser, { ...where, tests: sound(server.state), say });
    for (const [name, [reason, test]] of Object.entries(unsound)) {
      const told = [];
      const { failed } = await runTests(browser, { ...where, tests: { [name]: test }, say: (l) => told.push(l) });
      const caught = failed === 1 && reason.test(told.join("\n"));
      count[caught ? "passed" : "failed"] += 1;
      say(`${caught ? "ok    " : "FAILED"} sqlite sv self: caught: ${name}`);
    }
    return count;
  } finally {
    await server.stop();
  }
}

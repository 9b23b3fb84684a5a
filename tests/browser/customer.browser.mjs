// The customer's side in each language: prove the address, ask, stop, write, withdraw.
import assert from "node:assert/strict";
import { signIn } from "./actors.mjs";
import { ADDRESSES, referenceOf, send } from "./steps.mjs";

async function open(page, base, axe, path) {
  await page.goto(base + path);
  await axe(page);
}

export const mainPath = true;

export const tests = {
  "every page before sign-in is accessible": async ({ page, base, axe, shot }) => {
    for (const path of ["/", "/notice", "/sign-in", "/sign-in/sent", "/sign-in/lost-mailbox", "/nowhere", "/staff/sign-in"]) {
      await open(page, base, axe, path);
    }
    await page.goto(`${base}/`);
    await shot("home", page);
    await page.goto(`${base}/sign-in`);
    await send(page);
    await axe(page);
    assert.equal(await page.locator(".error-summary a[href='#email']").count(), 1);
  },

  "a customer files an access request and follows it": async ({ page, base, language, mail, axe, shot }) => {
    const address = ADDRESSES[language];
    await signIn(page, base, address, language, axe);
    await open(page, base, axe, "/requests");
    await open(page, base, axe, "/requests/new");
    await open(page, base, axe, "/requests/new/access");
    await send(page);
    await axe(page);
    const unsent = page.url();
    await page.goto(unsent.replace(/(draft\/[^/]+).*$/, "$1/discard"));
    await axe(page);
    await page.goto(unsent);
    await page.locator("[name=name]").fill("<b>Maija</b> & co");
    await send(page);
    await axe(page);
    assert.equal(await page.locator("main b").count(), 0);
    await send(page);
    await axe(page);
    await shot("own-request", page);
    const reference = referenceOf(page);
    assert.match(reference, /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-Z]$/);
    const receipt = await mail(address, ({ text }) => text.includes(reference));
    assert.ok(receipt.text.includes(reference), "the acknowledgement names the reference");
    await page.locator("[name=body]").fill("Hei – onko tämä kesken?");
    await send(page);
    assert.ok((await page.locator(".message").innerText()).includes("onko tämä kesken?"));
    await page.goto(`${base}/requests/${reference}/withdraw`);
    await axe(page);
    await send(page);
    await axe(page);
    await mail(address, ({ text }) => text.includes(reference));
  },

  "an opt-out takes one press and a letter confirms it": async ({ page, base, language, mail, axe, shot }) => {
    const address = ADDRESSES[language];
    await signIn(page, base, address, language);
    await open(page, base, axe, "/requests/new/marketing");
    assert.equal(await page.locator("main textarea, main input:not([type=hidden])").count(), 0);
    await send(page);
    await axe(page);
    await shot("opted-out", page);
    const reference = referenceOf(page);
    await mail(address, ({ text }) => text.includes(reference));
    await page.goBack();
    await page.goto(`${base}/requests`);
    assert.equal(await page.locator(`main a[href*="${reference}"]`).count(), 1);
    await open(page, base, axe, "/requests/new/consent");
    await shot("consent-barred", page);
    for (const nth of ["first", "again"]) {
      await open(page, base, axe, "/requests/new/marketing");
      await send(page);
      await axe(page);
      await shot(`still-mailed-${nth}`, page);
    }
  },

  "a consent is withdrawn and a correction asked for": async ({ page, base, language, axe, shot }) => {
    // Whoever has forbidden all marketing has nothing left to withdraw.
    await signIn(page, base, `consent-${language}@mail.example`, language);
    await open(page, base, axe, "/requests/new/consent");
    await send(page);
    await axe(page);
    assert.match(new URL(page.url()).pathname, /^\/requests\/[0-9A-Z]{4}-/);
    await shot("no-consent", page);
    await signIn(page, base, ADDRESSES[language], language);
    await open(page, base, axe, "/requests/new/rectification");
    await send(page);
    await axe(page);
    assert.equal(await page.locator(".error-summary").count(), 1);
    await page.locator("main input[name^=field-person]").first().fill("Uusi Nimi");
    await send(page);
    await send(page);
    await axe(page);
    assert.ok((await page.locator(".compare").innerText()).includes("Uusi Nimi"));
    await send(page);
    await axe(page);
    await open(page, base, axe, "/requests/new/something_else");
    await page.locator("[name=text]").fill("Poistakaa vanha verkkotunnukseni.");
    await send(page);
    await send(page);
    await send(page);
    await axe(page);
  },
};

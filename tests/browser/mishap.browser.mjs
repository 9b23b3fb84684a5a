// What goes wrong on a customer's way and must cost them nothing: codes guessed by others, a used link, going back, a session that
// ended, a consent that was never given.
import assert from "node:assert/strict";
import { signIn, signInLink } from "./actors.mjs";
import { postbox } from "./mail.mjs";
import { ADDRESSES, send } from "./steps.mjs";

const WRONG = "0000-0000";

export const tests = {
  "codes guessed in another browser leave the mailed link to its owner": async ({ page, newPage, base, language, mail, axe, shot }) => {
    const address = `guessed-${language}@mail.example`;
    const stranger = page;
    await stranger.goto(`${base}/sign-in`);
    await stranger.locator("main [name=email]").fill(address);
    await send(stranger);
    await axe(stranger);
    await shot("code-sent", stranger);
    await send(stranger);
    assert.equal(await stranger.locator(".error-summary a[href='#code']").count(), 1, "an empty code is asked for");
    for (let tries = 0; tries < 6; tries += 1) {
      await stranger.locator("[name=code]").fill(WRONG);
      await send(stranger);
    }
    await axe(stranger);
    await shot("code-spent", stranger);
    assert.equal(await stranger.locator("[name=code]").count(), 0);
    const letter = await mail(address, ({ text }) => text.includes("/m/"));
    const owner = await newPage();
    await owner.goto(signInLink(letter, base));
    const code = letter.text.match(/^\s*([0-9A-Z]{4}-[0-9A-Z]{4})\s*$/m)[1];
    await owner.locator("[name=code]").fill(code);
    await send(owner);
    assert.equal(new URL(owner.url()).pathname, "/requests");
    await owner.goto(signInLink(letter, base));
    assert.equal(await owner.locator("main a[href='/requests']").count(), 1);
    await axe(owner);
    await shot("link-used-signed-in", owner);
  },

  "going back to a form with something wrong in it finds it": async ({ page, base, language, axe }) => {
    await signIn(page, base, ADDRESSES[language], language);
    await page.goto(`${base}/requests/new/access`);
    await page.locator("[name=scope][value=some]").check();
    await send(page);
    assert.equal(await page.locator(".error-summary").count(), 1);
    await page.goto(`${base}/notice`);
    await page.goBack();
    assert.equal(await page.locator(".error-summary").count(), 1);
    assert.ok(await page.locator("[name=scope][value=some]").isChecked());
    await axe(page);
  },

  "whose session ended while typing is told and finds the text": async ({ page, base, language, axe, shot }) => {
    const address = ADDRESSES[language];
    await signIn(page, base, address, language);
    await page.goto(`${base}/requests/new/something_else`);
    await page.locator("[name=text]").fill("Poistakaa vanha verkkotunnukseni.");
    await page.context().clearCookies({ name: /^(__Host-)?c$/ });
    await send(page);
    assert.equal(new URL(page.url()).pathname, "/sign-in");
    assert.match(await page.locator("main .inset").first().innerText(), /30/);
    await axe(page);
    await shot("session-ended", page);
    const newest = await postbox(base);
    await page.locator("main [name=email]").fill(address);
    await send(page);
    await page.goto(signInLink(await newest(address, ({ text }) => text.includes("/m/")), base));
    await send(page);
    assert.equal(await page.locator("[name=text]").inputValue(), "Poistakaa vanha verkkotunnukseni.");
  },

  "a consent that was never given is named as such before and after the press": async ({ page, base, language, mail, axe, shot }) => {
    const address = `never-${language}@mail.example`;
    await signIn(page, base, address, language);
    await page.goto(`${base}/requests/new/marketing`);
    await axe(page);
    await shot("marketing-form", page);
    await page.goto(`${base}/requests/new/consent`);
    const FORBID = { fi: "Kiellä lähettäminen", sv: "Förbjud utskicken", en: "Forbid the sending" };
    assert.equal(await page.locator("main form button").last().innerText(), FORBID[language], "nothing is there to withdraw");
    assert.equal(await page.locator("main [type=checkbox]").count(), 0, "one is no choice");
    await axe(page);
    await shot("consent-none-held", page);
    await send(page);
    assert.equal(await page.locator("main .banner").count(), 1);
    await axe(page);
    await shot("consent-none-held-done", page);
    await mail(address, ({ text }) => text.includes(new URL(page.url()).pathname.split("/").pop()));
    await page.goto(`${base}/requests/new/consent`);
    assert.equal(await page.locator("main form").count(), 0, "there is nothing left to press");
    await shot("consent-barred", page);
  },

  "who has a name as a person and as a customer reads where each is used": async ({ page, base, language, axe, shot }) => {
    await signIn(page, base, ADDRESSES[language], language);
    await page.goto(`${base}/requests/new/rectification`);
    await axe(page);
    await shot("two-names", page);
    await send(page);
    assert.match(page.url(), /\?wrong$/);
  },
};

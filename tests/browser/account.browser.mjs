// A member of staff's own account: join, another password, new recovery codes, another authenticator, a forgotten password.
import assert from "node:assert/strict";
import { totpAt } from "./actors.mjs";
import { on, press, send, works } from "./steps.mjs";

const FIRST = "harmaa kettu juoksee";
const SECOND = "vihreä hirvi nukkuu";

const step = () => Math.floor(Date.now() / 30_000);

// Recovery codes sign in here: the next code of an authenticator would be half a minute away.
async function enters(page, base, { email, password, code }) {
  await page.goto(`${base}/staff/sign-in`);
  await page.locator("main [name=email]").fill(email);
  await page.locator("main [name=password]").fill(password);
  await page.locator("main [name=code]").fill(code);
  await send(page);
}

// Invites somebody as the administrator, and joins in a browser of their own; gives the account with its recovery codes.
async function joins({ page, newPage, base, language, mail }) {
  await works(page, base, language, "admin");
  await page.goto(`${base}/staff/accounts`);
  const email = "kaisa@wprod.example";
  await page.locator("[name=name]").fill("Kaisa Käsittelijä");
  await page.locator("[name=email]").fill(email);
  await page.locator(`[name=language][value=${language}]`).check();
  await page.locator("[name=roles][value=caseworker]").check();
  await press(page, on(page, "/staff/accounts"));
  const letter = await mail(email, ({ text }) => text.includes("/staff/join/"));
  const [link] = letter.text.match(/https?:\/\/\S+\/staff\/join\/\S+/);
  const own = await newPage();
  await own.goto(link);
  const totp = await own.locator("[name=seed]").inputValue();
  await own.locator("[name=password]").fill(FIRST);
  await own.locator("[name=code]").fill(totpAt(totp, step()));
  await send(own);
  const codes = await own.locator("main li code").allInnerTexts();
  assert.equal(codes.length, 8);
  return { own, email, codes };
}

export const tests = {
  "a member of staff changes password, recovery codes and authenticator, and replaces a forgotten password": async (walk) => {
    const { base, axe, shot, mail } = walk;
    const { own, codes, email } = await joins(walk);
    await enters(own, base, { email, password: FIRST, code: codes[0] });
    await press(own, own.locator("header .who a"));
    await axe(own);
    await shot("own-account", own);
    await press(own, own.locator("main a[href$='/password']"));
    await send(own);
    await axe(own);
    await shot("own-password-problem", own);
    await own.locator("[name=password]").fill(FIRST);
    await own.locator("[name=password_new]").fill(SECOND);
    await own.locator("[name=password_again]").fill(SECOND);
    await send(own);
    await axe(own);
    await shot("own-password-changed", own);
    await enters(own, base, { email, password: SECOND, code: codes[1] });
    await press(own, own.locator("header .who a"));
    await press(own, own.locator("main a[href$='/recovery-codes']"));
    await axe(own);
    await shot("own-codes", own);
    await send(own);
    await axe(own);
    await shot("own-new-codes", own);
    const renewed = await own.locator("main li code").allInnerTexts();
    assert.equal(renewed.filter((code) => codes.includes(code)).length, 0);
    await own.goto(`${base}/staff/account/authenticator`);
    await axe(own);
    await shot("own-authenticator", own);
    const seed = await own.locator("[name=seed]").inputValue();
    await own.locator("[name=code_new]").fill(totpAt(seed, step()));
    await own.locator("[name=password]").fill(SECOND);
    await own.locator("[name=code]").fill(renewed[0]);
    await send(own);
    assert.equal(new URL(own.url()).pathname, "/staff/sign-in");
    await axe(own);
    await press(own, own.locator("main a[href='/staff/forgotten']"));
    await axe(own);
    await shot("forgotten", own);
    await own.locator("[name=email]").fill(email);
    await send(own);
    await axe(own);
    await shot("forgotten-sent", own);
    const letter = await mail(email, ({ text }) => text.includes("/staff/reset/"));
    await own.goto(letter.text.match(/https?:\/\/\S+\/staff\/reset\/\S+/)[0]);
    await send(own);
    await axe(own);
    await shot("forgotten-new", own);
    await own.locator("[name=password_new]").fill(FIRST);
    await own.locator("[name=password_again]").fill(FIRST);
    await own.locator("[name=code]").fill(renewed[1]);
    await send(own);
    await enters(own, base, { email, password: FIRST, code: renewed[2] });
    assert.equal(new URL(own.url()).pathname, "/staff/queue");
  },
};

// The controller's own duties: the register without a request, disclosures to authorities.
import assert from "node:assert/strict";
import { staffSignIn } from "./actors.mjs";

const NAMES = { fi: "Virtanen", sv: "Lindström", en: "Brown" };

const press = async (page, button) => {
  await Promise.all([page.waitForEvent("domcontentloaded"), button.click()]);
};
const send = (page) => press(page, page.locator("main form button[type=submit]").first());

async function works(page, base, language, role) {
  const accounts = await (await fetch(`${base}/dev/staff.json`)).json();
  await page.goto(`${base}/language/${language}?to=/staff/sign-in`);
  await staffSignIn(page, base, accounts.find((account) => account.role === role));
}

export const tests = {
  "a disclosure to an authority is put on record and corrected": async ({ page, base, language, axe, shot }) => {
    await works(page, base, language, "caseworker");
    await page.goto(`${base}/staff/register`);
    await axe(page);
    await send(page);
    assert.equal(await page.locator(".error-summary li").count(), 2);
    await axe(page);
    await page.locator("[name=search]").fill(NAMES[language]);
    await page.locator("[name=reason]").fill("Poliisi pyytää tietoja.");
    await send(page);
    await axe(page);
    await shot("register", page);
    await press(page, page.locator("main table a").first());
    await axe(page);
    await press(page, page.locator("main a.button").first());
    await axe(page);
    await send(page);
    await axe(page);
    await shot("disclosure-problem", page);
    await page.locator("[name=authority]").fill("Lounais-Suomen poliisilaitos");
    await page.locator("[name=categories][value=contact]").check();
    await page.locator("[name=statute]").fill("Poliisilaki 4 luku 3 §");
    await page.locator("[name=on]").fill("2026-01-15");
    await page.locator("[name=reference]").fill("5500/R/1/26");
    await send(page);
    await axe(page);
    await press(page, page.locator("main table a").first());
    await page.locator("[name=correction]").fill("Asianumero oli väärin.");
    await send(page);
    await axe(page);
    await shot("record", page);
    assert.equal(await page.locator("main table tbody tr").count(), 2, "the earlier entry stays");
  },
};

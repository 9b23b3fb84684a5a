// Asking back: the exact letter first, a pause of the clock, and the date that moves with the answer.
import assert from "node:assert/strict";
import { ADDRESSES, begins, press, send } from "./steps.mjs";

const WHAT = { fi: "Mikä asiakasnumero on laskussasi?", sv: "Vilket kundnummer står på din faktura?", en: "Which customer number is on your invoice?" };

export const tests = {
  "pause and resume moves the date": async (walk) => {
    const { page, base, language, mail, axe, shot } = walk;
    const { reference, desk } = await begins(walk);
    await press(desk, desk.locator(`main a[href$="/ask/identity"]`));
    await axe(desk);
    await send(desk);
    await axe(desk);
    assert.equal(await desk.locator(".error-summary a").count(), 4, "what a question needs is asked for");
    for (const field of ["text", "reason", "lesser_means", "cannot_identify"]) {
      await desk.locator(`main [name=${field}]`).fill(WHAT[language]);
    }
    await desk.locator("main [name=pause]").check();
    await shot("question", desk);
    await send(desk);
    await axe(desk);
    await shot("letter", desk);
    const shown = await desk.locator("main .pre").innerText();
    await send(desk);
    await axe(desk);
    await shot("desk", desk);
    const letter = await mail(ADDRESSES[language], ({ text }) => text.includes(reference) && text.includes(WHAT[language]));
    const squeezed = (text) => text.replace(/\s+/g, " ").trim();
    assert.equal(squeezed(letter.text), squeezed(shown), "the letter that went is the one that was shown");

    await page.goto(`${base}/requests/${reference}`);
    await axe(page);
    await shot("own", page);
    assert.equal(await page.locator(".answer-by").count(), 0, "the clock stands still");
    await page.locator("main [name=body]").fill("10001");
    await send(page);
    await axe(page);
    await shot("answered", page);
    assert.equal(await page.locator(".answer-by").count(), 1, "the date runs again");
  },
};

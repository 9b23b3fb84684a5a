// The clock of a request: more time with reasons, seen before it goes and told to the person.
import assert from "node:assert/strict";
import { ADDRESSES, begins, opensUntil, press, send } from "./steps.mjs";

const WHY = { fi: "Yhdeksän vuoden viesteissä on muiden tietoja.", sv: "Nio års meddelanden har andras uppgifter.", en: "Nine years of messages name others." };

export const tests = {
  "the time is extended once, with the letter that was shown": async (walk) => {
    const { page, base, language, mail, axe, shot } = walk;
    const { reference, desk } = await begins(walk);
    await press(desk, desk.locator(`main a[href$="/extend"]`));
    await axe(desk);
    await shot("reasons", desk);
    await send(desk);
    await axe(desk);
    assert.equal(await desk.locator(".error-summary a").count(), 2, "reasons are asked for");
    await desk.locator("main [name=complexity]").first().check();
    await desk.locator("main [name=reasons]").fill(WHY[language]);
    await send(desk);
    await axe(desk);
    await shot("letter", desk);
    const shown = await desk.locator("main .pre").innerText();
    await send(desk);
    await axe(desk);
    await shot("desk", desk);
    assert.equal(await desk.locator(`main a[href$="/extend"]`).count(), 0, "it is not offered again");
    const letter = await mail(ADDRESSES[language], ({ text }) => text.includes(reference) && text.includes(WHY[language]));
    const squeezed = (text) => text.replace(/\s+/g, " ").trim();
    assert.equal(squeezed(letter.text), squeezed(shown), "the letter that went is the one that was shown");

    // The person reads why.
    await opensUntil(page, `${base}/requests/${reference}`, async () =>
      (await page.locator("main").innerText()).includes(WHY[language]),
    );
    await axe(page);
    await shot("own", page);
    await desk.goto(`${base}/staff/queue`);
    await shot("queue", desk);
  },
};

// A requester stays unknown: staff see the letter that says so before it goes.
import assert from "node:assert/strict";
import { signIn } from "./actors.mjs";
import { referenceOf, send, works } from "./steps.mjs";

const ADDRESSES = { fi: "outo@posti.example", sv: "okand@post.example", en: "unknown@mail.example" };

export const tests = {
  "a request is closed as not identified with the letter that was shown": async (walk) => {
    const { page, newPage, base, language, mail, axe, shot } = walk;
    const address = ADDRESSES[language];
    await signIn(page, base, address, language);
    await page.goto(`${base}/requests/new/access`);
    for (let step = 0; step < 3; step += 1) await send(page);
    const reference = referenceOf(page);

    const desk = await newPage();
    await works(desk, base, language, "caseworker");
    await desk.goto(`${base}/staff/requests/${reference}/not-identified`);
    await send(desk);
    await axe(desk);
    assert.equal(await desk.locator(".error-summary").count(), 1, "what the ground demands is asked for");
    for (const field of await desk.locator("main [name^=fact-], main [name=suffices]").all()) await field.fill("Kuitti 1.4.2026.");
    await send(desk);
    await axe(desk);
    await shot("letter", desk);
    const shown = await desk.locator("main .pre").innerText();
    await send(desk);
    await axe(desk);
    const letter = await mail(address, ({ text }) => text.includes(reference) && text.includes("77"));
    const squeezed = (text) => text.replace(/\s+/g, " ").trim();
    assert.equal(squeezed(letter.text), squeezed(shown), "the letter that went is the one that was shown");
  },
};

// A requester who was asked stays unknown: staff see the letter that says so, and a second person sends it.
import assert from "node:assert/strict";
import { signIn } from "./actors.mjs";
import { files, on, press, send, takes, works } from "./steps.mjs";

const ADDRESSES = { fi: "outo@posti.example", sv: "okand@post.example", en: "unknown@mail.example" };

export const tests = {
  "a request is closed as not identified with the letter that was shown": async (walk) => {
    const { page, newPage, base, language, mail, axe, shot } = walk;
    const address = ADDRESSES[language];
    await signIn(page, base, address, language);
    const reference = await files(page, base, "access");

    const desk = await newPage();
    await works(desk, base, language, "caseworker");
    await takes(desk, base, reference);
    assert.equal(await desk.locator(`main a[href$="/not-identified"]`).count(), 0, "nobody was asked yet");
    await shot("not-offered", desk);
    await desk.goto(`${base}/staff/requests/${reference}/ask/identity`);
    for (const field of ["text", "reason", "lesser_means", "cannot_identify"]) {
      await desk.locator(`main [name=${field}]`).fill("Kuka olet?");
    }
    await send(desk);
    await send(desk);
    await mail(address, ({ text }) => text.includes(reference) && text.includes("Kuka olet?"));
    await page.goto(`${base}/requests/${reference}`);
    await page.locator("main [name=body]").fill("En muista.");
    await send(page);
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

    const second = await newPage();
    await works(second, base, language, "approver");
    await second.goto(`${base}/staff/requests/${reference}/proposal`);
    await axe(second);
    await shot("proposal", second);
    await press(second, on(second, "/proposal"));
    const letter = await mail(address, ({ text }) => text.includes(reference) && /\b77\b/.test(text));
    const squeezed = (text) => text.replace(/\s+/g, " ").trim();
    assert.equal(squeezed(letter.text), squeezed(shown), "the letter that went is the one that was shown");
  },
};

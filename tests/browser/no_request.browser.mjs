// A message asks for no right: staff say why and whom to ask instead, a second person sends the letter, its writer reads it.
import assert from "node:assert/strict";
import { signIn } from "./actors.mjs";
import { files, on, press, send, takes, works } from "./steps.mjs";

const ADDRESSES = { fi: "kysyja@posti.example", sv: "fragar@post.example", en: "asks@mail.example" };

export const tests = {
  "a message that is no request is closed with the letter that was shown": async (walk) => {
    const { page, newPage, base, language, mail, axe, shot } = walk;
    const address = ADDRESSES[language];
    await signIn(page, base, address, language);
    const words = (form) => form.locator("main [name=text]").fill("Miksi laskuni on niin suuri?");
    const reference = await files(page, base, "something_else", () => words(page));

    const desk = await newPage();
    await works(desk, base, language, "caseworker");
    await takes(desk, base, reference);
    await desk.goto(`${base}/staff/requests/${reference}/classify`);
    await axe(desk);
    await shot("classify", desk);
    await press(desk, desk.locator("main a[href$='/no-request']").last());
    await axe(desk);
    await send(desk);
    await axe(desk);
    assert.equal(await desk.locator(".error-summary a").count(), 2, "why and whom");
    await shot("lacking", desk);
    await desk.locator("main [name=reason]").fill("Kysyt, miksi laskusi on suurempi kuin ennen.");
    await desk.locator("main [name=whom]").fill("Laskutus: laskutus@wprod.example");
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
    await page.goto(`${base}/requests/${reference}`);
    await axe(page);
    await shot("own", page);
    await page.locator("main [name=body]").fill("Haluan nähdä laskutustietoni.");
    await send(page);
    await page.goto(`${base}/requests/${reference}`);
    assert.equal(await page.locator("main a[href$='/withdraw']").count(), 1, "it is open again");
  },
};

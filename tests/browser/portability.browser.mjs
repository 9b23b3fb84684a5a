// A customer takes their data along and has them handed to another service; staff do it and say so.
import assert from "node:assert/strict";
import { signIn } from "./actors.mjs";
import { day, fetches, on, press, referenceOf, send, takes, works } from "./steps.mjs";

// Private customers: the contract of a company is not its contact person's.
const ADDRESSES = { fi: "maija.virtanen@posti.example", sv: "bjorn.lindstrom@post.example", en: "maija.virtanen@posti.example" };

export const tests = {
  "data go with the person and to the service they named": async (walk) => {
    const { page, newPage, base, language, mail, axe, shot } = walk;
    const address = ADDRESSES[language];
    await signIn(page, base, address, language);
    await page.goto(`${base}/requests/new/portability`);
    await axe(page);
    await shot("form", page);
    await page.locator("[name=transfer_to]").fill("Toinen Oy");
    await send(page);
    await axe(page);
    assert.equal(await page.locator(".error-summary a[href='#transfer_reach']").count(), 1);
    await page.locator("[name=transfer_reach]").fill("vastaanotto@toinen.example");
    await send(page);
    await send(page);
    await axe(page);
    await shot("check", page);
    await send(page);
    const reference = referenceOf(page);

    const desk = await newPage();
    await works(desk, base, language, "caseworker");
    await takes(desk, base, reference);
    await desk.goto(`${base}/staff/requests/${reference}/decide`);
    for (const name of ["verdict-0", "verdict-1"]) await desk.locator(`[name=${name}][value=granted]`).check();
    await axe(desk);
    await send(desk);
    await send(desk);
    await axe(desk);
    await shot("letter", desk);
    await send(desk);
    const letter = await mail(address, ({ text }) => text.includes("/schema/portability-1.json"));
    assert.ok(letter.text.includes(reference) && !letter.text.includes("Toinen Oy"));

    await page.goto(`${base}/requests/${reference}`);
    await axe(page);
    await shot("own", page);
    const theirs = await fetches(page, page.locator(`main a[href$="${reference}/package"]`));
    assert.equal(theirs.suggestedFilename(), `${reference}.zip`);

    await desk.goto(`${base}/staff/requests/${reference}`);
    await axe(desk);
    await shot("desk", desk);
    await press(desk, on(desk, "/transfer"));
    await axe(desk);
    assert.equal(await desk.locator(".error-summary").count(), 1);
    await desk.locator("[name=ending][value=given]").check();
    await desk.locator("[name=given_on]").fill(day(0));
    await desk.locator("[name=how]").fill("Salattu sähköposti");
    await press(desk, on(desk, "/transfer"));
    await axe(desk);
    await mail(address, ({ text, subject }) => subject.includes(reference) && !text.includes("/schema/"));
  },
};

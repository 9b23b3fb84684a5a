// Another holder of the data: its mail, the page behind the link, its answer, and what person and staff see of it.
import assert from "node:assert/strict";
import { signIn } from "./actors.mjs";
import { ADDRESSES, press, referenceOf, send, works } from "./steps.mjs";

const HOLDER = "tietosuoja@kirjekyyhky.example";

export const tests = {
  "the newsletter tool answers by its link, and person and staff see it": async (walk) => {
    const { page, newPage, base, language, mail, axe, shot } = walk;
    // Emma gets no newsletter, so the tool that sends it hears nothing of her.
    const address = language === "en" ? ADDRESSES.fi : ADDRESSES[language];
    await signIn(page, base, address, language);
    await page.goto(`${base}/requests/new/marketing`);
    await send(page);
    const reference = referenceOf(page);

    const told = await mail(HOLDER, ({ text }) => text.includes(reference));
    assert.ok(!told.text.includes(address), "the mail does not say whom");
    const link = told.text.match(/https?:\/\/\S+\/h\/\S+/)[0];
    const holder = await newPage();
    await holder.goto(`${base}/language/${language}?to=/`);
    await holder.goto(link);
    assert.ok(!holder.url().includes("/h/"), "the token left the address bar");
    assert.ok((await holder.locator("main").innerText()).includes(address), "the page says whom");
    await axe(holder);
    await shot("asked", holder);
    const desk = await newPage();
    await works(desk, base, language, "caseworker");
    await desk.goto(`${base}/staff/requests/${reference}`);
    await axe(desk);
    await shot("desk", desk);
    await desk.goto(`${base}/staff/queue?tab=holders`);
    await axe(desk);
    await shot("waiting", desk);

    await holder.locator("[name=answer][value=cannot]").check();
    await send(holder);
    assert.equal(await holder.locator(".error-summary").count(), 1, "a reason is due");
    await axe(holder);
    await shot("problem", holder);
    await holder.locator("[name=answer][value=cannot]").check();
    await holder.locator("[name=why]").fill("The list is locked.");
    await send(holder);
    await axe(holder);
    await shot("receipt", holder);
    await holder.goto(link);
    await axe(holder);
    await shot("spent", holder);

    await desk.goto(`${base}/staff/requests/${reference}`);
    await axe(desk);
    await shot("cannot", desk);
    const remedy = desk.locator("main form:has([name=remedy])");
    await remedy.locator("[name=remedy]").selectOption("stopped_sending");
    await remedy.locator("[name=why]").fill("We send from our own server now.");
    await press(desk, remedy.locator("button"));
    await axe(desk);
    assert.equal(await desk.locator("main form [name=remedy]").count(), 0, "it is dealt with");

    await page.goto(`${base}/requests/${reference}`);
    assert.ok((await page.locator("main").innerText()).includes("We send from our own server now."));
    await axe(page);
    await shot("own", page);
    await page.goto(`${base}/requests/new/marketing`);
    await axe(page);
    await shot("in-force", page);
    await send(page);
    assert.notEqual(referenceOf(page), reference, "who still gets mail is heard");
    await axe(page);
  },
};

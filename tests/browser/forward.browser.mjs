// A request about a customer's own website: staff forward it with the two letters that were shown.
import assert from "node:assert/strict";
import { signIn } from "./actors.mjs";
import { files, press, send, works } from "./steps.mjs";

const ADDRESSES = { fi: "siiri@posti.example", sv: "sanna@post.example", en: "sue@mail.example" };
const CUSTOMER = "emma.brown@mail.example";

export const tests = {
  "a request about a customer's website is forwarded with the letters that were shown": async (walk) => {
    const { page, newPage, base, language, mail, axe, shot } = walk;
    const address = ADDRESSES[language];
    await signIn(page, base, address, language);
    const writes = (form) => form.locator("main textarea").first().fill("Poistakaa tilaukseni: asiakas-10003.example.");
    const reference = await files(page, base, "something_else", () => writes(page));

    const desk = await newPage();
    await works(desk, base, language, "caseworker");
    await desk.goto(`${base}/staff/requests/${reference}/forward`);
    await axe(desk);
    await desk.locator("[name=search]").fill("https://www.asiakas-10003.example/");
    await send(desk);
    await axe(desk);
    await shot("found", desk);
    const choose = desk.locator("main form:has([name=reach][rows])");
    await press(desk, choose.locator("button"));
    await axe(desk);
    assert.ok((await desk.locator(".error-summary a").count()) > 1, "what is lacking is named");
    await desk.locator("[name=contact]").first().check();
    await desk.locator("textarea[name=reach]").fill("Kirjatie 3, 20100 Turku");
    await press(desk, choose.locator("button"));
    await axe(desk);
    await shot("letters", desk);
    const [told, handed] = await desk.locator("main .pre").allInnerTexts();
    await send(desk);
    await axe(desk);
    await shot("forwarded", desk);
    await desk.goto(await desk.locator("main a[href*='/letters/']").first().evaluate((link) => link.href));
    await axe(desk);
    await shot("letter", desk);

    const squeezed = (text) => text.replace(/\s+/g, " ").trim();
    const person = await mail(address, ({ text }) => text.includes("Kirjatie 3"));
    const customer = await mail(CUSTOMER, ({ text }) => text.includes(reference));
    assert.deepEqual([person, customer].map(({ text }) => squeezed(text)), [told, handed].map(squeezed));
    await page.goto(`${base}/requests/${reference}`);
    await axe(page);
    await shot("own", page);
  },
};

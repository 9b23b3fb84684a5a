// What went to a wrong recipient, and the other marks on a request: the record of a breach opens from its page.
import assert from "node:assert/strict";
import { signIn } from "./actors.mjs";
import { ADDRESSES, files, press, send, unfold, works } from "./steps.mjs";

export const tests = {
  "a letter that went astray opens a breach, and a caller in hiding is marked": async (walk) => {
    const { page, newPage, base, language, mail, axe, shot } = walk;
    const address = ADDRESSES[language];
    await signIn(page, base, address, language);
    const reference = await files(page, base, "rectification", async () => {
      await page.locator("main input[name^=field-person]").first().fill("Uusi Nimi");
      await page.locator("[name=restrict]").check();
      await axe(page);
      await shot("restrict", page);
    });
    await mail(address, ({ text }) => text.includes(reference));
    await page.goto(`${base}/requests/${reference}`);
    assert.ok(await page.locator(".timeline a[href^='/requests/']").isVisible(), "it leads to the restriction beside it");
    await axe(page);
    await shot("own", page);
    await press(page, page.locator(".timeline a[href^='/requests/']"));
    await axe(page);

    const desk = await newPage();
    await works(desk, base, language, "caseworker");
    await desk.goto(`${base}/staff/requests/${reference}`);
    await unfold(desk.locator("details:has(form[action$='/protected']) summary"));
    await axe(desk);
    await shot("desk", desk);
    await desk.locator("[name=protect_reason]").fill("Kertoi siitä puhelimessa.");
    await press(desk, desk.locator("form[action$='/protected'] button"));
    assert.equal(await desk.locator("form[action$='/protected']").count(), 0, "it is marked once");
    await axe(desk);
    await press(desk, desk.locator("main a[href$='/astray']"));
    await send(desk);
    assert.equal(await desk.locator(".error-summary li").count(), 2, "what, and how");
    await axe(desk);
    await shot("problems", desk);
    await desk.locator("[name=sent]").first().check();
    await desk.locator("[name=how]").fill("Kirje päätyi toiselle asiakkaalle.");
    await send(desk);
    assert.match(desk.url(), /\/staff\/breaches\//);
    const record = await desk.locator("main").innerText();
    assert.equal(record.includes("The data protection portal"), language === "en", "the record is in the language of the page");
    await axe(desk);
    await shot("breach", desk);
    await press(desk, desk.locator(`main a[href='/staff/requests/${reference}']`));
    assert.ok(await desk.locator(".timeline a[href*='/staff/breaches/']").isVisible());
    await axe(desk);
  },

  "words about an automated decision are answered as the notice says": async ({ page, newPage, base, language, axe, shot }) => {
    await signIn(page, base, ADDRESSES[language], language);
    const reference = await files(page, base, "something_else", () =>
      page.locator("[name=text]").fill("Haluan, että ihminen katsoo päätöksen."),
    );
    const desk = await newPage();
    await works(desk, base, language, "caseworker");
    await desk.goto(`${base}/staff/requests/${reference}/classify`);
    await desk.locator("[name=right][value=automated]").check();
    await axe(desk);
    await send(desk);
    await desk.goto(`${base}/staff/requests/${reference}/decide`);
    assert.equal(await desk.locator("option[value='RG-22-EXC']").count(), 0, "the notice lists none");
    await axe(desk);
    await shot("automated", desk);
    await desk.locator("[name=verdict-0][value=granted]").check();
    await press(desk, desk.locator("main button[value=reasons]"));
    await press(desk, desk.locator("main button[value=letter]"));
    assert.equal(await desk.locator(".error-summary a[href='#free_part']").count(), 1, "what the review found is asked for");
    await axe(desk);
    await shot("finding", desk);
    await desk.locator("[name=free_part]").fill("Päätös pysyy voimassa.");
    await press(desk, desk.locator("main button[value=letter]"));
    await axe(desk);
    await shot("letter", desk);
  },
};

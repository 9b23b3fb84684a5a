// The whole path: a customer asks, staff decide, the outcome arrives, the package opens.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { signIn } from "./actors.mjs";
import { ADDRESSES, enters, fetches, files, keys, on, opensUntil, press, send, takes, unfold, works } from "./steps.mjs";
import { unzip } from "./zip.mjs";

// Proposes to refuse the one thing asked, because the data are right.
async function refuses(desk, base, reference, look = async () => {}) {
  await desk.goto(`${base}/staff/requests/${reference}/decide`);
  await desk.locator("[name=verdict-0][value=refused]").check();
  await desk.locator("[name=ground-0]").selectOption("RG-16-OK");
  await send(desk);
  await look(desk);
  for (const field of await desk.locator("[name^=fact-0-]").all()) {
    if ((await field.getAttribute("type")) !== "date") await field.fill("Tarkistettu 22.11.2026, asiakirja A-1.");
  }
  await send(desk);
  await look(desk);
  await press(desk, on(desk, "/decide/send"));
  await look(desk);
}

export const mainPath = true;

export const tests = {
  "staff grant access, the letter arrives and the package opens": async (walk) => {
    const { page, newPage, base, language, mail, axe, shot } = walk;
    const address = ADDRESSES[language];
    await signIn(page, base, address, language);
    const reference = await files(page, base, "access");
    await mail(address, ({ text }) => text.includes(reference));

    const desk = await newPage();
    await works(desk, base, language, "caseworker");
    await axe(desk);
    await shot("queue", desk);
    await press(desk, desk.locator(`main a[href$="${reference}"]`).first());
    await axe(desk);
    await press(desk, on(desk, "/take"));
    await axe(desk);
    await desk.goto(`${base}/staff/requests/${reference}/records`);
    await axe(desk);
    await desk.goto(`${base}/staff/requests/${reference}/decide`);
    await axe(desk);
    await send(desk);
    assert.equal(await desk.locator(".error-summary").count(), 1, "no verdict is a problem");
    await desk.locator("[name=verdict-0][value=partly]").check();
    await shot("verdicts", desk);
    await send(desk);
    await axe(desk);
    await send(desk);
    assert.equal(await desk.locator(".error-summary a[href='#keep-0']").count(), 1, "nothing is marked");
    await unfold(desk.locator("main details:not([open]) > summary").first());
    await desk.locator("main [name=keep-0]:visible").nth(1).check();
    await axe(desk);
    await shot("marks", desk);
    await send(desk);
    await axe(desk);
    await shot("in-part", desk);
    await desk.goto(`${base}/staff/requests/${reference}/copy`);
    await axe(desk);
    await shot("copy", desk);
    await desk.goto(`${base}/staff/requests/${reference}/decide`);
    await desk.locator("[name=verdict-0][value=granted]").check();
    await send(desk);
    await axe(desk);
    await send(desk);
    await axe(desk);
    await shot("letter", desk);
    assert.ok((await desk.locator("main").innerText()).includes(reference), "the letter is shown before it goes");
    await press(desk, on(desk, "/decide/send"));
    await axe(desk);

    const outcome = await mail(address, ({ text }) => text.includes(reference));
    assert.ok(!outcome.text.includes("INV-"), "no register value in the mail");
    await page.goto(`${base}/requests/${reference}`);
    await axe(page);
    await shot("answered", page);
    const download = await fetches(page, page.locator(`main a[href$="/package"]`));
    const zip = await readFile(await download.path());
    assert.equal(zip.subarray(0, 2).toString(), "PK");
    for (const name of ["data.json", "schema.json"]) JSON.parse(unzip(zip, name).toString());
    const copy = join(dirname(await download.path()), `${reference}.html`);
    await writeFile(copy, unzip(zip, "index.html"));
    await page.goto(pathToFileURL(copy).href);
    await axe(page);
    await shot("package", page);
    assert.ok((await page.locator("body").innerText()).includes(address), "it is the copy of whoever asked");
    await page.goto(`${base}/requests/${reference}/package/again`);
    await axe(page);
    await page.goto(`${base}/requests/${reference}/prove`);
    await axe(page);
    await shot("prove", page);
  },

  "going back at the desk asks nothing and loses nothing": async (walk) => {
    const { page, newPage, base, language, axe, shot } = walk;
    await signIn(page, base, ADDRESSES[language], language);
    const reference = await files(page, base, "rectification", () =>
      page.locator("main input[name^=field-person]").first().fill("Uusi Nimi"),
    );
    const desk = await newPage();
    await works(desk, base, language, "caseworker");
    await takes(desk, base, reference);
    await desk.goto(`${base}/staff/requests/${reference}/decide`);
    await desk.locator("[name=verdict-0][value=refused]").check();
    await desk.locator("[name=ground-0]").selectOption("RG-16-OK");
    await send(desk);
    for (const field of await desk.locator("[name^=fact-0-]").all()) {
      if ((await field.getAttribute("type")) !== "date") await field.fill("Tarkistettu, asiakirja A-1.");
    }
    await send(desk);
    await desk.goBack();
    assert.equal(await desk.locator("[name^=fact-0-]").first().inputValue(), "Tarkistettu, asiakirja A-1.");
    await axe(desk);
    await desk.goBack();
    assert.ok(await desk.locator("[name=verdict-0][value=refused]").isChecked(), "the verdict stands");
    await shot("back-to-verdicts", desk);
    await desk.goto(`${base}/staff/requests/${reference}`);
    const body = desk.locator("[name=message]");
    await body.fill("Lähettäkää kopio passista. Skicka en kopia av ert pass. Send a copy of your passport.");
    await press(desk, on(desk, "/messages"));
    assert.equal(await desk.locator(".error-summary").count(), 1);
    await axe(desk);
    await desk.goBack();
    await desk.goForward();
    assert.match(await desk.locator("[name=message]").inputValue(), /passport/);
  },

  "a refusal needs a second person and tells its ground": async (walk) => {
    const { page, newPage, base, language, mail, axe, shot } = walk;
    const address = ADDRESSES[language];
    await signIn(page, base, address, language);
    const reference = await files(page, base, "rectification", () =>
      page.locator("main input[name^=field-person]").first().fill("Uusi Nimi"),
    );
    const desk = await newPage();
    await works(desk, base, language, "caseworker");
    // Chosen, given and confirmed by keyboard alone.
    await keys(desk, `input[name=pick][value^="${reference}"]`, "Space");
    await enters(desk, ".give button");
    assert.match(desk.url(), /queue\/assign/);
    await axe(desk);
    await shot("assign", desk);
    assert.ok((await desk.locator("main").innerText()).includes(reference), "it qualifies");
    await enters(desk, "main form button[type=submit]");
    assert.match(desk.url(), /queue$/);
    await axe(desk);
    await refuses(desk, base, reference, axe);

    const second = await newPage();
    await works(second, base, language, "approver");
    await second.goto(`${base}/staff/requests/${reference}/proposal`);
    await axe(second);
    await shot("proposal", second);
    await second.locator("[name=reason]").fill("Asiakirjan päiväys puuttuu.");
    await press(second, on(second, "/proposal/send-back"));
    await axe(second);
    await desk.goto(`${base}/staff/requests/${reference}`);
    assert.ok((await desk.locator("main").innerText()).includes("Asiakirjan päiväys puuttuu."), "the reason is kept");
    await refuses(desk, base, reference);
    await second.goto(`${base}/staff/requests/${reference}/proposal`);
    await press(second, on(second, "/proposal"));
    await axe(second);
    const letter = await mail(address, ({ text }) => text.includes(reference) && /\b77\b/.test(text));
    assert.match(letter.text, /\b79\b/, "the letter names complaint and remedy");
  },

  "a correction stands beside the old value, is granted, and its holder's answer closes it": async (walk) => {
    const { page, newPage, base, language, mail, axe, shot } = walk;
    const address = ADDRESSES[language];
    await signIn(page, base, address, language);
    const reference = await files(page, base, "rectification", () =>
      page.locator("main input[name^=field-person]").first().fill("Toinen Nimi"),
    );
    const desk = await newPage();
    await works(desk, base, language, "caseworker");
    await takes(desk, base, reference);
    assert.equal(await desk.locator(".compare dd").nth(1).innerText(), "Toinen Nimi");
    assert.notEqual(await desk.locator(".compare dd").first().innerText(), "Toinen Nimi");
    await shot("correction", desk);

    await unfold(desk.locator("details:has(form[action$='/assign']) summary"));
    await press(desk, on(desk, "/assign"));
    await unfold(desk.locator("details:has(form[action$='/split']) summary"));
    await axe(desk);
    await desk.locator("#split-right").selectOption("access");
    await press(desk, on(desk, "/split"));
    await axe(desk);
    assert.ok(!desk.url().endsWith(reference), "the second request has its own page");

    await desk.goto(`${base}/staff/requests/${reference}/decide`);
    await desk.locator("[name=verdict-0][value=granted]").check();
    await send(desk);
    await send(desk);
    await press(desk, on(desk, "/decide/send"));
    const step = desk.locator("main form[action*='/steps/']").first();
    // The worker may tell the holder between the look and the press, which is refused then: the page is looked at anew.
    await opensUntil(desk, `${base}/staff/requests/${reference}`, async () => {
      if (!(await step.count())) return true;
      const folded = desk.locator("details:has(form[action*='/steps/']):not([open]) > summary").first();
      if (await folded.count()) await unfold(folded);
      const told = await step.locator("option[value=told]").count();
      await step.locator("select").selectOption(told ? "told" : "done");
      await press(desk, step.locator("button"));
      await axe(desk);
      return false;
    });
    await shot("closed", desk);

    const outcome = await mail(address, ({ text }) => text.includes(reference) && /\b77\b/.test(text));
    assert.ok(!outcome.text.includes("Toinen Nimi"), "no register value in the mail");
    await page.goto(`${base}/requests/${reference}`);
    await axe(page);
    assert.ok((await page.locator("main").innerText()).includes("Toinen Nimi"), "both values are on the page");
  },
};

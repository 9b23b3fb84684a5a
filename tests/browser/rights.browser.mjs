// The rights that staff weigh: erasure, restriction, objection; a wish in free words; a newsletter ended by its link.
import assert from "node:assert/strict";
import { signIn } from "./actors.mjs";
import { ADDRESSES, files, keys, on, press, send, takes, works } from "./steps.mjs";

// Grants the one thing asked, up to the letter that is shown before it goes.
async function grants(desk, base, reference, look = async () => {}) {
  await desk.goto(`${base}/staff/requests/${reference}/decide`);
  await look(desk);
  await desk.locator("[name=verdict-0][value=granted]").check();
  await send(desk);
  await look(desk);
  await send(desk);
  await look(desk);
}

export const mainPath = true;

export const tests = {
  "an erasure says what must stay, a second person approves it, and the letter tells": async (walk) => {
    const { page, newPage, base, language, mail, axe, shot } = walk;
    const address = ADDRESSES[language];
    await signIn(page, base, address, language);
    await page.goto(`${base}/requests/new/erasure`);
    await shot("form", page);
    const reference = await files(page, base, "erasure", undefined, axe);

    const desk = await newPage();
    await works(desk, base, language, "caseworker");
    await takes(desk, base, reference);
    await desk.goto(`${base}/staff/requests/${reference}/decide`);
    await shot("dry-run", desk);
    await grants(desk, base, reference, axe);
    await shot("letter", desk);
    await press(desk, on(desk, "/decide/send"));
    await axe(desk);

    const second = await newPage();
    await works(second, base, language, "approver");
    await second.goto(`${base}/staff/requests/${reference}/proposal`);
    await axe(second);
    await shot("proposal", second);
    await press(second, on(second, "/proposal"));
    await axe(second);
    await shot("carried-out", second);
    const letter = await mail(address, ({ text }) => text.includes(reference) && /\b77\b/.test(text));
    assert.match(letter.text, /20\d\d/, "it says until when");
    // Her sessions went with the rest.
    await signIn(page, base, address, language);
    await page.goto(`${base}/requests/${reference}`);
    assert.ok((await page.locator("h4").count()) > 0, "what stays stands ground by ground");
    await axe(page);
    await shot("own", page);
  },

  "a restriction is set, and ends only after the person was told": async (walk) => {
    const { page, newPage, base, language, mail, axe, shot } = walk;
    const address = "jaana.hamalainen.10032@posti.example";
    await signIn(page, base, address, language);
    const accuracy = (form) => form.locator("[name=ground][value=accuracy]").check();
    const reference = await files(page, base, "restriction", accuracy, axe);
    const desk = await newPage();
    await works(desk, base, language, "caseworker");
    await takes(desk, base, reference);
    await grants(desk, base, reference, axe);
    await press(desk, on(desk, "/decide/send"));
    await axe(desk);
    await shot("restricted", desk);
    await mail(address, ({ text }) => text.includes(reference) && /\b18\b/.test(text));

    await press(desk, on(desk, "/announce"));
    assert.equal(await desk.locator(".error-summary").count(), 1, "an end needs its reason");
    await axe(desk);
    await desk.locator("[name=lift_reason]").fill("Tiedot on tarkistettu ja oikaistu 1.11.2026.");
    await press(desk, on(desk, "/announce"));
    await axe(desk);
    await shot("announced", desk);
    assert.equal(await on(desk, "/lift").count(), 0, "seven days must pass first");
    await page.goto(`${base}/requests/${reference}`);
    await axe(page);
    await shot("own", page);
  },

  "an objection names a purpose and a situation, and is upheld": async (walk) => {
    const { page, newPage, base, language, mail, axe, shot } = walk;
    const address = "tuuli.hamalainen.10043@posti.example";
    await signIn(page, base, address, language);
    await page.goto(`${base}/requests/new/objection`);
    await shot("form", page);
    const reference = await files(page, base, "objection", async (form) => {
      await form.locator("[name=purposes]").first().check();
      await form.locator("[name=text]").fill("Työskentelen turvakodissa, ja lokini paljastavat työvuoroni.");
    }, axe);
    const desk = await newPage();
    await works(desk, base, language, "caseworker");
    await takes(desk, base, reference);
    await shot("desk", desk);
    await grants(desk, base, reference, axe);
    await press(desk, on(desk, "/decide/send"));
    await axe(desk);
    await shot("upheld", desk);
    await mail(address, ({ text }) => text.includes(reference) && /\b21\b/.test(text));
    await page.goto(`${base}/requests/${reference}`);
    await axe(page);
  },

  "a wish in free words is named, and can be named again": async (walk) => {
    const { page, newPage, base, language, axe, shot } = walk;
    await signIn(page, base, ADDRESSES[language], language);
    const words = (form) => form.locator("[name=text]").fill("Poistakaa vanha verkkotunnukseni.");
    const reference = await files(page, base, "something_else", words, axe);
    const desk = await newPage();
    await works(desk, base, language, "caseworker");
    await takes(desk, base, reference);
    for (const right of ["rectification", "erasure"]) {
      await desk.goto(`${base}/staff/requests/${reference}/classify`);
      await axe(desk);
      await shot(`named-${right}`, desk);
      await desk.locator(`[name=right][value=${right}]`).check();
      await send(desk);
      await axe(desk);
    }
    await desk.goto(`${base}/staff/requests/${reference}/decide`);
    await axe(desk);
    await shot("scope", desk);
  },

  "words about an invoice are corrected where it comes from": async ({ page, newPage, base, language, mail, axe, shot }) => {
    // Who has vouchers, and so is still there after the erasure above.
    const address = ADDRESSES.fi;
    await signIn(page, base, address, language);
    const words = async (form) => {
      await shot("correction", form);
      // Past the fields of the register, to what is none of them.
      await keys(form, "main a[href='#other']", "Enter");
      assert.ok(await form.locator("[name=other]").evaluate((field) => field.matches(":target")));
      await form.locator("[name=other]").fill("Laskun 1001 summa on väärin.");
    };
    const reference = await files(page, base, "rectification", words);
    const desk = await newPage();
    await works(desk, base, language, "caseworker");
    await takes(desk, base, reference);
    await desk.goto(`${base}/staff/requests/${reference}/decide`);
    await desk.locator("[name=verdict-0][value=granted]").check();
    await send(desk);
    await send(desk);
    assert.equal(await desk.locator(".error-summary").count(), 1, "nothing is corrected yet");
    // Nothing of the register was filled, and one of its fields is where the summary leads: they are unfolded.
    assert.ok((await desk.locator("main details[open] [name^=new-0-person]").count()) > 0);
    const what = "1001: 80,00 €";
    await desk.locator("[name=elsewhere-0]").fill(what);
    await desk.locator("[name=elsewhere-in-0]").selectOption("invoice");
    await axe(desk);
    await shot("elsewhere", desk);
    await send(desk);
    assert.ok(!(await desk.locator("main pre, main .letter").allInnerTexts()).join("").includes(what), "no value goes by mail");
    await press(desk, on(desk, "/decide/send"));
    await axe(desk);
    await shot("decided", desk);
    const letter = await mail(address, ({ text }) => text.includes(reference));
    assert.ok(!letter.text.includes(what), "no value goes by mail");
    await page.goto(`${base}/requests/${reference}`);
    assert.ok((await page.locator("main").innerText()).includes(what));
    await axe(page);
    await shot("answered");
  },

  "a newsletter ends by the link in it, without signing in": async (walk) => {
    const { page, base, mail, axe, shot, portal } = walk;
    const list = await portal("newsletter", "export", "--purpose", "newsletter");
    const row = list.split("\n").find((line) => line.includes("@posti.example"));
    const address = row.match(/[^,;"]+@posti\.example/)[0];
    const link = row.match(/https?:\/\/[^,;"\s]+/)[0];
    await page.goto(link);
    await axe(page);
    await shot("asked", page);
    await send(page);
    await axe(page);
    await shot("ended", page);
    await mail(address);
    const after = await portal("newsletter", "export", "--purpose", "newsletter");
    assert.ok(!after.includes(address), "the list no longer names the address");
    const cut = await page.goto(`${link.slice(0, -2)}zz`);
    assert.equal(cut.status(), 404, "a cut link ends nothing");
    assert.equal(await page.locator("form[action^='/unsubscribe']").count(), 0, "and offers nothing to press");
    await axe(page);
  },
};

// A form typed for twenty minutes whose session has ended meanwhile; and an address that is muted.
import assert from "node:assert/strict";
import { staffEnters } from "./actors.mjs";
import { begins, on, press, send, works } from "./steps.mjs";

const TYPED = {
  name: "Aune Tuntematon",
  postal: "Kirjatie 3\n20100 Turku",
  words: "Mitä tietoja minusta on?\n\n<b>Lähettäkää</b> vastaus \"postitse\" & pian.",
  kept_at: "7/2026",
};

export const tests = {
  "what was typed when the session had ended stands in its fields again": async ({ newPage, base, language, axe, shot }) => {
    const desk = await newPage();
    const account = await works(desk, base, language, "caseworker");
    await desk.goto(`${base}/staff/requests/new`);
    await desk.locator("[name=channel][value=letter]").check();
    for (const [name, value] of Object.entries(TYPED)) await desk.locator(`main [name=${name}]`).fill(value);
    await desk.context().clearCookies({ name: "s" });
    await send(desk);
    assert.equal(new URL(desk.url()).pathname, "/staff/sign-in");
    await axe(desk);
    await shot("sign-in", desk);
    await staffEnters(desk, base, account);
    assert.equal(new URL(desk.url()).pathname, "/staff/requests/new");
    await axe(desk);
    await shot("filled", desk);
    for (const [name, value] of Object.entries(TYPED)) {
      assert.equal(await desk.locator(`main [name=${name}]`).inputValue(), value, name);
    }
    assert.ok(await desk.locator("[name=channel][value=letter]").isChecked());
    await press(desk, desk.locator(".banner button"));
    assert.equal(await desk.locator(".banner").count(), 0, "thrown away");
    assert.equal(await desk.locator("main [name=words]").inputValue(), "");
  },

  "a decision goes on at its step after the session had ended": async (walk) => {
    const { base, language, axe, shot } = walk;
    const { reference, desk } = await begins(walk);
    const accounts = await (await fetch(`${base}/dev/staff.json`)).json();
    await desk.goto(`${base}/staff/requests/${reference}/extend`);
    await desk.locator("main [name=complexity]").first().check();
    await desk.locator("main [name=reasons]").fill(TYPED.words);
    await press(desk, desk.locator("main button[name=to]").first());
    assert.equal(new URL(desk.url()).search, "?step=letter", language);
    await desk.context().clearCookies({ name: "s" });
    await press(desk, on(desk, "/extend/send"));
    await staffEnters(desk, base, accounts.find((known) => known.role === "caseworker"));
    assert.equal(new URL(desk.url()).search, "?step=letter", "where it ended");
    assert.equal(await desk.locator(".banner").count(), 1, "and says so");
    await axe(desk);
    await shot("step", desk);
    await press(desk, on(desk, "/extend/send"));
    assert.equal(new URL(desk.url()).pathname, `/staff/requests/${reference}`);
  },

  "an address is muted and heard again": async ({ newPage, base, language, axe, shot }) => {
    const desk = await newPage();
    await works(desk, base, language, "caseworker");
    await desk.goto(`${base}/staff/mutes`);
    await axe(desk);
    await press(desk, desk.locator("main form[action='/staff/mutes'] button"));
    assert.equal(await desk.locator(".error-summary a").count(), 1, "the address is asked for");
    await axe(desk);
    await desk.locator("main [name=email]").fill("joku@asiakas.example");
    await desk.locator("main [name=reason]").fill("Joku muu tilaa hänelle viestejä.");
    await press(desk, desk.locator("main form[action='/staff/mutes'] button"));
    await axe(desk);
    await shot("muted", desk);
    assert.match(await desk.locator("main table").innerText(), /j\*\*\*@asiakas\.example/);
    await press(desk, desk.locator("main table button"));
    assert.equal(await desk.locator("main table button").count(), 0);
  },
};

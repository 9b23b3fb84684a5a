// A form typed for twenty minutes whose session has ended meanwhile; and an address that is muted.
import assert from "node:assert/strict";
import { staffEnters } from "./actors.mjs";
import { press, send, works } from "./steps.mjs";

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

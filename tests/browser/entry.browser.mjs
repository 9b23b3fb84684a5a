// A letter on paper: entered, decided, its answer printed and posted.
import assert from "node:assert/strict";
import { on, press, referenceOf, send, works } from "./steps.mjs";

const day = (offset) => new Date(Date.now() + offset * 86_400_000).toLocaleDateString("sv", { timeZone: "Europe/Helsinki" });

// Who writes; nobody of that name is in the demo's register.
const WRITES = {
  name: "Aune Tuntematon",
  postal: "Kirjatie 3\n20100 Turku",
  words: "Mitä tietoja minusta on? Lähettäkää vastaus postitse.",
  kept_at: "7/2026",
};

async function writesDown(desk) {
  await desk.locator("[name=channel][value=letter]").check();
  await desk.locator("[name=received_on]").fill(day(-3));
  await desk.locator("[name=rights][value=access]").check();
  for (const [name, value] of Object.entries(WRITES)) await desk.locator(`main [name=${name}]`).fill(value);
}

export const tests = {
  "a letter on paper is entered, decided and answered by a printed letter": async ({ newPage, base, language, axe, shot }) => {
    const desk = await newPage();
    await works(desk, base, language, "caseworker");
    await desk.goto(`${base}/staff/requests/new`);
    await axe(desk);
    await send(desk);
    await axe(desk);
    assert.ok((await desk.locator(".error-summary a").count()) > 4, "what is lacking is named");
    await shot("lacking", desk);
    await writesDown(desk);
    await desk.locator(`[name=language][value=${language}]`).check();
    await desk.locator("[name=identity][value=known_facts]").check();
    await desk.locator("[name=finding]").fill("Nimellä ja osoitteella ei löydy ketään.");
    await shot("form", desk);
    await send(desk);
    const reference = referenceOf(desk);
    await axe(desk);
    await shot("entered", desk);

    await press(desk, on(desk, "/take"));
    await desk.goto(`${base}/staff/requests/${reference}/decide`);
    await desk.locator("[name=nothing_held]").check();
    await send(desk);
    await send(desk);
    await press(desk, on(desk, "/decide/send"));
    await axe(desk);

    // The receipt is of no use any more: only the answer waits to be posted.
    await desk.goto(`${base}/staff/letters`);
    await axe(desk);
    await shot("letters", desk);
    await press(desk, desk.locator("tr", { hasText: reference }).locator("a[href*='/letters/']"));
    await axe(desk);
    assert.match(await desk.locator(".paper-address").innerText(), /Aune Tuntematon\s+Kirjatie 3\s+20100 Turku/);
    await shot("letter", desk);
    await desk.emulateMedia({ media: "print" });
    assert.equal(await desk.locator("[name=posted_on]").isVisible(), false, "only the letter is printed");
    assert.ok(await desk.locator(".paper").isVisible());
    await desk.emulateMedia({ media: "screen" });
    await desk.locator("[name=posted_on]").fill(day(0));
    await press(desk, on(desk, "/posted"));
    await axe(desk);
    await shot("posted", desk);
    await desk.goto(`${base}/staff/letters`);
    assert.equal(await desk.locator("tr", { hasText: reference }).count(), 0);
  },
};

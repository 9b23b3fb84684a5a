// A personal data breach from its discovery to the closed record: the clock, the parts, the authority, the print.
import assert from "node:assert/strict";
import { day, press, send, unfold, works } from "./steps.mjs";

const PARTS = {
  facts: {
    aware_how: "Kolme asiakasta palautti väärän laskun.",
    detected_at_on: day(-1),
    detected_at_at: "08:30",
    occurred: "aamulla",
    systems: "Laskutus",
    owner: "Sanna",
    source: "customer",
    role: "controller",
    kinds: "confidentiality",
  },
  extent: {
    subjects: "Yksityisasiakkaat",
    subject_count: "120",
    records: "Nimet, osoitteet, summat",
    record_count: "140",
    sensitivity: "Ei salasanoja",
  },
  effects: { consequences: "Ostokset paljastuvat.", measures: "Ajo pysäytettiin.", prevention: "Osoitteet vertaillaan." },
  risk: { risk: "high", risk_reason: "Kotiosoitteet menivät naapureille." },
  persons: { telling: "encrypted", telling_reason: "Kuoret olivat sinetöityjä." },
};

async function fill(page, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const choice = page.locator(`main [name=${name}][value="${value}"]`);
    if ((await choice.count()) > 0 && (await choice.getAttribute("type")) !== "text") await choice.check();
    else await page.locator(`main [name=${name}]`).fill(value);
  }
}

export const tests = {
  "a breach goes from discovery to the closed record": async ({ page, base, language, axe, shot }) => {
    await works(page, base, language, "caseworker");
    await press(page, page.locator("nav a[href='/staff/breaches']").first());
    await axe(page);
    await press(page, page.locator("main a.button").first());
    await send(page);
    assert.equal(await page.locator(".error-summary li").count(), 1, "what happened is asked for");
    await axe(page);
    await page.locator("[name=nature]").fill("Laskut menivät vääriin osoitteisiin.");
    await send(page);
    const record = page.url();
    assert.ok(await page.locator(".banner-warn").isVisible(), "the clock runs");
    await axe(page);
    await shot("fresh", page);
    for (const [part, fields] of Object.entries(PARTS)) {
      await page.goto(`${record}/${part}`);
      await fill(page, fields);
      await axe(page);
      await shot(part, page);
      await send(page);
      assert.equal(page.url(), record, `${part} is kept`);
    }
    await page.goto(`${record}/notification`);
    await axe(page);
    await shot("notification", page);
    await page.goto(`${record}/report`);
    await axe(page);
    await page.locator("[name=content]").fill("Kaikki, mitä tiedetään.");
    await page.locator("[name=is_last]").check();
    await shot("report", page);
    await send(page);
    assert.equal(await page.locator(".banner").count(), 0, "the clock has stopped");
    await shot("whole", page);
    await send(page);
    assert.equal(await page.locator("main form").count(), 1, "it is closed, and may be opened again");
    await axe(page);
    await unfold(page.locator("main details", { has: page.locator("[name=why]") }).locator("summary"));
    await shot("closed", page);
    await page.locator("[name=why]").fill("Yksi kuori oli avattu.");
    await send(page);
    assert.ok(await page.locator("main form[action$='/mistake']").count() === 0, "what was reported was no mistake");
    await axe(page);
    await shot("reopened", page);
    await page.goto(`${base}/staff/breaches`);
    await axe(page);
    await shot("list", page);
  },
};

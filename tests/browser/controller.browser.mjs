// The controller's own duties: the register without a request, disclosures, the yearly review, keeping and destroying.
import assert from "node:assert/strict";
import { signIn } from "./actors.mjs";
import { ADDRESSES, files, on, press, send, works } from "./steps.mjs";

const NAMES = { fi: "Virtanen", sv: "Lindström", en: "Brown" };

export const tests = {
  "a disclosure to an authority is put on record and corrected": async ({ page, base, language, axe, shot }) => {
    await works(page, base, language, "caseworker");
    await page.goto(`${base}/staff/register`);
    await axe(page);
    await send(page);
    assert.equal(await page.locator(".error-summary li").count(), 2);
    await axe(page);
    await page.locator("[name=search]").fill(NAMES[language]);
    await page.locator("[name=reason]").fill("Poliisi pyytää tietoja.");
    await send(page);
    await axe(page);
    await shot("register", page);
    await press(page, page.locator("main table a").first());
    await axe(page);
    await press(page, page.locator("main a[href$='/disclosures']"));
    await axe(page);
    await send(page);
    await axe(page);
    await shot("disclosure-problem", page);
    await page.locator("[name=authority]").fill("Lounais-Suomen poliisilaitos");
    await page.locator("[name=categories][value=contact]").check();
    await page.locator("[name=statute]").fill("Poliisilaki 4 luku 3 §");
    await page.locator("[name=on]").fill("2026-01-15");
    await page.locator("[name=reference]").fill("5500/R/1/26");
    await send(page);
    await axe(page);
    await press(page, page.locator("main table a").first());
    await page.locator("[name=correction]").fill("Asianumero oli väärin.");
    await send(page);
    await axe(page);
    await shot("record", page);
    assert.equal(await page.locator("main table tbody tr").count(), 2, "the earlier entry stays");
    await press(page, page.locator("main a[href$='/holds']"));
    await page.locator("[name=kind][value=authority]").check();
    await send(page);
    assert.equal(await page.locator(".error-summary li").count(), 4);
    await axe(page);
    await shot("hold-problem", page);
  },

  "an address is protected, seen for a reason, and asked free": async ({ page, base, language, axe, shot }) => {
    await works(page, base, language, "caseworker");
    await page.goto(`${base}/staff/register`);
    // Who has an address of their own: Emma Brown is in the register for her companies alone.
    await page.locator("[name=search]").fill(language === "sv" ? NAMES.sv : NAMES.fi);
    await page.locator("[name=reason]").fill("Turvakielto");
    await send(page);
    await press(page, page.locator("main table a[href*='/staff/register/']").first());
    await press(page, page.locator("main a[href$='/protection']"));
    await axe(page);
    await send(page);
    assert.equal(await page.locator(".error-summary li").count(), 1);
    await axe(page);
    await shot("protection-problem", page);
    await page.locator("[name=set_reason]").fill("Ote väestötietojärjestelmästä 12.11.");
    await send(page);
    await axe(page);
    await shot("protection", page);
    await page.locator("[name=address_reason]").fill("Kuori kirjoitetaan käsin");
    await press(page, page.locator("button[value=address]"));
    await axe(page);
    await shot("protection-opened", page);
    await page.locator("[name=lift_reason]").fill("Kielto päättyi");
    await press(page, page.locator("button[value=lift]"));
    await axe(page);
    await shot("protection-ending", page);
    await press(page, page.locator(".back a, a.back").first());
    await axe(page);
    await shot("record-protected", page);
    assert.ok((await page.locator("main").innerText()).includes("•••"), "the address is masked");
  },

  "the yearly review is begun, a category answered, a stale record decided": async ({ page, base, language, axe, shot }) => {
    await works(page, base, language, "caseworker");
    await page.goto(`${base}/staff/reviews`);
    await axe(page);
    await send(page);
    await axe(page);
    await press(page, page.locator("main section a").first());
    await send(page);
    await axe(page);
    for (const question of ["needed", "accurate", "basis", "retention"]) {
      await page.locator(`[name=${question}][value=fine]`).check();
    }
    await shot("question", page);
    await send(page);
    await axe(page);
    await shot("review", page);
    await page.goto(`${base}/staff/stale`);
    await axe(page);
    await shot("stale", page);
    const decide = page.locator("main table a[href*='/staff/stale/']");
    assert.ok((await decide.count()) > 0, "the demo has something to check");
    await press(page, decide.first());
    await send(page);
    await axe(page);
    await page.locator("[name=decision]").first().check();
    await shot("stale-decision", page);
    await send(page);
    await axe(page);
    await page.goto(`${base}/staff/queue`);
    await axe(page);
    await shot("queue", page);
    assert.ok((await page.locator("main .inset li").count()) > 0, "the open review is a duty");
  },

  "keeping, holds and the records of processing": async ({ page, newPage, base, language, axe, shot }) => {
    await signIn(page, base, ADDRESSES[language], language);
    const reference = await files(page, base, "access");
    const desk = await newPage();
    await works(desk, base, language, "caseworker");
    await desk.goto(`${base}/staff/article-30`);
    await axe(desk);
    await desk.goto(`${base}/staff/requests/${reference}/records`);
    await press(desk, desk.locator("main table a").first());
    await press(desk, desk.locator("main a[href$='/holds']"));
    await send(desk);
    await axe(desk);
    await desk.locator("[name=kind]").first().check();
    await desk.locator("[name=reason]").fill("Riita laskusta 12/2026");
    await desk.locator("[name=review]").fill("2035-01-01");
    await send(desk);
    await axe(desk);
    await shot("holds", desk);
    await press(desk, desk.locator("main button[name=lift]"));
    assert.equal(await desk.locator("main button[name=lift]").count(), 0);
    await desk.locator("[name=kind][value=authority]").check();
    await desk.locator("[name=reason]").fill("R 26/77");
    await desk.locator("[name=authority]").fill("Helsingin käräjäoikeus");
    await desk.locator("[name=statute]").fill("Pakkokeinolaki 8 luku 24 §");
    await desk.locator("[name=silence]").fill("Pakkokeinolaki 8 luku 26 §");
    await desk.locator("[name=review]").fill("2035-01-01");
    await send(desk);
    await axe(desk);
    await shot("hold-silent", desk);
    assert.equal(await desk.locator("main button[name=tell]").count(), 1);
    await desk.goto(`${base}/staff/retention`);
    await axe(desk);
    await shot("retention", desk);
  },

  "an administrator invites a colleague, changes roles and closes the account": async ({ page, newPage, base, language, axe, shot, mail }) => {
    await works(page, base, language, "admin");
    await page.goto(`${base}/staff/accounts`);
    await press(page, on(page, "/staff/accounts"));
    assert.equal(await page.locator(".error-summary li").count(), 4);
    await axe(page);
    await page.locator("[name=name]").fill("Kaisa Käsittelijä");
    await page.locator("[name=email]").fill("kaisa@wprod.example");
    await page.locator(`[name=language][value=${language}]`).check();
    await page.locator("[name=roles][value=caseworker]").check();
    await press(page, on(page, "/staff/accounts"));
    await axe(page);
    await shot("invited", page);
    const secret = /https?:\/\/\S+\/staff\/join\/\S+/;
    const invited = ({ text }) => secret.test(text);
    const [first] = (await mail("kaisa@wprod.example", invited)).text.match(secret);
    assert.ok(!(await page.content()).includes(first.split("/").at(-1)), "the link is shown to nobody");
    await page.reload();
    await press(page, on(page, "/staff/accounts/invitations/again"));
    const another = ({ text }) => invited({ text }) && !text.includes(first);
    const [link] = (await mail("kaisa@wprod.example", another)).text.match(secret);
    const join = await newPage();
    await join.goto(link);
    assert.equal(await join.locator("[name=seed]").count(), 1);
    await page.goto(`${base}/staff/accounts`);
    await axe(page);
    await shot("accounts", page);
    assert.equal((await (await newPage()).goto(first)).status(), 404, "sent again, the earlier link ends");
    await press(page, on(page, "/staff/accounts/invitations"));
    await press(page, page.locator("main table a", { hasText: "Riitta" }).first());
    await axe(page);
    await page.locator("[name=roles][value=approver]").check();
    await press(page, on(page, "/roles"));
    await press(page, on(page, "/state"));
    await axe(page);
    await shot("account-closed", page);
    assert.equal((await join.reload()).status(), 404, "the invitation was withdrawn");
  },
};

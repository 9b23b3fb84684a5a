// A customer attaches files to a message, staff fetch them; what is not taken is named, and nothing typed is lost.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { signIn } from "./actors.mjs";
import { ADDRESSES, begins, enters, fetches, files, press, send, takes, unfold, works } from "./steps.mjs";

const PDF = Buffer.from("%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n9\n%%EOF\n");
const file = (name, buffer) => ({ name, mimeType: "application/octet-stream", buffer });

async function isGot(page, link, name) {
  const got = await fetches(page, link);
  assert.equal(got.suggestedFilename(), name);
  assert.deepEqual(await readFile(await got.path()), PDF);
}

export const tests = {
  "files travel with a message to staff and come back as they were": async ({ page, newPage, base, language, axe, shot }) => {
    await signIn(page, base, ADDRESSES[language], language);
    const reference = await files(page, base, "access");
    await page.goto(`${base}/requests/${reference}`);
    const words = "Tässä lasku, jonka osoite on väärä.";
    await page.locator("[name=body]").fill(words);
    await page.locator("[name=files]").setInputFiles([file("lasku äö.pdf", PDF), file("kuva.png", Buffer.from("<html>"))]);
    await send(page);
    await axe(page);
    await shot("file-refused", page);
    assert.ok((await page.locator(".error-summary a[href='#files']").innerText()).includes("kuva.png"));
    assert.equal(await page.locator("[name=body]").inputValue(), words);

    await page.locator("[name=files]").setInputFiles([file("lasku äö.pdf", PDF)]);
    await enters(page, "main form button[type=submit]");
    await axe(page);
    await shot("file-sent", page);
    await isGot(page, page.locator(".message a[download]"), "lasku äö.pdf");

    const desk = await newPage();
    await works(desk, base, language, "caseworker");
    await takes(desk, base, reference);
    await desk.goto(`${base}/staff/requests/${reference}`);
    await axe(desk);
    await shot("file-at-desk", desk);
    await isGot(desk, desk.locator(".message a[download]"), "lasku äö.pdf");
  },

  "files of staff wait for the customer, and a scanned paper stays with staff": async ({ page, newPage, base, language, axe, shot }) => {
    const { reference, desk } = await begins({ page, newPage, base, language });
    const words = "Tässä lasku, jota kysyit.";
    await desk.goto(`${base}/staff/requests/${reference}`);
    await desk.locator("[name=message]").fill(words);
    await desk.locator("#files").setInputFiles([file("kuva.png", Buffer.from("<html>"))]);
    await enters(desk, "form[action$='/messages'] button[type=submit]");
    await axe(desk);
    await shot("staff-file-refused", desk);
    assert.equal(await desk.locator("[name=message]").inputValue(), words);
    await desk.locator("#files").setInputFiles([file("lasku äö.pdf", PDF)]);
    await enters(desk, "form[action$='/messages'] button[type=submit]");
    await unfold(desk.locator("details:has(form[action$='/files']) summary"));
    await desk.locator("#originals-files").setInputFiles([file("kirje.pdf", PDF)]);
    await enters(desk, "form[action$='/files'] button[type=submit]");
    await axe(desk);
    await shot("paper-not-named", desk);
    await desk.locator("[name=paper][value=original]").check();
    await desk.locator("#originals-files").setInputFiles([file("kirje.pdf", PDF)]);
    await enters(desk, "form[action$='/files'] button[type=submit]");
    await axe(desk);
    await shot("files-of-staff", desk);
    assert.equal(await desk.locator("a[href*='/files/']").count(), 2);

    await unfold(desk.locator("details:has(form[action$='/remove-file']) summary"));
    await enters(desk, "form[action$='/remove-file'] button[type=submit]");
    await axe(desk);
    assert.equal(await desk.locator(".error-summary a").count(), 2, "which and why");
    await shot("remove-not-named", desk);
    await desk.locator("[name=scan]").first().check();
    await desk.locator("[name=mistake][value=astray]").check();
    await enters(desk, "form[action$='/remove-file'] button[type=submit]");
    await axe(desk);
    await shot("removed", desk);
    assert.equal(await desk.locator("a[href*='/files/']").count(), 1, "the file of the message stays");

    await page.goto(`${base}/requests/${reference}`);
    await axe(page);
    await shot("file-from-staff", page);
    assert.equal(await page.locator("a[href*='/files/']").count(), 1);
    await isGot(page, page.locator(".message a[href*='/files/']"), "lasku äö.pdf");
    await desk.goto(`${base}/staff/requests/${reference}/dossier`);
    await axe(desk);
    await shot("files-in-dossier", desk);
  },

  "a change of language takes the words along": async ({ page, base, language, axe }) => {
    await signIn(page, base, ADDRESSES[language], language);
    const reference = await files(page, base, "access");
    await page.goto(`${base}/requests/${reference}`);
    await page.locator("[name=body]").fill("Sanani");
    await page.locator("[name=files]").setInputFiles([file("lasku.pdf", PDF)]);
    const other = page.locator("nav.languages button[name=language]").first();
    await press(page, other);
    await axe(page);
    assert.equal(await page.locator("[name=body]").inputValue(), "Sanani");
    assert.equal(await page.locator(".message").count(), 0);
  },
};

// An administrator gives a customer the sign-in mails of the day again.
import assert from "node:assert/strict";
import { on, press, works } from "./steps.mjs";

export const tests = {
  "an address gets its sign-in mails again": async ({ newPage, base, language, axe, shot }) => {
    const desk = await newPage();
    await works(desk, base, language, "admin");
    await desk.goto(`${base}/staff/accounts`);
    await axe(desk);
    await press(desk, desk.locator("main a[href='/staff/sign-in-mails']"));
    await axe(desk);
    await press(desk, on(desk, "/staff/sign-in-mails"));
    await axe(desk);
    assert.equal(await desk.locator(".error-summary a").count(), 2, "whose and why");
    await shot("lacking", desk);
    await desk.locator("main [name=email]").fill("joku@asiakas.example");
    await desk.locator("main [name=why][value=stranger]").check();
    await press(desk, on(desk, "/staff/sign-in-mails"));
    await axe(desk);
    await shot("given", desk);
    assert.equal(await desk.locator(".banner").count(), 1);
  },
};

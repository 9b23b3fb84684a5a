// Figures, the yearly report and the dossier of a request: read, narrowed to a month, fetched, printed.
import assert from "node:assert/strict";
import { begins, fetches, press } from "./steps.mjs";

export const tests = {
  "figures, the yearly report and a dossier are read and fetched": async (walk) => {
    const { axe, shot } = walk;
    const { reference, desk } = await begins(walk);
    await press(desk, desk.locator("nav a[href='/staff/reports']").first());
    await axe(desk);
    await shot("reports", desk);
    assert.ok((await desk.locator("main svg.chart[role=img][aria-label]").count()) > 3, "tables have their charts");
    const file = await fetches(desk, desk.locator("main a[download]").first());
    assert.match(file.suggestedFilename(), /^requests-\d{4}-by-right\.csv$/);
    await desk.locator("main select[name=month]").selectOption("1");
    await press(desk, desk.locator("main form.filters button"));
    assert.equal(new URL(desk.url()).searchParams.get("month"), "1");
    await axe(desk);
    await press(desk, desk.locator("main a[href$='/accountability']"));
    await axe(desk);
    await shot("accountability", desk);
    await desk.goto(`${walk.base}/staff/requests/${reference}`);
    await press(desk, desk.locator("main a[href$='/dossier']"));
    await axe(desk);
    await shot("dossier", desk);
    await desk.emulateMedia({ media: "print" });
    assert.equal(await desk.locator("main details").count(), 0, "paper unfolds nothing");
    assert.ok(!(await desk.locator("nav").first().isVisible()), "the navigation stays off paper");
    await shot("dossier-print", desk);
  },
};

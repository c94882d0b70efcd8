// Where the keyboard is: seen in every panel, covered by nothing, and never lost; and what changes is read out.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PANELS, saved, settled, type } from "./page.mjs";
import { prepare } from "./site.mjs";

const MOST = 60;

const site = prepare();

/** The element with the focus: a name, whether its focus is drawn, and whether another element covers it. */
const here = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const look = () => {
      // Boxes around a field draw its focus.
      const parts = [element, element.parentElement, element.nextElementSibling, ...element.querySelectorAll("*")].filter(Boolean).slice(0, 12);
      return parts.map((part) => {
        const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor, stroke, strokeWidth } = getComputedStyle(part);
        return [outlineStyle === "none" ? "none" : `${outlineStyle} ${outlineWidth} ${outlineColor}`, boxShadow, borderColor, backgroundColor, stroke, strokeWidth].join();
      }).join(";");
    };
    const focused = look();
    const box = element.getBoundingClientRect();
    const [x, y] = [Math.min(Math.max(box.left + Math.min(box.width, 40) / 2, 1), innerWidth - 2), Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 2)];
    const top = document.elementFromPoint(x, y);
    const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const covered = !inView || !(top && (element.contains(top) || top.contains(element) || top.closest("label")?.contains(element)));
    const name = `${element.tagName.toLowerCase()}[${element.dataset.testid ?? element.id ?? ""}] ${(element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 30)}`;
    element.blur();
    const plain = look();
    element.focus({ preventScroll: true, focusVisible: true });
    const scrolls = element.clientHeight < element.scrollHeight && !element.matches("input, textarea, button, a");
    return { name, seen: focused !== plain, covered: covered && !scrolls };
  });

for (const width of [1440, 390]) {
  test(`whatever has the focus is seen and covered by nothing: ${width} px`, async () => {
    const { page, context, wrong } = await site.open({ viewport: { width, height: 844 }, reducedMotion: "reduce" });
    await settled(page);
    await page.getByTestId("greeting-skip").click();
    const faults = new Set();
    for (const panel of PANELS) {
      await page.getByTestId(`nav-${panel}`).click();
      await page.locator("#work").focus();
      let count = 0;
      for (; count < MOST; count += 1) {
        await page.keyboard.press("Tab");
        const found = await here(page);
        if (!found) break;
        if (!found.seen) faults.add(`${panel}: the focus is not seen on ${found.name}`);
        if (found.covered) faults.add(`${panel}: ${found.name} is covered or out of sight`);
      }
      assert.ok(count > 3, `${panel}: the keyboard reaches ${count}`);
    }
    assert.deepEqual([...faults], []);
    assert.deepEqual(wrong, []);
    await context.close();
  });
}

test("changes are read out: undo, download, an error", site.visit(async (page) => {
  const said = (pattern) => page.getByTestId("announcement").filter({ hasText: pattern }).waitFor({ state: "attached" });
  assert.match(await page.getByTestId("announcement").evaluate((element) => element.closest("[aria-live], [role=status], [role=alert]")?.outerHTML ?? ""), /polite|status|alert/);
  await type(page, "21");
  await page.keyboard.press("Control+z");
  await said(/元に戻しました/);
  await settled(page);
  await saved(page, () => page.getByTestId("download").click());
  await said(/ダウンロード|保存/);
  await type(page, "40");
  await said(/エラー: [^]*40/);
  const described = await page.getByTestId("cell-2-rds.backup_retention_days").evaluate((cell) => [cell.getAttribute("aria-invalid"), document.getElementById((cell.getAttribute("aria-describedby") ?? "").split(" ")[0])?.textContent ?? ""]);
  assert.equal(described[0], "true");
  assert.match(described[1], /35/);
}));

test("who goes to another screen by keyboard is at its heading, not at the top of the page", site.visit(async (page) => {
  const at = (id) => page.waitForFunction((id) => document.activeElement?.id === id, id);
  await page.keyboard.press("Tab");
  // The screen with the focus is left, and the focus with it.
  await page.getByTestId("cell-2-rds.backup_retention_days").focus();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("cost");
  await page.getByRole("option", { name: /費用と負荷/ }).first().waitFor();
  await page.keyboard.press("Enter");
  await at("cost-title");
  await page.getByTestId("nav-start").click();
  await page.locator("#panel-start").getByRole("button", { name: "リソース一覧", exact: true }).focus();
  await page.keyboard.press("Enter");
  await at("resources-title");
  // Who chooses in the list of screens stays there.
  await page.getByTestId("nav-issues").focus();
  await page.keyboard.press("Enter");
  await page.waitForTimeout(600);
  assert.equal(await page.evaluate(() => document.activeElement?.dataset.testid), "nav-issues");
}));

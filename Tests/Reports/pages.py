"""Looks at pages in a real browser: pages.py FOLDER prints what is wrong with each .html file as JSON.

Every page is opened from disk with the network off, at three widths, light, dark and printed, with and without
its script. What counts as wrong: anything wider than the window, words of the console, requests, violations
that axe-core finds (WCAG A and AA, best practices), tables that are not printed, text that is smaller than 10 px.
"""

import glob
import json
import os
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  const found = [];
  if (document.documentElement.scrollWidth > width) found.push("page " + document.documentElement.scrollWidth);
  for (const element of document.querySelectorAll("body *:not(caption)")) {
    const hidden = element.closest("thead") && getComputedStyle(element.closest("thead")).position === "absolute";
    const box = element.getBoundingClientRect();
    if (!hidden && box.width > 0 && (box.right > width + 1 || box.left < -1))
      found.push(`${element.tagName} ${element.textContent.slice(0, 30)} ${Math.round(box.right)}`);
    if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0
        && getComputedStyle(element).overflowX !== "visible" && !hidden)
      found.push(`${element.tagName} scrolls`);
  }
  for (const text of document.querySelectorAll("svg text")) {
    const box = text.getBoundingClientRect(), frame = text.closest("svg.chart").getBoundingClientRect();
    if (box.right > frame.right + 2 || box.left < frame.left - 2) found.push("label " + text.textContent);
  }
  return found;
}"""
CLASHES = """() => {
  const found = [];
  for (const chart of document.querySelectorAll("svg.chart")) {
    const labels = [...chart.querySelectorAll("text")].map(text => [text, text.getBoundingClientRect()]);
    labels.forEach(([a, one], index) => labels.slice(index + 1).forEach(([b, other]) => {
      if (one.left < other.right - 1 && other.left < one.right - 1
          && one.top < other.bottom - 3 && other.top < one.bottom - 3)
        found.push(`${a.textContent} and ${b.textContent}`);
    }));
  }
  return found;
}"""
HIDDEN_TABLES = """() => [...document.querySelectorAll("table")].filter(table => table.offsetHeight < 10)
  .map(table => table.caption.textContent)"""
SMALL = """() => [...document.querySelectorAll("body *")].filter(e => parseFloat(getComputedStyle(e).fontSize) < 10)
  .map(e => e.tagName)"""


class Views:
    """One page with its script and one without, which take every width and scheme in turn: windows cost more than pages."""

    def __init__(self, browser):
        self.words, self.requests = [], []
        self.page, self.bare = (
            browser.new_context(offline=True, java_script_enabled=has_script).new_page() for has_script in (True, False))
        self.page.on("console", lambda message: self.words.append(message.text))
        self.page.on("pageerror", lambda error: self.words.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def show(self, path, width, scheme="light", media="screen", page=None):
        page = page or self.page
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(media=media, color_scheme=scheme)
        # What was there before may still speak until the new page begins.
        page.goto("about:blank")
        self.words.clear()
        self.requests.clear()
        page.goto("file://" + path)
        return page


def look(views, path):
    wrong = []
    for width, scheme in ((width, scheme) for width in (1280, 768, 320) for scheme in ("light", "dark")):
        page = views.show(path, width, scheme)
        where = f"{os.path.basename(path)} {width} {scheme}"
        for name, script in (("overflow", OVERFLOW), ("labels clash", CLASHES), ("small text", SMALL)):
            wrong += [f"{where}: {name}: {found}" for found in page.evaluate(script)]
        wrong += sort(page, where)
        wrong += [f"{where}: console: {text}" for text in views.words]
        if len(views.requests) != 1:
            wrong.append(f"{where}: requests {views.requests}")
        if (width, scheme) not in ((1280, "light"), (1280, "dark"), (320, "light")):
            continue
        for violation in Axe().run(page).response["violations"]:
            nodes = [node["html"][:90] for node in violation["nodes"][:2]]
            wrong.append(f"{where}: axe {violation['id']}: {nodes}")
    if views.show(path, 1280, page=views.bare).locator("table").count() == 0:
        wrong.append(f"{os.path.basename(path)}: no table without a script")
    # A4 without its margins is 688 px wide.
    page = views.show(path, 688, media="print")
    where = f"{os.path.basename(path)} print"
    wrong += [f"{where}: overflow: {found}" for found in page.evaluate(OVERFLOW)]
    wrong += [f"{where}: not printed: {name}" for name in page.evaluate(HIDDEN_TABLES)]
    if len(page.pdf(format="A4")) < 5000:
        wrong.append(f"{where}: an empty document")
    return wrong


def sort(page, where):
    """The first table with a number sorts by it, by the keyboard too."""
    button = page.locator("table.sortable th.number button").first
    if button.count() == 0 or not button.is_visible():
        return []
    button.focus()
    page.keyboard.press("Enter")
    order = button.evaluate("""button => {
      const head = button.closest("th"), table = button.closest("table");
      return [head.getAttribute("aria-sort"),
        [...table.tBodies[0].rows].map(row => Number(row.cells[head.cellIndex].dataset.value))];
    }""")
    if order[0] != "descending" or order[1] != sorted(order[1], reverse=True):
        return [f"{where}: sorted as {order}"]
    return []


def main():
    wrong = []
    paths = sorted(glob.glob(os.path.join(sys.argv[1], "*.html")))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"])
        views = Views(browser)
        for path in paths:
            wrong += look(views, os.path.abspath(path))
        browser.close()
    print(json.dumps({"pages": len(paths), "wrong": wrong}))


main()

"""Makes the pictures of pages in Docs/images from the samples: python3 Scripts/make_screenshots.py BROADSHEET

Needs playwright, and Debian's chromium with fonts-noto-cjk (`make test` installs them); run it from the project's folder.
"""

import os
import subprocess
import sys
import tempfile

from playwright.sync_api import sync_playwright

TASKS = [  # sheet, template, when
    ("monthly-bill.xlsx", "monthly-bill", "2026-11-20 19:30:05"),
    ("order-shipped.xlsx", "order-shipped", "2026-11-19 10:30:00"),
    ("spring-sale.csv", "spring-sale", "2026-11-18 11:00:00"),
]


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "broadsheet.yaml"), "w") as file:
            file.write("language: en\n")
        common = ["--workspace", folder, "--templates", "Templates"]
        for sheet, template, time in TASKS:
            subprocess.run(
                [program, "send", os.path.join("Samples", sheet), "-t", template, "--now", time, "--yes", "-q", *common],
                check=True)
        page = os.path.join(folder, "overview.html")
        subprocess.run([program, "report", "overview", "--now", "2026-11-20 21:00", "--format", "html", "-o", page, *common],
                       check=True)
        shots = [
            (os.path.join(folder, "Output", "monthly-bill_20261120_193005.html"), "task-report", "light", 1010),
            (page, "overview", "dark", 780),
        ]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            for path, name, scheme, height in shots:
                view = browser.new_context(viewport={"width": 1000, "height": height}, color_scheme=scheme)
                tab = view.new_page()
                tab.goto("file://" + path)
                tab.screenshot(path=f"Docs/images/{name}.png")
            browser.close()


main()

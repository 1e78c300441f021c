"""Opens reports in headless Chromium and does what a reader does: sorts, filters, opens pictures, moves the slider.

    report_test.py [--screenshots FOLDER] REPORT...

Fails on any message on the console and on anything that is fetched. scripts/browser-test installs what it needs.
"""

import argparse
import base64
import json
import pathlib
import sys
import unittest

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

SCREENSHOTS = None

# The contrast of every text with the colour behind it: those below what WCAG 2 AA asks for.
CONTRAST = """
const channel = (c) => { c /= 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
const numbers = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
const behind = (element) => {
  for (let e = element; e; e = e.parentElement) {
    const colour = numbers(getComputedStyle(e).backgroundColor);
    if (colour.length === 3 || colour[3] === 1) return colour.slice(0, 3);
  }
  return [255, 255, 255];
};
const bad = [];
for (const e of document.querySelectorAll('body *')) {
  const own = Array.from(e.childNodes).some((n) => n.nodeType === 3 && n.data.trim());
  if (!own || e.closest('svg, script, option, :disabled') || !e.getClientRects().length) continue;
  const style = getComputedStyle(e);
  const [a, b] = [light(numbers(style.color)), light(behind(e))].sort((x, y) => y - x);
  const size = parseFloat(style.fontSize);
  const wanted = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
  const ratio = (a + 0.05) / (b + 0.05);
  if (ratio < wanted) bad.push(e.tagName + ' "' + e.textContent.trim().slice(0, 30) + '" ' + ratio.toFixed(2));
}
return bad;
"""

# Controls and pictures without a name for people who do not see them.
NAMELESS = """
const named = (e) => e.ariaLabel || e.getAttribute('aria-labelledby') || e.textContent.trim() || e.title
  || (e.labels && e.labels.length);
return Array.from(document.querySelectorAll('button, input, select, a, svg[role="img"], img, dialog, form'))
  .filter((e) => !named(e) && !e.closest('dialog:not([open])')).map((e) => e.outerHTML.slice(0, 120));
"""


def chromium():
    options = webdriver.ChromeOptions()
    for flag in [
        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars",
        "--window-size=1280,900", "--force-color-profile=srgb", "--lang=en",
        # No name is found and no address answers: what the page wants from outside fails and is logged.
        "--host-resolver-rules=MAP * ~NOTFOUND", "--disable-background-networking", "--no-first-run",
    ]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    for program in ["/usr/bin/chromium", "/usr/bin/chromium-browser"]:
        if pathlib.Path(program).exists():
            options.binary_location = program
            break
    driver = "/usr/bin/chromedriver"
    service = webdriver.ChromeService(driver) if pathlib.Path(driver).exists() else None
    return webdriver.Chrome(options=options, service=service)


class ReportTest(unittest.TestCase):
    """One report; `path` is set by `suite`."""

    path = None

    @classmethod
    def setUpClass(cls):
        cls.driver = chromium()
        cls.driver.set_script_timeout(60)
        cls.driver.get(cls.path.as_uri())
        cls.messages = []

    @classmethod
    def tearDownClass(cls):
        cls.driver.quit()

    def setUp(self):
        self.driver.execute_script("if (document.querySelector('dialog[open]')) document.getElementById('large').close();")

    # MARK: helpers

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def script(self, text, *arguments):
        return self.driver.execute_script(text, *arguments)

    def press(self, key):
        webdriver.ActionChains(self.driver).send_keys(key).perform()

    def media(self, **features):
        self.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {"features": [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]})

    def rows(self):
        """Of the table of images: the keys of each visible row, in order."""
        return self.script(
            "return Array.from(document.querySelectorAll('#image-table tbody tr')).filter((row) => !row.hidden)"
            ".map((row) => Array.from(row.cells).map((cell) => cell.dataset.key))")

    def column(self, kind, place=0):
        return self.script(
            "return Array.from(document.querySelectorAll('#image-table thead th')).map((head, i) => [head.dataset.kind, i])"
            ".filter(([kind]) => kind === arguments[0]).map(([, i]) => i)", kind)[place]

    def screenshot(self, name, whole=False):
        if SCREENSHOTS is None:
            return
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        parameters = {"format": "png"}
        if whole:
            size = self.driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
            parameters |= {
                "captureBeyondViewport": True,
                "clip": {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 16000), "scale": 1}}
        picture = self.driver.execute_cdp_cmd("Page.captureScreenshot", parameters)["data"]
        (SCREENSHOTS / f"{self.path.parent.name}-{name}.png").write_bytes(base64.b64decode(picture))

    def open_first(self, scope="#image-table"):
        trigger = self.one(f"{scope} button.open")
        self.script("arguments[0].scrollIntoView({ block: 'center' }); arguments[0].focus()", trigger)
        self.press(Keys.ENTER)
        WebDriverWait(self.driver, 5).until(lambda _: self.all("dialog[open]"))
        return trigger

    def large_picture(self):
        """The pixels of the first panel."""
        return self.one("dialog .panel:not([hidden]) svg").screenshot_as_png

    # MARK: tests, in the order of their names

    def test_a_sorts_by_every_column(self):
        heads = self.all("#image-table thead th:not([data-unsorted])")
        self.assertGreater(len(heads), 2)
        for head in heads:
            place = self.script("return arguments[0].cellIndex", head)
            is_number = "number" in (head.get_attribute("class") or "")
            before = self.rows()
            for direction in ["ascending", "descending"]:
                self.script("arguments[0].click()", head.find_element(By.TAG_NAME, "button"))
                self.assertEqual(head.get_attribute("aria-sort"), direction)
                keys = [row[place] for row in self.rows() if row[place] != ""]
                if is_number:
                    values = [float(key) for key in keys]
                    self.assertEqual(values, sorted(values, reverse=direction == "descending"))
                else:
                    self.assertEqual(
                        keys, self.script(
                            "const order = arguments[0].sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));"
                            "return arguments[1] ? order.reverse() : order", list(keys), direction == "descending"))
                self.assertEqual(sorted(self.rows()), sorted(before), "no row is lost")

    def test_b_filters(self):
        everything = self.rows()
        image, figure = self.column("image"), self.column("figure")
        name = everything[0][image]
        part = name.rsplit("/", 1)[-1].rsplit(".", 1)[0][-4:]
        field = self.one("form.filters [name=name]")
        field.send_keys(part.upper())
        wanted = [row for row in everything if part.lower() in row[image].lower()]
        self.assertEqual(self.rows(), wanted)
        self.assertLess(len(wanted), len(everything))
        self.assertIn(str(len(wanted)), self.one("form.filters output").text)
        self.one("form.filters [type=reset]").click()
        WebDriverWait(self.driver, 5).until(lambda _: self.rows() == everything)

        values = sorted(float(row[figure]) for row in everything if row[figure] != "")
        low, high = values[len(values) // 4], values[3 * len(values) // 4]
        self.script("arguments[0].value = arguments[1]", self.one("form.filters [name=low]"), repr(low))
        field = self.one("form.filters [name=high]")
        self.script(
            "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', { bubbles: true }))",
            field, repr(high))
        self.assertEqual(
            self.rows(), [row for row in everything if row[figure] != "" and low <= float(row[figure]) <= high])
        self.screenshot("filtered")
        self.one("form.filters [type=reset]").click()
        sets = self.all("form.filters [name=set]")
        if sets:
            chosen = self.column("set")
            Select(sets[0]).select_by_index(1)
            value = Select(sets[0]).first_selected_option.get_attribute("value")
            self.assertEqual(self.rows(), [row for row in everything if row[chosen] == value])
            self.one("form.filters [type=reset]").click()
        WebDriverWait(self.driver, 5).until(lambda _: self.rows() == everything)

    def test_c_opens_steps_and_closes_by_keyboard(self):
        trigger = self.open_first()
        first = self.one("#large-title").text
        self.assertTrue(first)
        self.press(Keys.ARROW_RIGHT)
        second = self.one("#large-title").text
        self.assertNotEqual(first, second)
        self.press(Keys.ARROW_LEFT)
        self.assertEqual(self.one("#large-title").text, first)
        self.press(Keys.ARROW_RIGHT)
        number = self.one("#large-place").text.split("/")[0].strip()
        self.assertEqual(number, "2")
        self.press(Keys.ESCAPE)
        WebDriverWait(self.driver, 5).until(lambda _: not self.all("dialog[open]"))
        # The dialog is closed before its closing is heard: the focus moves to the picture that was seen last then.
        begun = trigger.get_attribute("data-picture")
        WebDriverWait(self.driver, 5).until(
            lambda _: self.script("return document.activeElement.dataset.picture || null") not in (None, begun))
        # By pointer as well.
        trigger = self.one("#image-table button.open")
        self.script("arguments[0].scrollIntoView({ block: 'center' })", trigger)
        trigger.click()
        self.assertTrue(self.all("dialog[open]"))
        self.one("dialog [data-close]").click()
        self.assertFalse(self.all("dialog[open]"))

    def test_d_slider_moves_the_picture(self):
        self.open_first()
        slider = self.one("dialog input[type=range]")
        seen = []
        for stop in range(4):
            self.one(f".stops [data-stop='{stop}']").click()
            self.assertEqual(float(slider.get_attribute("value")), stop)
            seen.append(self.large_picture())
            self.screenshot(f"large-{stop}")
        self.assertEqual(len(set(seen)), 4, "image, reference, prediction and agreement look different")
        # The keyboard moves it from anywhere in the view, and on the slider itself.
        self.script("document.querySelector('.stage').focus()")
        self.press(Keys.ARROW_DOWN)
        self.assertEqual(float(slider.get_attribute("value")), 2)
        self.assertEqual(self.large_picture(), seen[2])
        slider.send_keys(Keys.ARROW_LEFT)
        self.assertAlmostEqual(float(slider.get_attribute("value")), 1.95)
        self.assertNotEqual(self.large_picture(), seen[2])
        title = self.one("#large-title").text
        slider.send_keys(Keys.ARROW_RIGHT)
        self.assertEqual(self.one("#large-title").text, title, "on the slider, arrows do not change the image")
        # And so does dragging across the picture.
        picture = self.one("dialog .panel:not([hidden]) svg")
        width = picture.size["width"]
        chain = webdriver.ActionChains(self.driver)
        chain.move_to_element_with_offset(picture, 0, 0).click_and_hold().move_by_offset(int(-width * 0.49), 0).release()
        chain.perform()
        self.assertLess(float(slider.get_attribute("value")), 0.2)
        Select(self.one("select.show")).select_by_value("outlines")
        self.one(".stops [data-stop='3']").click()
        self.assertNotIn(self.large_picture(), seen)
        self.screenshot("large-outlines")
        Select(self.one("select.show")).select_by_value("areas")

    def test_e_palettes(self):
        self.open_first()
        self.one(".stops [data-stop='3']").click()
        before = self.large_picture()
        Select(self.one("dialog select.palette")).select_by_value("colour-blind")
        self.assertNotEqual(self.large_picture(), before)
        self.screenshot("palette")
        for choice in self.all("select.palette"):
            self.assertEqual(choice.get_attribute("value"), "colour-blind")
        Select(self.one("dialog select.palette")).select_by_value("standard")
        self.assertEqual(self.large_picture(), before)

    def test_f_pairs_of_a_study(self):
        if not self.all(".pairs"):
            self.skipTest("no study")
        self.open_first(".pairs")
        self.assertEqual(len(self.all("dialog .panel:not([hidden])")), 2)
        self.screenshot("pair")
        self.press(Keys.ESCAPE)
        self.open_first()
        self.assertGreaterEqual(len(self.all("dialog .panel:not([hidden])")), 2)
        self.screenshot("arms")

    def test_g_light_and_dark(self):
        papers = set()
        for scheme in ["light", "dark"]:
            self.media(prefers_color_scheme=scheme)
            papers.add(self.script("return getComputedStyle(document.body).backgroundColor"))
            self.assertEqual(self.script(CONTRAST), [])
            self.script("scrollTo(0, 0)")
            self.screenshot(scheme, whole=True)
            self.open_first()
            self.assertEqual(self.script(CONTRAST), [])
            self.screenshot(f"large-{scheme}")
            self.press(Keys.ESCAPE)
        self.assertEqual(len(papers), 2)
        self.media()

    def test_h_names(self):
        self.assertEqual(self.script(NAMELESS), [])
        self.open_first()
        self.assertEqual(self.script(NAMELESS), [])

    def test_i_narrow_screens(self):
        screen = {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": True}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
        try:
            self.assertLessEqual(self.script("return document.scrollingElement.scrollWidth"), 390)
            self.screenshot("narrow", whole=True)
            self.open_first()
            self.assertLessEqual(self.script("return document.getElementById('large').scrollWidth"), 390)
            self.screenshot("narrow-large")
        finally:
            self.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

    def test_j_prints(self):
        pdf = self.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": False, "preferCSSPageSize": True})
        content = base64.b64decode(pdf["data"])
        self.assertTrue(content.startswith(b"%PDF"))
        if SCREENSHOTS is not None:
            SCREENSHOTS.mkdir(parents=True, exist_ok=True)
            (SCREENSHOTS / f"{self.path.parent.name}.pdf").write_bytes(content)

    def test_z_nothing_is_fetched_and_nothing_complains(self):
        own = self.path.as_uri()
        fetched = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                url = message["params"]["request"]["url"]
                if url != own and not url.startswith("data:"):
                    fetched.append(url)
        self.assertEqual(fetched, [])
        self.assertEqual(self.driver.get_log("browser"), [])


def main():
    global SCREENSHOTS
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--screenshots", type=pathlib.Path, help="a folder for what the page looks like")
    parser.add_argument("reports", nargs="+", type=pathlib.Path)
    arguments = parser.parse_args()
    SCREENSHOTS = arguments.screenshots
    suite = unittest.TestSuite()
    for report in arguments.reports:
        test = type(f"ReportTest_{report.parent.name}", (ReportTest,), {"path": report.resolve()})
        suite.addTests(unittest.defaultTestLoader.loadTestsFromTestCase(test))
    result = unittest.TextTestRunner(verbosity=2).run(suite)
    return 0 if result.wasSuccessful() and result.testsRun > 0 else 1


if __name__ == "__main__":
    sys.exit(main())

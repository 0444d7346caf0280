"""The pages in a real browser, and every figure on them against the API."""

import base64
import math
import shutil
import unittest

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

from program import ROOT, demonstration, wait_for

SCREENSHOTS = ROOT / ".build/screenshots"
SHENZHEN = (22.547, 114.085)


def setUpModule():
    global demo
    demo = demonstration()


def chromium(javascript=True):
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    if not javascript:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    driver = webdriver.Chrome(options, webdriver.ChromeService(shutil.which("chromedriver")))
    driver.set_page_load_timeout(20)
    return driver


def short(number):
    """Three significant digits below a thousand, grouped whole numbers above."""
    if abs(number) >= 1_000:
        return f"{math.floor(number + 0.5):,}"
    digits = max(0, 2 - math.floor(math.log10(abs(number)))) if number else 0
    text = f"{math.floor(number * 10**digits + 0.5) / 10**digits:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def interval(value):
    low, best, high = (short(value[key]) for key in ("low", "best", "high"))
    return best if value["low"] == value["high"] else f"{best} ({low}–{high})"


def kilometres(a, b):
    """The great-circle distance."""
    (p, l), (q, m) = (map(math.radians, place) for place in (a, b))
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin((m - l) / 2) ** 2
    return 2 * 6_371 * math.asin(math.sqrt(h))


class Pages(unittest.TestCase):
    javascript = True

    @classmethod
    def setUpClass(cls):
        cls.driver = chromium(cls.javascript)
        cls.addClassCleanup(cls.driver.quit)
        cls.wait_for_verdicts()
        cls.devices = demo.devices()

    @classmethod
    def wait_for_verdicts(cls):
        """Until the overview shows one verdict of each kind; a minute is allowed from the start."""
        cls.driver.get(demo.address)
        expected = ["cleared", "notCleared", "refused"]
        wait_for(lambda: sorted(cls.unless_reloading(cls.states) or []) == expected, 60, "three verdicts")

    @classmethod
    def states(cls):
        rows = cls.driver.find_elements(By.CSS_SELECTOR, "#devices tbody tr")
        return [row.get_attribute("data-state") for row in rows]

    @staticmethod
    def unless_reloading(read):
        """The overview reloads itself every three seconds, and takes away what is just being read."""
        try:
            return read()
        except WebDriverException:
            return None

    def tearDown(self):
        severe = [entry for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]
        self.assertEqual(severe, [], "the browser's console")

    def open(self, path):
        self.driver.get(demo.address + path)

    def arrive_at(self, heading):
        """Waits for the page that a click leads to."""
        wait_for(lambda: self.unless_reloading(lambda: self.text("h1") == heading), 10, f"the page ‘{heading}’")

    def rows(self, table):
        return len(self.driver.find_elements(By.CSS_SELECTOR, f"{table} tbody tr"))

    def text(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector).text

    def texts(self, selector):
        return [element.text for element in self.driver.find_elements(By.CSS_SELECTOR, selector)]

    def facts(self):
        return dict(zip(self.texts(".facts dt"), self.texts(".facts dd")))

    def settled(self, path, read):
        """What `read` gives of a page while the API says the same before and after."""
        for _ in range(5):
            before = demo.json(path)
            value = read()
            if demo.json(path) == before:
                return before, value
        self.fail(f"{path} never stood still")

    def check_overview(self):
        def read():
            self.open("/")
            identifiers = ("cleared", "not-cleared", "refused", "waiting")
            return self.states(), [int(self.text(f"#count-{name}")) for name in identifiers]

        answer, (states, counts) = self.settled("/api/v1/devices", read)
        self.assertEqual(sorted(states), ["cleared", "notCleared", "refused"])
        self.assertEqual(states, [device["state"] for device in answer["devices"]])
        self.assertEqual(counts, [1, 1, 1, 0])
        self.assertEqual(
            {story: device["state"] for story, device in demo.devices().items()},
            {"honest": "cleared", "moved": "notCleared", "relayed": "refused"})

    def check_device(self, story):
        identifier = self.devices[story]["id"]
        path = f"/devices/{identifier}"
        answer, _ = self.settled("/api/v1" + path, lambda: self.open(path))
        device = answer["device"]
        self.assertEqual(self.text("h1"), device["name"])
        verdict = self.driver.find_element(By.ID, "verdict")
        self.assertEqual(verdict.get_attribute("data-state"), device["state"])
        self.assertEqual(self.facts()["Device"], identifier)
        if story == "relayed":
            self.assertIn(device["finding"]["reason"], verdict.text)
            self.assertIn(device["finding"]["reason"], self.text("#findings"))
            return
        self.assertIn(device["regions"], verdict.text)
        self.assertEqual(self.facts()["Valid until"], device["validUntil"])
        self.assertTrue(self.facts()["Assurance"].startswith(device["assurance"]))
        rows = self.driver.find_elements(By.CSS_SELECTOR, "#history tbody tr")
        self.assertEqual(
            [row.get_attribute("data-digest") for row in rows],
            [verdict["evidence"] for verdict in answer["verdicts"]])
        self.assertEqual(rows[0].get_attribute("data-digest"), device["evidence"])
        self.assertEqual(len(self.driver.find_elements(By.CSS_SELECTOR, "#samples tbody tr")), 16)


class WithJavaScript(Pages):
    def test_overview(self):
        self.check_overview()
        wait_for(
            lambda: self.unless_reloading(lambda: self.text("#count-evidence"))
            == str(len(demo.json("/api/v1/evidence")["evidence"])), 10, "the count of evidence")

    def test_every_page_says_that_distances_are_emulated(self):
        for path in self.paths().values():
            self.open(path)
            self.assertIn("distances are emulated", self.text(".banner"))

    def test_the_ways_between_the_pages(self):
        for story, device in self.devices.items():
            with self.subTest(story):
                self.open("/consignments/h200-to-johor")
                self.driver.find_element(By.LINK_TEXT, device["name"]).click()
                self.arrive_at(device["name"])
                self.driver.find_element(By.LINK_TEXT, "h200-to-johor").click()
                self.arrive_at("64 HGX H200 to a private data centre in Johor")
        self.driver.find_element(By.LINK_TEXT, "Overview").click()
        self.arrive_at("Where the chips are")

    def test_devices(self):
        for story in self.devices:
            with self.subTest(story):
                self.check_device(story)

    def test_the_moved_device_is_guessed_near_shenzhen(self):
        path = f"/devices/{self.devices['moved']['id']}"
        answer, _ = self.settled("/api/v1" + path, lambda: self.open(path))
        estimate = answer["device"]["estimate"]
        guess = (estimate["latitude"], estimate["longitude"])
        self.assertLess(kilometres(guess, SHENZHEN), 400)
        place = self.facts()["Most likely place"]
        shown = [float(part) for part in place.split(" ±")[0].split(",")]
        # The page gives one decimal.
        self.assertLess(kilometres(shown, guess), 10)
        self.assertIn("guess", place)

    def test_consignment(self):
        self.open("/consignments/h200-to-johor")
        self.assertEqual((self.text("#tpp"), self.text("#density")), ("15832", "19.45"))
        layers = demo.json("/api/v1/consignments/h200-to-johor")["screening"]["layers"]
        rows = self.driver.find_elements(By.CSS_SELECTOR, "#layers tbody tr")
        shown = [(row.get_attribute("data-layer"), row.find_element(By.TAG_NAME, "b").text) for row in rows]
        self.assertEqual(shown, [(layer["layer"], layer["answer"]) for layer in layers])
        self.assertEqual(
            self.texts("#layers tbody td:nth-child(4)"), [", ".join(layer["missing"]) for layer in layers])
        states = {
            row.get_attribute("data-device"): row.get_attribute("data-state")
            for row in self.driver.find_elements(By.CSS_SELECTOR, "#devices tbody tr")}
        self.assertEqual(states, {device["id"]: device["state"] for device in self.devices.values()})
        decode = demo.json("/api/v1/compare?systems=hgx-h200")["systems"][0]["decode"]
        self.assertEqual(
            self.texts("#assessment tbody tr:nth-child(2) td")[1:4],
            [interval(decode[key]) for key in ("tokensPerSecond", "tokensPerSecondPerAccelerator", "tokensPerJoule")])

    def check_comparison(self, query=""):
        """Every row against the API."""
        systems = demo.json("/api/v1/compare" + query)["systems"]
        shown = {}
        for row in self.driver.find_elements(By.CSS_SELECTOR, "#comparison tbody tr"):
            key = (row.get_attribute("data-system"), row.get_attribute("data-phase"))
            shown[key] = [cell.text for cell in row.find_elements(By.TAG_NAME, "td")]
        phases = {"prefill": "prefill", "decode ≤ 50 ms": "decode"}
        self.assertEqual(list(shown), [(system["id"], phase) for system in systems for phase in phases])
        for system in systems:
            for phase, key in phases.items():
                cells, answer = shown[system["id"], phase], system[key]
                if "tokensPerSecond" not in answer:
                    self.assertEqual(cells[2:7], ["–"] * 5)
                    self.assertEqual(cells[1].splitlines(), [phase, answer["reason"]])
                    continue
                self.assertTrue(cells[3].startswith(short(answer["tokensPerSecondPerAccelerator"]["best"])))
                self.assertEqual(cells[2], interval(answer["tokensPerSecond"]))
                self.assertEqual(cells[3], interval(answer["tokensPerSecondPerAccelerator"]))
                self.assertEqual(cells[5], short(answer["tokensPerSecondPerKilowatt"]))
                self.assertEqual(cells[1].splitlines(), [phase, answer["deployment"]])
                self.assertEqual(cells[9:], [answer["bottleneck"]])

    def test_compare(self):
        self.open("/compare")
        self.check_comparison()
        self.assertEqual(len(self.driver.find_elements(By.CSS_SELECTOR, ".chart svg")), 5)

    def test_compare_asked_through_the_form(self):
        self.open("/compare")
        for box in self.driver.find_elements(By.NAME, "system"):
            if box.is_selected() != (box.get_attribute("value") in ("hgx-h20", "hgx-b200")):
                box.click()
        Select(self.driver.find_element(By.NAME, "model")).select_by_value("llama-3.1-70b")
        tokens = self.driver.find_element(By.NAME, "input")
        tokens.clear()
        tokens.send_keys("2048")
        tokens.submit()
        wait_for(lambda: "llama" in self.driver.current_url and self.rows("#comparison") == 4, 10, "the answer")
        self.check_comparison("?systems=hgx-b200,hgx-h20&model=llama-3.1-70b&input=2048")

    def test_a_question_that_is_none_is_answered_with_a_sentence(self):
        self.open("/compare?system=hgx-h200x")
        self.assertIn("did you mean ‘hgx-h200’", self.text("main"))
        # The browser itself reports the status 400; that is no error of the page.
        self.driver.get_log("browser")

    def paths(self):
        pages = {"overview": "/", "consignment": "/consignments/h200-to-johor", "compare": "/compare"}
        return pages | {f"device-{story}": f"/devices/{device['id']}" for story, device in self.devices.items()}

    def test_every_page_fits_wide_and_narrow_screens(self):
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        for width in (1280, 400):
            self.driver.execute_cdp_cmd(
                "Emulation.setDeviceMetricsOverride",
                {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False})
            for name, path in self.paths().items():
                with self.subTest(name, width=width):
                    self.open(path)
                    needed = self.driver.execute_script("return document.documentElement.scrollWidth")
                    height = self.driver.execute_script("return document.documentElement.scrollHeight")
                    picture = self.driver.execute_cdp_cmd("Page.captureScreenshot", {
                        "captureBeyondViewport": True,
                        "clip": {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}})
                    save(picture["data"], SCREENSHOTS / f"{name}-{width}.png")
                    self.assertLessEqual(needed, width, "the page must be scrolled sideways")
                    if width > 1_000:
                        hidden = self.driver.execute_script(
                            "return [...document.querySelectorAll('.scroll > table')]"
                            ".filter(table => table.offsetWidth > table.parentElement.clientWidth)"
                            ".map(table => table.id)")
                        self.assertEqual(hidden, [], "tables that hide columns on a wide screen")
        self.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


class WithoutJavaScript(Pages):
    javascript = False

    def test_every_page_is_whole(self):
        self.driver.get("data:text/html,<title>off</title><script>document.title = 'on'</script>")
        self.assertEqual(self.driver.title, "off", "JavaScript is on")
        self.check_overview()
        for story in self.devices:
            self.check_device(story)
        self.open("/consignments/h200-to-johor")
        self.assertEqual(self.text("#tpp"), "15832")
        self.driver.find_element(By.CSS_SELECTOR, "#layers summary").click()
        self.assertTrue(self.driver.find_element(By.CSS_SELECTOR, "#layers .trace").is_displayed())
        self.open("/compare")
        self.driver.find_element(By.CSS_SELECTOR, "form button").click()
        # A click doesn't wait for the page that it leads to.
        wait_for(lambda: "?" in self.driver.current_url and self.rows("#comparison") == 6, 10, "the answer")


def save(picture, path):
    path.write_bytes(base64.b64decode(picture))


# What both have in common isn't a test by itself.
def load_tests(loader, tests, pattern):
    return unittest.TestSuite(map(loader.loadTestsFromTestCase, (WithJavaScript, WithoutJavaScript)))


if __name__ == "__main__":
    unittest.main()

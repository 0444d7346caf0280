"""Who may add what, and what every page carries."""

import json
import pathlib
import tempfile
import unittest

from program import ROOT, Service

TOKEN = "correct-horse-battery-staple"
EXAMPLE = (ROOT / "Examples/h200-to-shenzhen.yaml").read_text()


class WithoutToken(unittest.TestCase):
    def test_nobody_may_add(self):
        for name, environment in {"no token": {}, "one too short": {"ASSAY_OPERATOR_TOKEN": "short"}}.items():
            with self.subTest(name), tempfile.TemporaryDirectory() as folder:
                with Service("serve", pathlib.Path(folder) / "a.sqlite", environment=environment) as serve:
                    for token in (None, "", "short", TOKEN):
                        self.assertEqual(serve.post("/api/v1/consignments", EXAMPLE, token).status, 401)
                    self.assertEqual(serve.json("/api/v1/consignments"), {"consignments": []})


class WithToken(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.serve = cls.enterClassContext(
            Service("serve", folder / "assay.sqlite", environment={"ASSAY_OPERATOR_TOKEN": TOKEN}))

    def consignments(self):
        return [row["id"] for row in self.serve.json("/api/v1/consignments")["consignments"]]

    @staticmethod
    def example(identifier):
        """The example under an id of its own, so that no test is in another's way."""
        return EXAMPLE.replace("id: h200-to-shenzhen", f"id: {identifier}")

    def test_the_token_opens_and_another_does_not(self):
        text = self.example("opened")
        for token in (None, TOKEN + "x", TOKEN[:-1], TOKEN.upper()):
            answer = self.serve.post("/api/v1/consignments", text, token)
            self.assertEqual(answer.status, 401)
            self.assertIn("token", json.loads(answer.body)["error"])
        self.assertNotIn("opened", self.consignments())
        # The second time changes nothing.
        for _ in range(2):
            answer = self.serve.post("/api/v1/consignments", text, TOKEN)
            self.assertEqual((answer.status, json.loads(answer.body)), (201, {"id": "opened"}))
        self.assertEqual(self.consignments().count("opened"), 1)
        other = self.serve.post("/api/v1/consignments", text.replace("title: ", "title: Another, "), TOKEN)
        self.assertEqual(other.status, 400)

    def test_broken_documents_are_named_with_their_line(self):
        text, known = self.example("broken"), self.consignments()
        line = text[:text.index("item:")].count("\n") + 1
        broken = {
            "a tab": ("id: x\n\ttitle: y\n", "request body:2: "),
            "a key misspelt": (text.replace("item:", "itme:"), f"request body:{line}: "),
            "an unknown system": (text.replace("hgx-h200", "hgx-h20x"), "did you mean"),
            "nothing": ("", "request body"),
        }
        for name, (document, message) in broken.items():
            with self.subTest(name):
                answer = self.serve.post("/api/v1/consignments", document, TOKEN)
                self.assertEqual(answer.status, 400)
                self.assertIn(message, json.loads(answer.body)["error"])
        self.assertEqual(self.consignments(), known)

    def test_a_document_that_is_too_large_is_told_so(self):
        self.assertEqual(self.serve.post("/api/v1/consignments", b"#" * (2 << 20), TOKEN).status, 413)
        self.assertEqual(self.serve.post("/api/v1/evidence", bytes((4 << 20) + 1)).status, 413)

    def test_enrolment_needs_the_token(self):
        path = "/api/v1/consignments/h200-to-shenzhen/devices"
        self.assertEqual(self.serve.post(path, "{}").status, 401)
        self.assertEqual(self.serve.post(path, "{}", TOKEN).status, 400)
        self.assertEqual(self.serve.json("/api/v1/devices"), {"devices": []})

    def test_what_was_written_is_shown_as_text(self):
        text = self.example("markup").replace("title: ", "title: <script>alert(1)</script> & ")
        self.assertEqual(self.serve.post("/api/v1/consignments", text, TOKEN).status, 201)
        for path in ("/", "/consignments/markup"):
            page = self.serve.get(path)
            self.assertEqual(page.status, 200)
            self.assertNotIn(b"<script", page.body)
            self.assertIn(b"&lt;script&gt;", page.body)

    def test_pages_carry_security_headers(self):
        pages = {
            "/": 200, "/compare": 200, "/assay.css": 200, "/health": 200, "/metrics": 200, "/api/v1/verifier": 200,
            "/devices/none": 404, "/consignments/none": 404, "/compare?systems=none": 400, "/api/v1/devices/none": 404,
            "/api/v1/evidence/none": 404, "/api/v1/certificates/none": 404, "/nowhere": 404,
        }
        for path, status in pages.items():
            with self.subTest(path):
                page = self.serve.get(path)
                self.assertEqual(page.status, status)
                policy = page.headers.get("Content-Security-Policy", "")
                self.assertIn("default-src 'none'", policy)
                self.assertIn("frame-ancestors 'none'", policy)
                self.assertNotIn("script-src", policy)
                self.assertEqual(page.headers.get("X-Content-Type-Options"), "nosniff")
                self.assertEqual(page.headers.get("Referrer-Policy"), "no-referrer")

    def test_only_the_demonstration_says_that_distances_are_emulated(self):
        self.assertNotIn(b"emulated", self.serve.get("/").body)


if __name__ == "__main__":
    unittest.main()

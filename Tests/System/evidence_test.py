"""Evidence files: anybody recomputes the same verdict, and nobody alters one unnoticed."""

import json
import pathlib
import tempfile
import unittest

from program import demonstration, run, wait_for


class Evidence(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.demo = demonstration()
        wait_for(
            lambda: all("evidence" in cls.demo.devices()[story] for story in ("honest", "moved")), 60, "evidence")
        cls.device = cls.demo.devices()["honest"]
        cls.moved = cls.demo.devices()["moved"]
        cls.file = cls.folder / "evidence.json"
        cls.file.write_bytes(cls.demo.get(f"/api/v1/evidence/{cls.device['evidence']}").body)

    def altered(self, change):
        """Verifies a copy of the file that `change` was let at."""
        evidence = json.loads(self.file.read_bytes())
        change(evidence)
        return self.verify_text(json.dumps(evidence))

    def verify_text(self, text):
        file = self.folder / "altered.json"
        file.write_text(text)
        return run("verify", file, "--format", "json")

    def assert_refused(self, outcome):
        self.assertEqual(outcome.returncode, 1, outcome.stdout)
        self.assertEqual(outcome.stdout, "")
        self.assertRegex(outcome.stderr, r"altered\.json: refused: .+")

    @staticmethod
    def flipped(text):
        """One character of a base64 text, in its middle, made another."""
        middle = len(text) // 2
        return text[:middle] + ("A" if text[middle] != "A" else "B") + text[middle + 1:]

    def test_the_same_file_gives_the_same_bytes_and_the_services_verdict(self):
        outcomes = [run("verify", self.file, "--format", "json") for _ in range(2)]
        self.assertEqual([outcome.returncode for outcome in outcomes], [0, 0])
        self.assertEqual(outcomes[0].stdout, outcomes[1].stdout)
        answer = json.loads(outcomes[0].stdout)
        for key in ("verdict", "regions", "speed", "faultTolerance", "assurance", "validUntil", "digest"):
            self.assertIn(key, answer)
        for key in ("verdict", "regions", "assurance", "validUntil"):
            self.assertEqual(answer[key], self.device[key])
        self.assertEqual(answer["digest"], self.device["evidence"])
        self.assertEqual(answer["device"], self.device["id"])
        self.assertEqual(answer["verdict"], "provenOutside")

    def test_an_inconclusive_file_answers_with_exit_code_1(self):
        file = self.folder / "moved.json"
        file.write_bytes(self.demo.get(f"/api/v1/evidence/{self.moved['evidence']}").body)
        outcome = run("verify", file, "--format", "json")
        self.assertEqual(outcome.returncode, 1)
        self.assertEqual(json.loads(outcome.stdout)["verdict"], "inconclusive")

    def test_its_verifier_is_accepted_and_another_refused(self):
        key = json.loads(run("verify", self.file, "--format", "json").stdout)["verifier"]
        self.assertEqual(run("verify", self.file, "--verifier", key).returncode, 0)
        other = run("verify", self.file, "--verifier", "00" * 32)
        self.assertEqual((other.returncode, other.stdout), (1, ""))
        self.assertRegex(other.stderr, "refused: .*verifier")
        self.assertEqual(run("verify", self.file, "--verifier", "12").returncode, 2)

    def test_a_flipped_character_in_a_signed_part_is_refused(self):
        for part in ("grant", "directory", "directorySignature", "closing"):
            with self.subTest(part):
                self.assert_refused(self.altered(lambda file: file.update({part: self.flipped(file[part])})))
        for part in ("device", "signature"):
            with self.subTest(part):
                evidence = json.loads(self.file.read_bytes())["deviceEvidence"]
                evidence[part] = self.flipped(evidence[part])
                self.assert_refused(self.altered(lambda file: file.update(deviceEvidence=evidence)))
        for index in (0, 7, 15):
            with self.subTest("record", index=index):
                def change(file):
                    file["records"][index] = self.flipped(file["records"][index])
                self.assert_refused(self.altered(change))

    def test_records_left_out_or_swapped_are_refused(self):
        self.assert_refused(self.altered(lambda file: file["records"].pop()))
        self.assert_refused(self.altered(lambda file: file["records"].reverse()))

    def test_a_claim_is_never_believed(self):
        # docs/evidence.md: the claim is no part of the digest and never used. The answer must not follow it.
        answer = run("verify", self.file, "--format", "json").stdout
        for claim in ("provenInside", "provenOutsidf"):
            with self.subTest(claim):
                outcome = self.altered(lambda file: file.update(claim=claim))
                self.assertEqual((outcome.returncode, outcome.stdout), (0, answer))
        file = self.folder / "moved.json"
        evidence = json.loads(self.demo.get(f"/api/v1/evidence/{self.moved['evidence']}").body)
        file.write_text(json.dumps(evidence | {"claim": "provenOutside"}))
        outcome = run("verify", file, "--format", "json")
        self.assertEqual((outcome.returncode, json.loads(outcome.stdout)["verdict"]), (1, "inconclusive"))

    def test_another_question_than_the_one_that_was_put_is_refused(self):
        questions = {
            "an unknown country": {"regions": "cn+hk+m0"},
            "one letter off, and a country": {"regions": "cn+hk+mn"},
            "valid for ever": {"validity": 1 << 60},
            "no fault tolerated": {"faultTolerance": 0},
            "fewer than no faults": {"faultTolerance": -1},
            "another speed": {"speed": "vacuum"},
        }
        for name, question in questions.items():
            with self.subTest(name):
                self.assert_refused(self.altered(lambda file: file["question"].update(question)))

    def test_what_is_no_evidence_file_is_bad_input(self):
        text = self.file.read_text()
        cut = {"cut short": text[:-200], "not JSON": "{" + text, "another format": text.replace("-evidence-1", "-e")}
        for name, broken in cut.items():
            with self.subTest(name):
                outcome = self.verify_text(broken)
                self.assertEqual((outcome.returncode, outcome.stdout), (2, ""))
                self.assertIn("altered.json", outcome.stderr)

    def test_the_same_evidence_again_changes_nothing(self):
        digest = self.device["evidence"]
        answer = self.demo.post("/api/v1/evidence", self.file.read_bytes())
        self.assertEqual(answer.status, 200)
        said = json.loads(answer.body)
        self.assertEqual((said["accepted"], said["isNew"], said["digest"]), (True, False, digest))
        rows = self.demo.json("/api/v1/evidence")["evidence"]
        self.assertEqual([row["digest"] for row in rows].count(digest), 1)
        self.assertEqual([row["leaf"] for row in rows], list(range(len(rows))))

    def test_garbage_is_not_taken(self):
        for garbage in (b"", b"garbage", b"{}", b"[]", b"\x00\xff" * 100, self.file.read_bytes()[:-100]):
            with self.subTest(garbage[:20]):
                answer = self.demo.post("/api/v1/evidence", garbage)
                self.assertEqual(answer.status, 400)
                self.assertTrue(json.loads(answer.body)["error"])

    def test_altered_evidence_is_refused_and_blackens_nobody(self):
        evidence = json.loads(self.file.read_bytes())
        evidence["records"][0] = self.flipped(evidence["records"][0])
        answer = self.demo.post("/api/v1/evidence", json.dumps(evidence))
        self.assertEqual(answer.status, 422)
        said = json.loads(answer.body)
        self.assertFalse(said["accepted"])
        self.assertTrue(said["reason"])
        rows = self.demo.json("/api/v1/evidence")["evidence"]
        self.assertNotIn(said["digest"], [row["digest"] for row in rows])
        self.assertEqual(self.demo.devices()["honest"]["state"], "cleared")

    def test_another_question_is_not_taken(self):
        evidence = json.loads(self.file.read_bytes())
        evidence["question"]["validity"] = 1 << 40
        self.assertEqual(self.demo.post("/api/v1/evidence", json.dumps(evidence)).status, 422)


if __name__ == "__main__":
    unittest.main()

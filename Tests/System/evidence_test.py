"""Evidence files: anybody recomputes the same verdict, and nobody alters one unnoticed."""

import hashlib
import json
import pathlib
import tempfile
import unittest

import der
import evidence_parts as parts
from program import demonstration, run, wait_for


class WithEvidence(unittest.TestCase):
    """The evidence of two devices of the demonstration."""

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.demo = demonstration()
        wait_for(
            lambda: all("evidence" in cls.demo.devices()[story] for story in ("honest", "moved")), 60, "evidence")
        cls.device = cls.demo.devices()["honest"]
        cls.moved = cls.demo.devices()["moved"]
        cls.file = cls.saved("evidence", cls.device)
        cls.moved_file = cls.saved("evidence", cls.moved)

    @classmethod
    def saved(cls, kind, device):
        """A file with a device's evidence or with its certificate (`evidence` or `certificates`)."""
        file = cls.folder / f"{kind}-{device['id']}"
        file.write_bytes(cls.demo.get(f"/api/v1/{kind}/{device['evidence']}").body)
        return file

    def altered(self, change, file=None):
        """A copy of the evidence, or of another file, that `change` was let at."""
        data = (file or self.file).read_bytes()
        tree = der.parse(data)
        change(tree)
        changed = tree.encoded
        self.assertNotEqual(changed, data)
        return changed

    def flipped(self, *path, file=None):
        """A copy with one bit made another in the value at a path."""
        def change(tree):
            tree[path].content = der.flipped(tree[path].content)
        return self.altered(change, file)

    def replaced(self, path, value):
        """A copy with another value at a path."""
        def change(tree):
            tree[path[:-1]].content[path[-1]] = value
        return self.altered(change)

    def verify(self, data, *options):
        file = self.folder / "altered"
        file.write_bytes(data)
        return run("verify", file, "--format", "json", *options)

    def assert_refused(self, data, reason):
        outcome = self.verify(data)
        self.assertEqual((outcome.returncode, outcome.stdout), (1, ""))
        self.assertRegex(outcome.stderr, rf"altered: refused: .*{reason}")

    def assert_bad_input(self, data, reason=""):
        outcome = self.verify(data)
        self.assertEqual((outcome.returncode, outcome.stdout), (2, ""))
        self.assertRegex(outcome.stderr, rf"altered: found .*{reason}")


class Evidence(WithEvidence):
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

    def test_its_name_is_the_digest_of_its_bytes(self):
        self.assertEqual(hashlib.sha256(self.file.read_bytes()).hexdigest(), self.device["evidence"])
        self.assertEqual(self.demo.get("/api/v1/evidence/" + "0" * 64).status, 404)
        self.assertEqual(self.demo.get("/api/v1/certificates/" + "0" * 64).status, 404)

    def test_an_inconclusive_file_answers_with_exit_code_1(self):
        outcome = run("verify", self.moved_file, "--format", "json")
        self.assertEqual(outcome.returncode, 1)
        self.assertEqual(json.loads(outcome.stdout)["verdict"], "inconclusive")

    def test_its_verifier_is_accepted_and_another_refused(self):
        key = json.loads(run("verify", self.file, "--format", "json").stdout)["verifier"]
        self.assertEqual(self.demo.json("/api/v1/verifier"), {"key": key})
        self.assertEqual(run("verify", self.file, "--verifier", key).returncode, 0)
        other = run("verify", self.file, "--verifier", "00" * 32)
        self.assertEqual((other.returncode, other.stdout), (1, ""))
        self.assertRegex(other.stderr, "refused: .*verifier")
        for text in ("12", key[:-1] + "g", key + "00"):
            self.assertEqual(run("verify", self.file, "--verifier", text).returncode, 2)

    def test_a_flipped_bit_in_a_signed_part_is_refused(self):
        transcript = "session key did not sign this transcript"
        for path, reason in {
            parts.SESSION: "grant's signature",
            parts.GRANT_SIGNATURE: "grant's signature",
            (*parts.LANDMARKS, 7, *parts.LATITUDE): "directory's signature is not the verifier's",
            parts.DIRECTORY_SIGNATURE: "directory's signature is not the verifier's",
            (*parts.OPENING, 0, 1): transcript,
            (*parts.RECORDS, 0, *parts.SIGNED_AT): transcript,
            (*parts.RECORDS, 7, *parts.RECORD_SIGNATURE): transcript,
            (*parts.RECORDS, 15, *parts.REFUSALS, 2): transcript,
            (*parts.CLOSING, 0, 1): "the device did not close this session",
            parts.SIGNATURE: transcript,
        }.items():
            with self.subTest(path):
                self.assert_refused(self.flipped(*path), reason)

    def test_a_flipped_bit_anywhere_is_noticed_by_the_service(self):
        expected = {
            parts.QUESTION: "otherQuestion", parts.VERIFIER: "untrustedVerifier", parts.GRANT: "badGrantSignature",
            parts.DIRECTORY: "badDirectorySignature", parts.DIRECTORY_SIGNATURE: "badDirectorySignature",
            # The opening and the records are under the transcript, which the closing is over.
            (): "badClosing",
        }

        def is_under(path, part):
            return path[:len(part)] == part

        def is_looked_at(path):
            # Of each list the first and the last: all 16 landmarks are alike.
            lists = (parts.LANDMARK_NAMES, parts.LANDMARKS, parts.RECORDS)
            return all(path[len(rows)] in (0, 15) for rows in lists if is_under(path, rows))

        paths = [path for path, _ in der.parse(self.file.read_bytes()).leaves() if is_looked_at(path)]
        self.assertGreater(len(paths), 80)
        refusals = set()
        for path in paths:
            with self.subTest(path):
                answer = self.demo.post("/api/v1/evidence", self.flipped(*path))
                # Some flips leave a form that isn't one, such as another version.
                self.assertIn(answer.status, (400, 422))
                if answer.status == 422:
                    refusal = json.loads(answer.body)["refusal"]
                    # Of a piece of a kind that isn't read here, nothing but the digest is another.
                    if refusal != "sessionIsClosed" or path[:2] == (*parts.CLOSING, 0):
                        self.assertEqual(refusal, next(name for part, name in expected.items() if is_under(path, part)))
                    refusals.add(refusal)
        self.assertGreaterEqual(refusals, set(expected.values()))
        self.assertEqual(self.demo.devices()["honest"]["state"], "cleared")

    def test_records_left_out_doubled_or_swapped_are_refused(self):
        for name, change in {
            "left out": lambda records: records.pop(),
            "all left out": lambda records: records.clear(),
            "doubled": lambda records: records.append(records[-1]),
        }.items():
            with self.subTest(name):
                data = self.altered(lambda tree: change(tree[parts.RECORDS].content))
                self.assert_refused(data, "session key did not sign this transcript")
        for rows in (parts.RECORDS, parts.LANDMARKS, parts.LANDMARK_NAMES):
            with self.subTest(rows, swapped=True):
                self.assert_bad_input(self.altered(lambda tree: tree[rows].content.reverse()))

    def test_a_record_of_another_session_is_refused(self):
        foreign = der.parse(self.moved_file.read_bytes())
        self.assert_refused(self.replaced((*parts.RECORDS, 3), foreign[(*parts.RECORDS, 3)]), "transcript")
        self.assert_refused(self.replaced(parts.RECORDS, foreign[parts.RECORDS]), "transcript")

    def test_what_another_device_vouched_is_refused(self):
        foreign = der.parse(self.moved_file.read_bytes())
        self.assert_refused(self.replaced(parts.OPENING, foreign[parts.OPENING]), "transcript")
        self.assert_refused(self.replaced(parts.CLOSING, foreign[parts.CLOSING]), "did not close this session")
        self.assert_refused(self.replaced(parts.GRANT, foreign[parts.GRANT]), "transcript")
        self.assert_refused(self.replaced((*parts.CLOSING,), der.Node(der.SEQUENCE, [])), "transcript")

    def test_evidence_can_be_neither_added_to_the_devices_own_nor_left_out_nor_changed(self):
        # What vouches beside the device may be of a kind that isn't read here; that must not let anybody alter it.
        stranger = der.Node(der.SEQUENCE, [der.text("some-kind"), der.Node(der.OCTETS, b"anything")])
        for path in (parts.OPENING, parts.CLOSING):
            with self.subTest(path, added=1):
                self.assert_refused(self.altered(lambda tree: tree[path].content.append(stranger)), "")
            with self.subTest(path, added=-1):
                self.assert_refused(self.altered(lambda tree: tree[path].content.pop()), "")
            with self.subTest(path, changed=1):
                self.assert_refused(self.flipped(*path, -1, 0), "")

    def test_what_a_file_says_does_not_write_on_the_terminal(self):
        outcome = self.verify(self.replaced(parts.FORMAT, der.text("\x1b[2Jassay\nprovenOutside")))
        self.assertEqual((outcome.returncode, outcome.stdout), (2, ""))
        self.assertRegex(outcome.stderr, r"\A[^\x00-\x1f\x7f]+\n\Z")

    def test_a_smaller_sample_is_refused(self):
        # What a cheat would want: to have been nearer.
        def change(tree):
            record = tree[*parts.RECORDS, 12]
            record[parts.SAMPLES].content[0] = record[0].content[parts.LEAST[1]] = der.integer(1_000)
        self.assert_refused(self.altered(change), "session key did not sign this transcript")

    def test_a_least_sample_that_is_none_of_the_samples_is_bad_input(self):
        # docs/evidence.md: the least is stated for readers, and never believed.
        def change(tree):
            tree[*parts.RECORDS, 12, 0].content[parts.LEAST[1]] = der.integer(1_000)
        self.assert_bad_input(self.altered(change), "the least sample is stated as 1000 and isn't")

    def test_nothing_can_be_added(self):
        claim = der.text("provenInside")
        for path in (
            (), parts.STATEMENT, parts.QUESTION, parts.GRANT, parts.TERMS, parts.DIRECTORY, (*parts.LANDMARKS, 0),
            parts.RECORDS, (*parts.RECORDS, 0), (*parts.RECORDS, 0, 0), (*parts.OPENING, 0), (*parts.CLOSING, 0),
        ):
            with self.subTest(path):
                self.assert_bad_input(self.altered(lambda tree: tree[path].content.append(claim)))
        for path in ((), parts.STATEMENT, parts.GRANT, parts.QUESTION):
            with self.subTest(path, less=1):
                self.assert_bad_input(self.altered(lambda tree: tree[path].content.pop()))
        self.assert_bad_input(self.file.read_bytes() + claim.encoded)
        self.assert_bad_input(self.file.read_bytes() + b"\0")

    def test_the_same_in_another_encoding_is_bad_input(self):
        data = self.file.read_bytes()
        self.assertEqual(data[:2], b"\x30\x82")
        for name, other in {
            "a length with a zero before it": b"\x30\x83\0" + data[2:],
            "an indefinite length": b"\x30\x80" + data[4:] + b"\0\0",
            "an integer with a zero before it": self.replaced(parts.FAULT_TOLERANCE, der.Node(der.INTEGER, b"\0\x01")),
            "another kind of text": self.replaced(parts.REGIONS, der.Node(0x13, b"cn+hk+mo")),
        }.items():
            with self.subTest(name):
                self.assert_bad_input(other)
                self.assertEqual(self.demo.post("/api/v1/evidence", other).status, 400)

    def test_another_question_than_the_one_that_was_put_is_refused(self):
        for name, (path, value) in {
            "an unknown country": (parts.REGIONS, der.text("cn+hk+m0")),
            "one letter off, and a country": (parts.REGIONS, der.text("cn+hk+mn")),
            "valid for longer": (parts.VALIDITY, der.integer(31_536_000)),
            "no fault tolerated": (parts.FAULT_TOLERANCE, der.integer(0)),
            "another speed": (parts.SPEED, der.text("vacuum")),
        }.items():
            with self.subTest(name):
                self.assert_refused(self.replaced(path, value), "for another question")
        for name, (path, value) in {
            "valid for ever": (parts.VALIDITY, der.integer(1 << 60)),
            "fewer than no faults": (parts.FAULT_TOLERANCE, der.integer(-1)),
            "more faults than a number holds": (parts.FAULT_TOLERANCE, der.integer(1 << 200)),
            "an unheard-of speed": (parts.SPEED, der.text("warp")),
            "no region": (parts.REGIONS, der.text("")),
            "a region without end": (parts.REGIONS, der.text("cn+" * 2_000 + "cn")),
        }.items():
            with self.subTest(name):
                self.assert_bad_input(self.replaced(path, value))

    def test_what_is_no_evidence_file_is_bad_input(self):
        data = self.file.read_bytes()
        for name, (broken, reason) in {
            "cut short": (data[:-200], "malformed"),
            "no DER": (b"{" + data, "malformed"),
            "another format": (self.replaced(parts.FORMAT, der.text("assay-evidence-1")), "expected assay-evidence-2"),
            "the old format": (b'{"format": "assay-evidence-1"}', "malformed"),
            "random bytes": (hashlib.shake_256(b"seed").digest(5_000), "malformed"),
            "deeply nested": (b"\x30\x80" * 50_000, "malformed"),
            "a length without end": (b"\x30\x88" + b"\xff" * 8 + data, "malformed"),
        }.items():
            with self.subTest(name):
                self.assert_bad_input(broken, reason)

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
        data = self.file.read_bytes()
        for garbage in (b"", b"garbage", b"{}", b"[]", b"\x00\xff" * 100, data[:-100], data + b"\0", b"\x30" * 9_999):
            with self.subTest(garbage[:20]):
                answer = self.demo.post("/api/v1/evidence", garbage)
                self.assertEqual(answer.status, 400)
                self.assertTrue(json.loads(answer.body)["error"])

    def test_altered_evidence_is_refused_and_blackens_nobody(self):
        answer = self.demo.post("/api/v1/evidence", self.flipped(*parts.RECORDS, 0, *parts.RECORD_SIGNATURE))
        self.assertEqual(answer.status, 422)
        said = json.loads(answer.body)
        self.assertFalse(said["accepted"])
        self.assertEqual(said["refusal"], "badClosing")
        self.assertTrue(said["reason"])
        rows = self.demo.json("/api/v1/evidence")["evidence"]
        self.assertNotIn(said["digest"], [row["digest"] for row in rows])
        self.assertEqual(self.demo.devices()["honest"]["state"], "cleared")
        self.assertEqual(self.demo.json(f"/api/v1/devices/{self.device['id']}")["findings"], [])

    def test_another_question_is_not_taken(self):
        answer = self.demo.post("/api/v1/evidence", self.replaced(parts.VALIDITY, der.integer(604_800)))
        self.assertEqual((answer.status, json.loads(answer.body)["refusal"]), (422, "otherQuestion"))


class Certificates(WithEvidence):
    """A verifier's signed word for what evidence proved."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.certificate = cls.saved("certificates", cls.device)
        cls.moved_certificate = cls.saved("certificates", cls.moved)

    def test_it_says_what_its_evidence_says(self):
        word, proof = (
            json.loads(run("verify", file, "--format", "json").stdout) for file in (self.certificate, self.file))
        self.assertEqual(word.pop("evidence"), proof["digest"])
        self.assertEqual(word, {key: proof[key] for key in word})
        self.assertGreaterEqual(
            set(word), {"verdict", "strictVerdict", "regions", "device", "verifier", "validUntil", "assurance"})

    def test_the_exit_code_is_its_verdicts(self):
        self.assertEqual(run("verify", self.certificate).returncode, 0)
        outcome = run("verify", self.moved_certificate, "--format", "json")
        self.assertEqual((outcome.returncode, json.loads(outcome.stdout)["verdict"]), (1, "inconclusive"))

    def test_its_verifier_is_accepted_and_another_refused(self):
        key = self.demo.json("/api/v1/verifier")["key"]
        self.assertEqual(run("verify", self.certificate, "--verifier", key).returncode, 0)
        other = run("verify", self.certificate, "--verifier", "00" * 32)
        self.assertEqual((other.returncode, other.stdout), (1, ""))
        self.assertRegex(other.stderr, "refused: .*another verifier")

    def test_a_flipped_bit_is_refused(self):
        for path, _ in der.parse(self.certificate.read_bytes()).leaves():
            with self.subTest(path):
                data = self.flipped(*path, file=self.certificate)
                if path == parts.CERTIFICATE_FORMAT:
                    self.assert_bad_input(data)
                else:
                    self.assert_refused(data, "certificate's signature")

    def test_anothers_verdict_is_refused(self):
        other = der.parse(self.moved_certificate.read_bytes())
        for path in (parts.VERDICT, parts.EVIDENCE_DIGEST, parts.CERTIFICATE_DEVICE, parts.CERTIFICATE_SIGNATURE):
            with self.subTest(path):
                def change(tree):
                    tree[path[:-1]].content[path[-1]] = other[path]
                self.assert_refused(self.altered(change, self.certificate), "certificate's signature")

    def test_it_is_no_evidence(self):
        self.assertEqual(self.demo.post("/api/v1/evidence", self.certificate.read_bytes()).status, 400)


if __name__ == "__main__":
    unittest.main()

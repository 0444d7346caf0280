"""Whole sessions: a verifier's service, landmarks and agents as processes of their own."""

import concurrent.futures
import hashlib
import json
import threading
import unittest

import der
import evidence_parts as parts
from program import run
from sessions import CONSIGNMENT, PLACES, TOKEN, Tap, Verifier, row

FRANKFURT = (50.12, 8.68)


def setUpModule():
    """One verifier and its landmarks for all; each class has services of its own."""
    global verifier, landmarks
    verifier = unittest.enterModuleContext(Verifier())
    landmarks = verifier.start_landmarks()


class Sessions(unittest.TestCase):
    """Everything as it should be."""

    @classmethod
    def setUpClass(cls):
        cls.service = cls.enterClassContext(verifier.serve("usual", list(map(row, landmarks.values()))))
        cls.device = verifier.device("board-1").enrol(cls.service)
        cls.outcome = cls.device.prove(cls.service)
        cls.evidence = der.parse(cls.device.evidence_file.read_bytes())

    def test_a_device_proves_that_it_is_outside(self):
        self.assertEqual((self.outcome.returncode, self.outcome.stderr), (0, ""))
        report = json.loads(self.outcome.stdout)
        self.assertEqual((report["accepted"], report["verdict"]), (True, "provenOutside"))
        self.assertEqual((report["landmarks"], report["absent"]), (sorted(PLACES), {}))
        status = self.device.status(self.service)
        self.assertEqual((status["device"]["state"], status["device"]["verdict"]), ("cleared", "provenOutside"))
        self.assertEqual(status["device"]["evidence"], report["digest"])
        self.assertEqual(status["findings"], [])

    def test_what_the_agent_saved_is_what_the_service_serves(self):
        digest = json.loads(self.outcome.stdout)["digest"]
        saved = self.device.evidence_file.read_bytes()
        self.assertEqual(self.service.get(f"/api/v1/evidence/{digest}").body, saved)
        self.assertEqual(hashlib.sha256(saved).hexdigest(), digest)
        certificate = self.device.certificate_file.read_bytes()
        self.assertEqual(self.service.get(f"/api/v1/certificates/{digest}").body, certificate)

    def test_anybody_recomputes_the_services_verdict(self):
        outcomes = [
            run("verify", self.device.evidence_file, "--verifier", verifier.key, "--format", "json")
            for _ in range(2)]
        self.assertEqual([(outcome.returncode, outcome.stderr) for outcome in outcomes], [(0, "")] * 2)
        self.assertEqual(outcomes[0].stdout, outcomes[1].stdout)
        answer = json.loads(outcomes[0].stdout)
        status = self.device.status(self.service)
        for key in ("verdict", "regions", "assurance", "validUntil"):
            self.assertEqual(answer[key], status["device"][key])
        for key in ("verdict", "strictVerdict", "measuredAt", "validUntil"):
            self.assertEqual(answer[key], status["verdicts"][0][key])
        self.assertEqual((answer["device"], answer["verifier"]), (self.device.id, verifier.key))
        self.assertEqual(answer["digest"], status["device"]["evidence"])

    def test_the_certificate_is_the_verifiers_word(self):
        file = self.device.certificate_file
        outcome = run("verify", file, "--verifier", verifier.key, "--format", "json")
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        said = json.loads(outcome.stdout)
        self.assertEqual((said["verdict"], said["device"]), ("provenOutside", self.device.id))
        self.assertEqual(said["evidence"], self.device.status(self.service)["device"]["evidence"])
        self.assertEqual(run("verify", file, "--verifier", "ab" * 32).returncode, 1)
        altered = verifier.folder / "altered"
        altered.write_bytes(der.flipped(file.read_bytes()))
        self.assertEqual(run("verify", altered).returncode, 1)

    def test_a_record_says_its_clock(self):
        clocks = {
            record[parts.RECORD_LANDMARK].text: record[parts.CLOCK].number
            for record in self.evidence[parts.RECORDS].content}
        self.assertEqual(set(clocks), set(PLACES))
        self.assertEqual((landmarks["johor"].clock, clocks["johor"]), ("process", 0))
        for name, landmark in landmarks.items():
            with self.subTest(name):
                # One sample without the kernel's stamps makes the record the process's.
                self.assertIn(clocks[name], {"process": [0], "kernel": [0, 1]}[landmark.clock])
        answer = json.loads(run("verify", self.device.evidence_file, "--format", "json").stdout)
        self.assertEqual(answer["clock"], "process")

    def test_two_devices_at_once(self):
        devices = [verifier.device(name).enrol(self.service) for name in ("board-2", "board-3")]
        with concurrent.futures.ThreadPoolExecutor() as pool:
            outcomes = list(pool.map(lambda device: device.prove(self.service), devices))
        self.assertEqual([(outcome.returncode, outcome.stderr) for outcome in outcomes], [(0, "")] * 2)
        for device, outcome in zip(devices, outcomes):
            report = json.loads(outcome.stdout)
            self.assertEqual((report["verdict"], report["absent"]), ("provenOutside", {}))
            self.assertEqual(device.status(self.service)["device"]["evidence"], report["digest"])
            answer = json.loads(run("verify", device.evidence_file, "--format", "json").stdout)
            self.assertEqual((answer["device"], answer["refusedReplies"]), (device.id, 0))

    def test_a_stranger_is_told_that_he_is_one(self):
        before = self.service.metrics()
        device = verifier.device("stranger")
        outcome = device.prove(self.service)
        self.assertEqual((outcome.returncode, outcome.stdout), (2, ""))
        self.assertIn("the service answered 403: the device is on no consignment's roster", outcome.stderr)
        self.assertFalse(device.evidence_file.exists())
        refused = 'assay_sessions_refused_total{reason="unknownDevice"}'
        self.assertEqual(self.service.metrics()[refused], before[refused] + 1)

    def test_an_address_that_is_no_services_is_told_apart(self):
        outcome = run(*self.device.arguments(self.service.address + "/somewhere", "--once"))
        self.assertEqual((outcome.returncode, outcome.stdout), (2, ""))
        self.assertIn("the service answered 404", outcome.stderr)

    def test_what_enrolment_takes(self):
        path = f"/api/v1/consignments/{CONSIGNMENT}/devices"
        identity = verifier.device("board-4").identity
        key = identity["key"]
        # The kind may be left out; the second time changes nothing.
        for body in ({"key": key, "name": "board-4"}, {"kind": "software-key", "key": key, "name": "board-4"}):
            answer = self.service.post(path, json.dumps(body), TOKEN)
            self.assertEqual((answer.status, json.loads(answer.body)), (201, {"id": identity["id"]}))
        ids = [device["id"] for device in self.service.json("/api/v1/devices")["devices"]]
        self.assertEqual(ids.count(identity["id"]), 1)
        for name, body in {
            "no key": {"name": "x"},
            "no name": {"key": key},
            "an empty name": {"key": key, "name": ""},
            "a key that is short": {"key": key[:20], "name": "x"},
            "a key that is no base64": {"key": "*" * 44, "name": "x"},
            "an empty kind": {"kind": "", "key": key, "name": "x"},
            "a list": [],
        }.items():
            with self.subTest(name):
                answer = self.service.post(path, json.dumps(body), TOKEN)
                self.assertEqual(answer.status, 400)
                self.assertTrue(json.loads(answer.body)["error"])
        self.assertEqual(len(self.service.json("/api/v1/devices")["devices"]), len(ids))

    def test_metrics_count_what_happened(self):
        device = verifier.device("board-5").enrol(self.service)
        before = self.service.metrics()
        self.assertEqual(device.prove(self.service).returncode, 0)
        after = self.service.metrics()
        changed = {name: after[name] - before[name] for name in after if after[name] != before[name]}
        self.assertEqual(changed, {
            "assay_sessions_opened_total": 1, 'assay_evidence_accepted_total{verdict="provenOutside"}': 1,
            'assay_devices{state="cleared"}': 1, 'assay_devices{state="unmeasured"}': -1,
        })
        self.assertTrue(self.service.get("/metrics").headers["Content-Type"].startswith("text/plain; version=0.0.4"))

    def test_an_agent_goes_on_until_control_c(self):
        def count(service):
            return service.metrics()["assay_sessions_opened_total"]

        before = count(self.service)
        device = verifier.device("board-6").enrol(self.service)
        with device.start(self.service, "--interval", "1") as agent:
            agent.wait_until(lambda: count(self.service) >= before + 2, "a second session")
            code, seconds = agent.stop()
            self.assertEqual((code, agent.complaints), (0, []))
            self.assertLess(seconds, 2)
            self.assertNotIn("Error", "\n".join(agent.lines))

    def test_control_c_ends_an_agent_in_mid_session(self):
        johor = landmarks["johor"]
        begun = threading.Event()
        with Tap(johor, action=begun.set) as tap:
            service = self.enterContext(verifier.serve(
                "endless", [row(johor, address=tap.address)], "--rounds", "60", "--pause", "1000"))
            device = verifier.device("board-7").enrol(service)
            with device.start(service) as agent:
                agent.wait_until(begun.is_set, "the first challenge")
                code, seconds = agent.stop()
        self.assertEqual((code, agent.lines, agent.complaints), (0, [], []))
        self.assertLess(seconds, 2)
        self.assertFalse(device.evidence_file.exists())


class Places(unittest.TestCase):
    """What landmarks can't prove, they don't."""

    def test_too_few_landmarks_prove_nothing(self):
        service = self.enterContext(verifier.serve("one", [row(landmarks["johor"])]))
        device = verifier.device("board").enrol(service)
        outcome = device.prove(service)
        report = json.loads(outcome.stdout)
        self.assertEqual((outcome.returncode, report["accepted"], report["verdict"]), (1, True, "inconclusive"))
        self.assertEqual(device.status(service)["device"]["state"], "notCleared")
        self.assertEqual(run("verify", device.evidence_file).returncode, 1)
        self.assertEqual(run("verify", device.certificate_file).returncode, 1)

    def test_landmarks_that_are_not_where_they_are_said_to_be_contradict_one_another(self):
        service = self.enterContext(verifier.serve(
            "torn", [row(landmarks["johor"]), row(landmarks["singapore"], FRANKFURT)]))
        outcome = verifier.device("board").enrol(service).prove(service)
        self.assertEqual((outcome.returncode, json.loads(outcome.stdout)["verdict"]), (1, "contradictory"))

    def test_without_landmarks_no_session_is_opened(self):
        service = self.enterContext(verifier.serve("none", []))
        outcome = verifier.device("board").enrol(service).prove(service)
        self.assertEqual((outcome.returncode, outcome.stdout), (2, ""))
        self.assertIn("the service answered 403: this service has no landmarks", outcome.stderr)


if __name__ == "__main__":
    unittest.main()

"""Whole sessions: a verifier's service, landmarks and agents as processes of their own, and what may go wrong."""

import concurrent.futures
import hashlib
import json
import signal
import tempfile
import unittest

import der
import evidence_parts as parts
from program import run, wait_for
from sessions import (
    CONSIGNMENT, PLACES, TOKEN, Impostor, Interceptor, Landmark, Tap, Verifier, address_of, landmark_key,
    loopback_socket, row)

FRANKFURT = (50.12, 8.68)


def setUpModule():
    """One verifier and three landmarks around Johor for all; each class has services of its own."""
    global verifier, landmarks
    verifier = Verifier(unittest.enterModuleContext(tempfile.TemporaryDirectory()))
    options = {"batam": [], "johor": ["--clock", "process"], "singapore": ["--clock", "kernel"]}
    landmarks = {
        name: unittest.enterModuleContext(Landmark(verifier.folder, name, verifier.key, *options[name]))
        for name in PLACES}


class WithServices(unittest.TestCase):
    @classmethod
    def serve(cls, name, rows, *options):
        return cls.enterClassContext(
            verifier.serve(name, verifier.landmarks_file(name, *rows), *options))

    @staticmethod
    def report(outcome):
        return json.loads(outcome.stdout)


class Sessions(WithServices):
    """Everything as it should be."""

    @classmethod
    def setUpClass(cls):
        cls.service = cls.serve("usual", map(row, landmarks.values()))
        cls.device = verifier.device("board-1").enrol(cls.service)
        cls.outcome = cls.device.prove(cls.service)
        cls.evidence = der.parse(cls.device.evidence_file.read_bytes())

    def test_a_device_proves_that_it_is_outside(self):
        self.assertEqual((self.outcome.returncode, self.outcome.stderr), (0, ""))
        report = self.report(self.outcome)
        self.assertEqual((report["accepted"], report["verdict"]), (True, "provenOutside"))
        self.assertEqual((report["landmarks"], report["absent"]), (sorted(PLACES), {}))
        status = self.device.status(self.service)
        self.assertEqual((status["device"]["state"], status["device"]["verdict"]), ("cleared", "provenOutside"))
        self.assertEqual(status["device"]["evidence"], report["digest"])
        self.assertEqual(status["findings"], [])

    def test_what_the_agent_saved_is_what_the_service_serves(self):
        digest = self.report(self.outcome)["digest"]
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
            report = self.report(outcome)
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
        with Tap(johor) as tap:
            service = self.enterContext(verifier.serve("endless", verifier.landmarks_file(
                "endless", row(johor, address=tap.address)), "--rounds", "60", "--pause", "1000"))
            device = verifier.device("board-7").enrol(service)
            with device.start(service) as agent:
                agent.wait_until(lambda: tap.has_acted, "the first challenge")
                code, seconds = agent.stop()
        self.assertEqual((code, agent.lines, agent.complaints), (0, [], []))
        self.assertLess(seconds, 2)
        self.assertFalse(device.evidence_file.exists())


class Places(WithServices):
    """What landmarks can't prove, they don't."""

    def test_too_few_landmarks_prove_nothing(self):
        service = self.serve("one", [row(landmarks["johor"])])
        device = verifier.device("board").enrol(service)
        outcome = device.prove(service)
        report = self.report(outcome)
        self.assertEqual((outcome.returncode, report["accepted"], report["verdict"]), (1, True, "inconclusive"))
        self.assertEqual(device.status(service)["device"]["state"], "notCleared")
        self.assertEqual(run("verify", device.evidence_file).returncode, 1)
        self.assertEqual(run("verify", device.certificate_file).returncode, 1)

    def test_landmarks_that_are_not_where_they_are_said_to_be_contradict_one_another(self):
        service = self.serve("torn", [row(landmarks["johor"]), row(landmarks["singapore"], FRANKFURT)])
        outcome = verifier.device("board").enrol(service).prove(service)
        self.assertEqual((outcome.returncode, self.report(outcome)["verdict"]), (1, "contradictory"))

    def test_without_landmarks_no_session_is_opened(self):
        service = self.enterContext(verifier.serve("none", None))
        outcome = verifier.device("board").enrol(service).prove(service)
        self.assertEqual((outcome.returncode, outcome.stdout), (2, ""))
        self.assertIn("the service answered 403: this service has no landmarks", outcome.stderr)


class Absences(WithServices):
    """Landmarks that go away, never were, or are somebody else. All in one session: what is dead is waited for."""

    @classmethod
    def setUpClass(cls):
        cls.victim = cls.enterClassContext(Landmark(verifier.folder, "victim", verifier.key))
        tap = cls.enterClassContext(Tap(cls.victim, action=cls.victim.kill))
        impostor = cls.enterClassContext(Impostor())
        mute = cls.enterClassContext(loopback_socket())
        cls.service = cls.serve("absences", [
            row(landmarks["johor"]), row(landmarks["singapore"]), row(cls.victim, PLACES["batam"], tap.address),
            ("impostor", landmark_key(verifier.folder, "impostor"), PLACES["johor"], impostor.address),
            ("mute", landmark_key(verifier.folder, "mute"), PLACES["johor"], address_of(mute)),
        ])
        cls.device = verifier.device("board").enrol(cls.service)
        cls.outcome = cls.device.prove(cls.service)

    expected = {"impostor": "impostor", "mute": "silent", "victim": "unfinished"}

    def test_the_session_ends_and_the_others_prove(self):
        self.assertEqual(self.victim.process.returncode, -signal.SIGKILL)
        self.assertEqual((self.outcome.returncode, self.outcome.stderr), (0, ""))
        report = self.report(self.outcome)
        self.assertEqual((report["verdict"], report["landmarks"]), ("provenOutside", ["johor", "singapore"]))
        self.assertEqual(report["absent"], self.expected)

    def test_the_evidence_names_them(self):
        evidence = der.parse(self.device.evidence_file.read_bytes())
        self.assertEqual(
            {absence[parts.ABSENT_LANDMARK].text: absence[parts.REASON].number
             for absence in evidence[parts.ABSENCES].content},
            {"impostor": parts.IMPOSTOR, "mute": parts.SILENT, "victim": parts.UNFINISHED})
        answer = json.loads(run("verify", self.device.evidence_file, "--format", "json").stdout)
        self.assertEqual((answer["verdict"], answer["absent"]), ("provenOutside", self.expected))

    def test_an_absence_can_be_neither_left_out_nor_changed(self):
        def refused(change):
            evidence = der.parse(self.device.evidence_file.read_bytes())
            change(evidence[parts.ABSENCES].content)
            file = verifier.folder / "altered"
            file.write_bytes(evidence.encoded)
            outcome = run("verify", file)
            self.assertEqual((outcome.returncode, outcome.stdout), (1, ""))
            self.assertIn("session key did not sign this transcript", outcome.stderr)

        refused(lambda absences: absences.pop())
        refused(lambda absences: absences[2].content.__setitem__(1, der.integer(parts.SILENT)))

    def test_the_service_counts_them_and_reports_the_impostor(self):
        counted = self.service.metrics()
        for reason in self.expected.values():
            self.assertEqual(counted[f'assay_landmarks_absent_total{{reason="{reason}"}}'], 1)
        status = self.device.status(self.service)
        self.assertEqual([finding["kind"] for finding in status["findings"]], ["landmarkImpostor"])
        self.assertIn("the address of impostor", status["findings"][0]["reason"])
        # It is worth a look, and takes nothing from the proof.
        self.assertEqual(status["device"]["state"], "cleared")


class Interrupted(WithServices):
    """Sessions that are opened and whose evidence comes late or never; their lifetime is 3 seconds."""

    unfinished = "assay_sessions_unfinished_total"

    @classmethod
    def setUpClass(cls):
        batam, *others = landmarks.values()
        tap = cls.enterClassContext(Tap(batam))
        cls.rows = [row(batam, address=tap.address), *map(row, others)]
        cls.service = cls.serve("short", cls.rows, "--session-lifetime", "3")
        cls.killed, cls.late = (verifier.device(name).enrol(cls.service) for name in ("killed", "late"))
        # One agent dies at its first challenge; the other's evidence is held up on its way.
        with cls.killed.start(cls.service, "--once") as agent:
            tap.action = agent.process.kill
            cls.code = agent.process.wait(timeout=20)
        with Interceptor(cls.service) as interceptor:
            cls.outcome = run(*cls.late.arguments(interceptor.address, "--once"))
            cls.evidence, = interceptor.kept
        wait_for(lambda: all(map(cls.findings, (cls.killed, cls.late))), 20, "two findings")

    @classmethod
    def findings(cls, device):
        return [finding["kind"] for finding in device.status(cls.service)["findings"]]

    def test_a_session_that_nobody_closed_is_a_finding(self):
        self.assertEqual(self.code, -signal.SIGKILL)
        self.assertEqual(self.findings(self.killed), ["unfinishedSession"])
        status = self.killed.status(self.service)
        self.assertIn("its evidence never came", status["findings"][0]["reason"])
        self.assertEqual((status["device"]["state"], status["verdicts"]), ("unmeasured", []))
        page = self.service.get(f"/devices/{self.killed.id}").body.decode()
        self.assertIn("<b>unfinishedSession</b>", page)

    def test_it_is_counted_once(self):
        self.assertEqual(self.service.metrics()[self.unfinished], 2)
        # A second service over the same database looks for unfinished sessions as it starts, and again.
        with verifier.serve("short", verifier.folder / "short.yaml") as second:
            self.assertEqual(second.metrics()[self.unfinished], 2)
            self.assertEqual(self.findings(self.killed), ["unfinishedSession"])

    def test_an_agent_whose_evidence_is_not_taken_says_so(self):
        self.assertEqual((self.outcome.returncode, self.outcome.stdout), (2, ""))
        self.assertIn("the service answered 503: closed for today", self.outcome.stderr)

    def test_evidence_that_comes_when_its_session_is_over_is_stale(self):
        stale = 'assay_evidence_refused_total{reason="staleSession"}'
        for count in (1, 2):
            answer = self.service.post("/api/v1/evidence", self.evidence)
            self.assertEqual((answer.status, json.loads(answer.body)["refusal"]), (422, "staleSession"))
            self.assertEqual(self.service.metrics()[stale], count)
            self.assertEqual(sorted(self.findings(self.late)), ["staleSession", "unfinishedSession"])
        status = self.late.status(self.service)
        self.assertEqual((status["device"]["state"], status["verdicts"]), ("refused", []))
        self.assertEqual(self.service.json("/api/v1/evidence"), {"evidence": []})
        # It is late, and true all the same.
        file = verifier.folder / "late"
        file.write_bytes(self.evidence)
        self.assertEqual(run("verify", file, "--verifier", verifier.key).returncode, 0)

    def test_a_service_that_died_in_mid_session_takes_the_evidence_when_it_is_back(self):
        device = verifier.device("patient")
        with verifier.serve("reborn", verifier.landmarks_file("reborn", *self.rows)) as service:
            device.enrol(service)
            with Interceptor(service) as interceptor:
                run(*device.arguments(interceptor.address, "--once"))
            service.kill()
        with verifier.serve("reborn", verifier.folder / "reborn.yaml") as service:
            answer = service.post("/api/v1/evidence", interceptor.kept[0])
            self.assertEqual((answer.status, json.loads(answer.body)["verdict"]), (201, "provenOutside"))
            self.assertEqual(device.status(service)["device"]["state"], "cleared")
            # What another service of the same verifier has opened says nothing about this one's devices.
            answer = service.post("/api/v1/evidence", self.evidence)
            self.assertEqual((answer.status, json.loads(answer.body)["refusal"]), (422, "unknownSession"))


if __name__ == "__main__":
    unittest.main()

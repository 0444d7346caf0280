"""Sessions in which something goes away: an agent, a service, evidence on its way, or landmarks."""

import json
import signal
import unittest

import der
import evidence_parts as parts
from program import run, wait_for
from sessions import (
    PLACES, Impostor, Interceptor, Landmark, Tap, Verifier, address_of, landmark_key, loopback_socket, row)


def setUpModule():
    """One verifier and its landmarks for all; each class has services of its own."""
    global verifier, landmarks
    verifier = unittest.enterModuleContext(Verifier())
    landmarks = verifier.start_landmarks()
    Unanswered.begin()


class Interrupted(unittest.TestCase):
    """Sessions that are opened and whose evidence comes late or never; their lifetime is 6 seconds."""

    unfinished = "assay_sessions_unfinished_total"

    @classmethod
    def setUpClass(cls):
        batam, *others = landmarks.values()
        tap = cls.enterClassContext(Tap(batam))
        cls.rows = [row(batam, address=tap.address), *map(row, others)]
        cls.service = cls.enterClassContext(verifier.serve("short", cls.rows, "--session-lifetime", "6"))
        cls.killed, cls.late, cls.honest = (
            verifier.device(name).enrol(cls.service) for name in ("killed", "late", "honest"))
        cls.honest.prove(cls.service)
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
        with verifier.serve("short", self.rows) as second:
            self.assertEqual(second.metrics()[self.unfinished], 2)
            self.assertEqual(self.findings(self.killed), ["unfinishedSession"])

    def test_an_agent_whose_evidence_is_not_taken_says_so(self):
        self.assertEqual((self.outcome.returncode, self.outcome.stdout), (2, ""))
        self.assertIn("the service answered 503: closed for today", self.outcome.stderr)
        # What it wanted to hand in isn't lost.
        self.assertEqual(self.late.evidence_file.read_bytes(), self.evidence)
        self.assertFalse(self.late.certificate_file.exists())

    def test_evidence_that_comes_when_its_session_is_over_is_stale(self):
        stale = 'assay_evidence_refused_total{reason="staleSession"}'
        before = self.service.metrics()[stale]
        for count in (1, 2):
            answer = self.service.post("/api/v1/evidence", self.evidence)
            self.assertEqual((answer.status, json.loads(answer.body)["refusal"]), (422, "staleSession"))
            self.assertEqual(self.service.metrics()[stale], before + count)
            self.assertEqual(sorted(self.findings(self.late)), ["staleSession", "unfinishedSession"])
        status = self.late.status(self.service)
        # Late is not refused: who holds datagrams up can cause it too. It is there to be seen, and clears nobody.
        self.assertEqual((status["device"]["state"], status["verdicts"]), ("unmeasured", []))
        self.assertNotIn(self.late.id, [row["device"] for row in self.service.json("/api/v1/evidence")["evidence"]])
        # It is late, and true all the same.
        file = verifier.folder / "late"
        file.write_bytes(self.evidence)
        self.assertEqual(run("verify", file, "--verifier", verifier.key).returncode, 0)

    def test_nobody_else_makes_evidence_stale_that_was_accepted(self):
        # All evidence is public, and a stranger can add a piece of a kind that nobody reads.
        digest = self.honest.status(self.service)["device"]["evidence"]
        tree = der.parse(self.service.get(f"/api/v1/evidence/{digest}").body)
        tree[parts.CLOSING].content.append(der.Node(der.SEQUENCE, [der.text("some-kind"), der.Node(der.OCTETS, b"")]))
        self.assertEqual(self.service.post("/api/v1/evidence", tree.encoded).status, 422)
        # The same again, as it was accepted, is late too, and changes nothing.
        self.assertEqual(self.service.post("/api/v1/evidence", self.honest.evidence_file.read_bytes()).status, 200)
        status = self.honest.status(self.service)
        self.assertEqual((status["device"]["state"], status["findings"]), ("cleared", []))

    def test_a_service_that_died_in_mid_session_takes_the_evidence_when_it_is_back(self):
        device = verifier.device("patient")
        with verifier.serve("reborn", self.rows) as service:
            device.enrol(service)
            with Interceptor(service) as interceptor:
                run(*device.arguments(interceptor.address, "--once"))
            service.kill()
        with verifier.serve("reborn", self.rows) as service:
            answer = service.post("/api/v1/evidence", interceptor.kept[0])
            self.assertEqual((answer.status, json.loads(answer.body)["verdict"]), (201, "provenOutside"))
            self.assertEqual(device.status(service)["device"]["state"], "cleared")
            # What another service of the same verifier has opened says nothing about this one's devices.
            answer = service.post("/api/v1/evidence", self.evidence)
            self.assertEqual((answer.status, json.loads(answer.body)["refusal"]), (422, "unknownSession"))


class Unanswered(unittest.TestCase):
    """Landmarks that go away, never were, or are somebody else, all in one session.

    It takes 12 seconds, because what is silent is waited for. So it begins with the first test of this file, and is
    looked at last.
    """

    expected = {"impostor": "impostor", "mute": "silent", "victim": "unfinished"}

    @classmethod
    def begin(cls):
        enter = unittest.enterModuleContext
        cls.victim = enter(Landmark(verifier.folder, "victim", verifier.key))
        tap = enter(Tap(cls.victim, action=cls.victim.kill))
        impostor, mute = enter(Impostor()), enter(loopback_socket())
        rows = [
            row(landmarks["johor"]), row(landmarks["singapore"]), row(cls.victim, PLACES["batam"], tap.address),
            ("impostor", landmark_key(verifier.folder, "impostor"), PLACES["johor"], impostor.address),
            ("mute", landmark_key(verifier.folder, "mute"), PLACES["johor"], address_of(mute))]
        cls.service = enter(verifier.serve("unanswered", rows, "--rounds", "2"))
        cls.device = verifier.device("bereft").enrol(cls.service)
        cls.agent = enter(cls.device.start(cls.service, "--once"))

    @classmethod
    def setUpClass(cls):
        cls.agent.process.wait(timeout=60)
        cls.agent.join()

    def test_the_session_ends_and_the_others_prove(self):
        self.assertEqual(self.victim.process.returncode, -signal.SIGKILL)
        self.assertEqual((self.agent.process.returncode, self.agent.complaints), (0, []))
        report = json.loads("\n".join(self.agent.lines))
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


if __name__ == "__main__":
    unittest.main()

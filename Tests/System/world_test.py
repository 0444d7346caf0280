"""The program in a world of network namespaces with real distances: honest, moved, relayed, broken and late devices."""

import json
import os
import pathlib
import subprocess
import unittest

from program import BINARY, ROOT

WORLD = pathlib.Path(os.environ.get("ASSAY_WORLD", ROOT / ".build/debug/assay-world")).resolve()
NAMESPACES = pathlib.Path("/run/netns")


def ask(*options, timeout):
    """What the world answers as JSON, its exit code, what it said meanwhile, and its process id."""
    with subprocess.Popen(
            [WORLD, "--format", "json", *map(str, options)], cwd=ROOT, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as process:
        try:
            output, said = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            # Not killed: it has namespaces and children to remove.
            process.terminate()
            output, said = process.communicate(timeout=60)
            raise AssertionError(f"after {timeout} s it still ran: {said}") from None
    try:
        answer = json.loads(output)
    except ValueError:
        raise AssertionError(f"ended with {process.returncode}: {said}") from None
    if "skipped" in answer:
        raise unittest.SkipTest(answer["skipped"])
    return answer, process.returncode, said, process.pid


def left_behind(pid):
    prefix = f"assay-world-{pid}-"
    return [path.name for path in NAMESPACES.glob(prefix + "*")] if NAMESPACES.is_dir() else []


class Distances(unittest.TestCase):
    """Were the world's round trips not what its map says, no scenario in it would mean anything."""

    @classmethod
    def setUpClass(cls):
        cls.answer, cls.code, cls.said, cls.pid = ask("--check", timeout=180)

    def test_least_round_trips_are_what_the_distances_say(self):
        for path in self.answer["paths"]:
            with self.subTest(f"{path['from']} to {path['to']} in {path['weather']} weather"):
                self.assertTrue(path["isWithin"], path)

    def test_nothing_is_lost_in_fair_weather_and_about_a_tenth_in_foul(self):
        self.assertEqual(self.answer["lossInFairWeather"], 0)
        self.assertGreater(self.answer["lossInFoulWeather"], 0.05)
        self.assertLess(self.answer["lossInFoulWeather"], 0.15)

    def test_it_passes_and_leaves_nothing_behind(self):
        self.assertEqual((self.code, self.answer["passed"]), (0, True), self.said)
        self.assertEqual(left_behind(self.pid), [])


class Scenarios(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        options = ["--binary", BINARY]
        second = os.environ.get("ASSAY_BINARY_OF_SECOND_CHECKOUT")
        if second:
            options += ["--binary-of-second-checkout", pathlib.Path(second).resolve()]
        cls.answer, cls.code, cls.said, cls.pid = ask(*options, timeout=900)
        cls.scenarios = {scenario["name"]: scenario for scenario in cls.answer["scenarios"]}

    def assert_as_expected(self, name):
        scenario = self.scenarios[name]
        self.assertTrue(
            scenario["asExpected"], f"{name}: expected {scenario['expected']}, got {scenario['got']}")
        return scenario

    def test_an_honest_device_is_cleared(self):
        self.assertEqual(self.assert_as_expected("honest")["verdict"], "provenOutside")

    def test_a_diverted_device_is_not_cleared(self):
        self.assert_as_expected("diverted")

    def test_a_relay_that_forwards_clears_nobody(self):
        self.assert_as_expected("relay forwards")

    def test_a_relay_that_guesses_is_refused_and_counted(self):
        self.assertGreater(self.assert_as_expected("relay guesses")["refusals"], 0)

    def test_a_relay_that_replays_is_refused_and_counted(self):
        self.assertGreater(self.assert_as_expected("relay replays")["refusals"], 0)

    def test_an_impostor_of_a_landmark_measures_nothing_and_is_named(self):
        self.assertEqual(self.assert_as_expected("landmark impostor")["verdict"], "provenOutside")

    def test_an_honest_device_is_cleared_while_a_landmark_is_down(self):
        self.assertEqual(self.assert_as_expected("landmark killed")["verdict"], "provenOutside")

    def test_an_honest_device_is_cleared_through_loss_and_jitter(self):
        self.assertEqual(self.assert_as_expected("loss and jitter")["verdict"], "provenOutside")

    def test_evidence_of_a_session_that_is_over_is_refused(self):
        self.assertNotIn("verdict", self.assert_as_expected("stale session"))

    def test_a_killed_agent_leaves_an_unfinished_session_and_nothing_else(self):
        self.assertNotIn("verdict", self.assert_as_expected("agent killed"))

    def test_the_evidence_verifies_to_the_same_bytes_without_a_network(self):
        offline = self.answer["offline"]
        self.assertTrue(offline["passed"], offline["problems"])
        self.assertGreaterEqual(offline["runs"], 2)

    def test_all_is_as_expected_and_nothing_is_left_behind(self):
        self.assertEqual((self.code, self.answer["passed"]), (0, True), self.said)
        self.assertEqual(len(self.scenarios), 10)
        self.assertEqual(left_behind(self.pid), [])


if __name__ == "__main__":
    unittest.main()

"""`assay evaluate location`: proofs, estimates and attacks on meshes of nodes at known places."""

import csv
import io
import itertools
import json
import math
import os
import pathlib
import tempfile
import time
import unittest

import jsonschema

from program import ROOT, run

SCHEMA = json.loads((ROOT / "docs/schema/evaluate-location.schema.json").read_text())
DATA = pathlib.Path(os.environ.get("ASSAY_DATA", ROOT.parent / "shared/data")) / "location"

CITIES = {
    "singapore": (1.29, 103.85), "tokyo": (35.68, 139.69), "seoul": (37.57, 126.98), "sydney": (-33.87, 151.21),
    "mumbai": (19.08, 72.88), "dubai": (25.20, 55.27), "frankfurt": (50.11, 8.68), "london": (51.51, -0.13),
    "ashburn": (39.04, -77.49), "los-angeles": (34.05, -118.24), "sao-paulo": (-23.55, -46.63),
    "johannesburg": (-26.20, 28.05), "beijing": (39.90, 116.41), "chengdu": (30.57, 104.07),
}
MADRID, HALIFAX = (40.42, -3.70), (44.65, -63.57)  # 4,900 km apart
FIBRE = 199_861.64  # km/s, two thirds of c

# An evaluation that takes longer is of a program that isn't optimised: one is enough then.
PATIENCE = 60  # seconds


def kilometres(one, other):
    """The great-circle distance."""
    (south, west), (north, east) = [[math.radians(angle) for angle in place] for place in (one, other)]
    squared = math.sin((north - south) / 2) ** 2
    squared += math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(squared))


def honest_times(places):
    """Milliseconds of every ordered pair: paths 1.8 to 2.2 times as long as straight fibre, and half of one on top."""
    pairs = itertools.permutations(places, 2)
    return {
        (landmark, target): kilometres(places[landmark], places[target]) * 2_000 / FIBRE * (1.8 + number % 11 / 25) + 0.5
        for number, (landmark, target) in enumerate(pairs)}


def nodes_text(places):
    return "id,name,country,latitude,longitude\n" + "".join(
        f"{name},,,{latitude},{longitude}\n" for name, (latitude, longitude) in places.items())


def times_text(times):
    return "landmark,target,rtt_ms\n" + "".join(
        f"{landmark},{target},{time:.3f}\n" for (landmark, target), time in times.items())


def write_set(folder, places, times):
    folder.mkdir(parents=True)
    (folder / "nodes.csv").write_text(nodes_text(places))
    (folder / "rtts.csv").write_text(times_text(times))


def closed(schema):
    """The schema without room for keys that it doesn't name."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {key: closed(part) for key, part in schema.items()}
    return {"additionalProperties": False} | parts if schema.get("type") == "object" else parts


def evaluate(*arguments):
    return run("evaluate", "location", "--place-error", "1", *arguments, timeout=1_800)


class Evaluation(unittest.TestCase):
    """One answer for all tests that only look at it."""

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        write_set(cls.folder / "one/two/three/mesh", CITIES, honest_times(CITIES))
        few = {name: CITIES[name] for name in ("frankfurt", "london", "ashburn", "dubai")}
        times = honest_times(few | {"halifax": MADRID}) | {("ashburn", "dubai"): 1e9}
        write_set(cls.folder / "moved", few | {"halifax": HALIFAX}, times)
        started = time.monotonic()
        cls.outcome = evaluate("--data", cls.folder, "--format", "json")
        cls.seconds = time.monotonic() - started

    def setUp(self):
        self.assertEqual((self.outcome.returncode, self.outcome.stderr), (0, ""))
        self.sets = {entry["name"]: entry for entry in json.loads(self.outcome.stdout)["sets"]}

    def once_more(self, *arguments):
        """A further evaluation, if it doesn't take minutes."""
        if self.seconds > PATIENCE:
            self.skipTest(f"an evaluation takes {self.seconds:.0f} s; set ASSAY_BINARY to an optimised program")
        return evaluate(*arguments)

    def test_every_folder_is_a_set_in_the_order_of_their_paths(self):
        self.assertEqual([entry["name"] for entry in json.loads(self.outcome.stdout)["sets"]], ["moved", "mesh"])

    def test_the_answer_satisfies_its_schema(self):
        validator = jsonschema.Draft202012Validator(closed(SCHEMA))
        self.assertEqual([error.message for error in validator.iter_errors(json.loads(self.outcome.stdout))], [])

    def test_nothing_false_is_proven(self):
        for name, entry in self.sets.items():
            with self.subTest(name):
                self.assertEqual(entry["truthInside"], {"fibre": 1, "vacuum": 1})
                self.assertEqual(entry["falseAccepts"], 0)
                self.assertEqual(entry["restrictedCleared"], 0)
                self.assertEqual(entry["delays"], {"tried": 3 * entry["targets"], "gained": 0})
                self.assertEqual((entry["liars"]["tried"], entry["liars"]["falseProofs"]), (600, 0))

    def test_counts_of_an_honest_mesh(self):
        mesh = self.sets["mesh"]
        counts = {key: mesh[key] for key in ("nodes", "pairs", "landmarks", "targets", "restrictedTargets")}
        self.assertEqual(
            counts, {"nodes": 14, "pairs": 182, "landmarks": 12, "targets": 14, "restrictedTargets": 2})
        self.assertEqual((mesh["suspectNodes"], mesh["impossiblePairs"], mesh["rowsOfUnknownNodes"]), ([], 0, 0))
        self.assertEqual((mesh["restricted"], mesh["placeErrorKm"]), ("cn", 1))

    def test_some_is_proven(self):
        mesh = self.sets["mesh"]
        # With all landmarks the order makes no difference.
        self.assertEqual(list(mesh["clearedOutside"]), ["12"])
        self.assertEqual(mesh["clearedOutside"], mesh["clearedOutsideKCentre"])
        self.assertGreater(mesh["clearedOutside"]["12"], mesh["clearedOutsideVacuum"])
        self.assertGreater(mesh["clearedOutsideVacuum"], 0)
        self.assertGreater(mesh["wrongClaimsRefuted"], 0.5)

    def test_a_relay_is_cleared_only_with_the_key_out_of_the_loop(self):
        relays = self.sets["mesh"]["relays"]
        self.assertEqual(relays["keyInLoop"], {"tried": 24, "cleared": 0})
        self.assertEqual(relays["keyOutOfLoop"]["tried"], 24)
        self.assertGreater(relays["keyOutOfLoop"]["cleared"], 0)

    def test_one_liar_fools_only_who_tolerates_none(self):
        self.assertGreater(self.sets["mesh"]["liars"]["falseProofsUntolerant"], 0)

    def test_one_key_in_two_places_is_noticed(self):
        self.assertGreater(self.sets["mesh"]["twoPlaces"]["detected"], 0)

    def test_every_target_of_a_mesh_is_estimated(self):
        estimate = self.sets["mesh"]["estimate"]
        self.assertEqual((estimate["tried"], estimate["statedProbability"]), (14, 0.8))
        self.assertLess(estimate["medianKm"], estimate["nearestLandmarkMedianKm"])
        distances = [knot["km"] for knot in estimate["calibration"]["knots"]]
        self.assertEqual(distances, sorted(distances))

    def test_a_moved_node_is_suspect_and_left_out(self):
        moved = self.sets["moved"]
        # London and Frankfurt, both ways. What Ashburn and Dubai saw may come from either place.
        self.assertEqual(moved["suspectNodes"], [{"id": "halifax", "name": "halifax", "impossiblePairs": 4}])
        self.assertEqual((moved["impossiblePairs"], moved["nodes"], moved["targets"]), (4, 5, 4))

    def test_what_could_not_be_judged_is_left_out(self):
        # Three landmarks a target are too few to estimate it, and nobody stands in the restricted set.
        moved = self.sets["moved"]
        self.assertEqual(moved["estimate"], {"tried": 0, "statedProbability": 0.8})
        self.assertEqual(moved["relays"]["keyInLoop"], {"tried": 0, "cleared": 0})

    def test_two_runs_give_the_same_bytes(self):
        self.assertEqual(self.once_more("--data", self.folder, "--format", "json").stdout, self.outcome.stdout)

    def test_other_formats(self):
        arguments = ("--data", self.folder / "moved", "--format")
        table, text, markdown = (self.once_more(*arguments, form) for form in ("table", "csv", "markdown"))
        for outcome in (table, text, markdown):
            self.assertEqual((outcome.returncode, outcome.stderr), (0, ""))
        note = "moved: halifax (halifax) can't be where it says: 4 impossible pairs; left out."
        self.assertIn(note, table.stdout)
        self.assertIn(note, markdown.stdout)
        rows = list(csv.reader(io.StringIO(text.stdout, newline="")))
        self.assertEqual(rows[0], ["measure", "moved"])
        self.assertIn(["wrong proofs", "0"], rows)
        self.assertEqual({len(row) for row in rows}, {2})
        lines = markdown.stdout.splitlines()
        self.assertEqual(lines[:2], ["| measure | moved |", "| --- | ---: |"])
        self.assertIn("| wrong proofs | 0 |", lines)

    def test_a_set_without_landmarks_has_null_for_truth(self):
        places = {name: CITIES[name] for name in ("beijing", "chengdu")}
        with tempfile.TemporaryDirectory() as folder:
            write_set(pathlib.Path(folder) / "inside", places, honest_times(places))
            outcome = self.once_more("--data", folder, "--format", "json")
        answer = json.loads(outcome.stdout)
        self.assertEqual([error.message for error in jsonschema.Draft202012Validator(SCHEMA).iter_errors(answer)], [])
        inside = answer["sets"][0]
        self.assertEqual((inside["landmarks"], inside["targets"], inside["pairs"]), (0, 0, 2))
        self.assertEqual(inside["truthInside"], {"fibre": None, "vacuum": None})
        self.assertNotIn("provenOwnCountry", inside)

    @unittest.skipUnless(DATA.is_dir(), "needs the folder of shared data: set ASSAY_DATA")
    def test_public_measurements(self):
        outcome = self.once_more("--data", DATA, "--format", "json")
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        sets = json.loads(outcome.stdout)["sets"]
        self.assertLessEqual({"azure-2026", "ripe-anchors-2018"}, {entry["name"] for entry in sets})
        for entry in sets:
            with self.subTest(entry["name"]):
                self.assertEqual(entry["truthInside"], {"fibre": 1, "vacuum": 1})
                wrong = [entry["falseAccepts"], entry["restrictedCleared"], entry["relays"]["keyInLoop"]["cleared"]]
                wrong += [entry["delays"]["gained"], entry["liars"]["falseProofs"]]
                self.assertEqual(wrong, [0] * 5)
                self.assertLess(entry["estimate"]["medianKm"], entry["estimate"]["nearestLandmarkMedianKm"])


class WrongInput(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.places = {name: CITIES[name] for name in ("singapore", "tokyo", "seoul")}
        self.mesh = self.folder / "mesh"
        write_set(self.mesh, self.places, honest_times(self.places))

    def assert_refused(self, message, *arguments):
        """Exit code 2, the message on stderr, nothing on stdout."""
        outcome = run(*arguments)
        self.assertEqual((outcome.returncode, outcome.stdout), (2, ""), outcome.stderr)
        self.assertIn(message, outcome.stderr)
        self.assertNotRegex(outcome.stderr, r"Fatal error|Error Domain=|Swift\.|0x[0-9a-f]{8}")

    def assert_file_refused(self, message, name, text):
        file = self.mesh / name
        kept = file.read_bytes()
        try:
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
            self.assert_refused(f"{file}{message}", "evaluate", "location", "--data", self.folder)
        finally:
            file.write_bytes(kept)

    def test_round_trips(self):
        good = times_text(honest_times(self.places)).splitlines()
        self.assertEqual(len(good), 7)
        for written in ("0", "-1", "nan", "inf", "soon", "", "1,5"):
            with self.subTest(written):
                lines = good[:3] + [f"singapore,tokyo,{written}"] + good[3:]
                found = "a row of 4 cells" if "," in written else f"rtt_ms ‘{written}’"
                self.assert_file_refused(f":4: found {found}; expected ", "rtts.csv", "\n".join(lines))
        for text, message in {
            "": ": found an empty file",
            "landmark,target,rtt_ms\n": ": found no round trip between two nodes",
            "landmark,target,rtt_ms\nsingapore,atlantis,5\n": ": found no round trip between two nodes",
            "landmark,target,rtt_ms\nsingapore,singapore,5\n": ": found no round trip between two nodes",
            "landmark,target,rtt_ms\natlantis,singapore,0\n": ":2: found rtt_ms ‘0’",
            "landmark;target;rtt_ms\nsingapore;tokyo;70\n": ":1: found the heading",
            "landmark,target,rtt_ms\n\"singapore,tokyo,70\n": ":2: found a quote that isn't closed",
        }.items():
            with self.subTest(text):
                self.assert_file_refused(message, "rtts.csv", text)

    def test_nodes(self):
        heading = "id,name,country,latitude,longitude\n"
        for text, message in {
            "": ": found an empty file",
            heading: ": found 0 nodes; expected at least two",
            heading + "a,,,1,2\n": ": found 1 nodes; expected at least two",
            heading + "a,,,1,2\nb,,,91,2\n": ":3: found latitude ‘91’",
            heading + "a,,,1,2\nb,,,1,-180.5\n": ":3: found longitude ‘-180.5’",
            heading + "a,,,1,2\nb,,,nan,2\n": ":3: found latitude ‘nan’",
            heading + "a,,,1,2\n\na,,,3,4\n": ":4: found id ‘a’",
            heading + "a,,,1,2\n,,,3,4\n": ":3: found id ‘’",
            heading + "a,,,1,2\nb,3,4\n": ":3: found a row of 3 cells; expected 5",
            heading.replace("latitude", "lat"): ":1: found the heading ‘id,name,country,lat,longitude’",
            heading + "".join(f"n{number},,,1,2\n" for number in range(1_001)): ":1002: found more than 1000 rows",
            heading.encode() + b"caf\xe9,,,1,2\n": ": found bytes that are not UTF-8",
        }.items():
            with self.subTest(text[:80]):
                self.assert_file_refused(message, "nodes.csv", text)

    def test_folders(self):
        def refused(message, path):
            with self.subTest(message):
                self.assert_refused(message, "evaluate", "location", "--data", path)

        refused("nowhere: found no such folder", self.folder / "nowhere")
        refused("nodes.csv: found no such folder", self.mesh / "nodes.csv")
        (self.folder / "empty").mkdir()
        refused("empty: found no nodes.csv and rtts.csv", self.folder / "empty")
        # Sets five folders deep aren't looked for.
        write_set(self.folder / "empty/1/2/3/4/5", self.places, honest_times(self.places))
        refused("empty: found no nodes.csv and rtts.csv", self.folder / "empty")
        # Half a set spoils the whole ones beside it.
        (self.folder / "half").mkdir()
        (self.folder / "half/nodes.csv").write_text(nodes_text(self.places))
        refused("half/rtts.csv: found no such file; expected rtts.csv beside nodes.csv", self.folder)
        (self.folder / "half/nodes.csv").rename(self.folder / "half/rtts.csv")
        refused("half/nodes.csv: found no such file; expected nodes.csv beside rtts.csv", self.folder)

    def test_options(self):
        for message, options in {
            "unknown country ‘zz’": ["--regions", "zz"],
            "unknown country group ‘D:9’; expected one of": ["--regions", "D:9"],
            "unknown country ‘’": ["--regions", "cn+"],
            "--place-error": ["--place-error", "-1"],
            "--place-error takes 0 to 1000 km": ["--place-error=-1"],
            "The value 'far' is invalid for '--place-error": ["--place-error", "far"],
            "--format": ["--format", "xml"],
        }.items():
            with self.subTest(message):
                self.assert_refused(message, "evaluate", "location", "--data", self.mesh, *options)

    def test_a_misspelt_command(self):
        self.assert_refused("Usage: assay evaluate", "evaluate", "locaton")
        self.assert_refused("locaton", "evaluate", "locaton")
        self.assert_refused("--data", "evaluate", "location")


if __name__ == "__main__":
    unittest.main()

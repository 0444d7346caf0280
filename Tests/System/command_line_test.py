"""The command line: answers in four formats, and wrong input met with a sentence."""

import concurrent.futures
import contextlib
import csv
import http.client
import io
import json
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import unittest

from program import BINARY, ROOT, Service, run

SYSTEMS = ["cloudmatrix-384", "gb200-nvl72", "hgx-h200"]
EXAMPLE = ROOT / "Examples/h200-to-johor.yaml"


class WrongInput(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))

    def write(self, name, content):
        (self.folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    def assert_bad_input(self, message, *arguments):
        """Exit code 2, the message on stderr, nothing on stdout, nothing written."""
        before = sorted(self.folder.rglob("*"))
        outcome = run(*arguments, cwd=self.folder)
        self.assertEqual(outcome.returncode, 2, outcome.stderr)
        self.assertIn(message, outcome.stderr)
        self.assertNotRegex(outcome.stderr, r"Fatal error|Error Domain=|Swift\.|0x[0-9a-f]{8}")
        self.assertEqual(outcome.stdout, "")
        self.assertEqual(sorted(self.folder.rglob("*")), before, "something was written")
        return outcome.stderr

    def test_names_that_nothing_has(self):
        for message, arguments in {
            "did you mean ‘nvidia-h20’": ["classify", "nvidia-h20x"],
            "did you mean ‘hgx-h200’": ["compare", "hgx-h200x", "--model", "deepseek-r1"],
            "did you mean ‘deepseek-r1’": ["compare", "hgx-h200", "--model", "deepseek-r1x"],
            "did you mean ‘nvidia-h200-sxm’": ["catalog", "show", "nvidia-h200-sxn"],
        }.items():
            with self.subTest(message):
                self.assert_bad_input(message, *arguments)

    def test_arguments_of_the_wrong_form(self):
        for message, arguments in {
            "--tpot": ["compare", "hgx-h200", "--model", "deepseek-r1", "--tpot", "50"],
            "10,000,000": ["compare", "hgx-h200", "--model", "deepseek-r1", "--input", "0"],
            "--port": ["serve", "--database", "a.sqlite", "--port", "65536"],
            "--format": ["classify", "nvidia-h20", "--format", "xml"],
            "--database": ["serve"],
            "<file>": ["screen"],
            "bogus": ["bogus"],
            "Unexpected argument 'landmrk'": ["landmrk"],
        }.items():
            with self.subTest(message):
                self.assert_bad_input(message, *arguments)

    def test_arguments_of_sessions(self):
        verifier = ["--verifier", "ab" * 32]
        landmark = ["landmark", "--id", "x", "--key", "x.key"]
        agent = ["agent", "--key", "x.key"]
        serve = ["serve", "--database", "a.sqlite"]
        for arguments, message in (
            (["landmark", "--key", "x.key", *verifier], "--id"),
            (["landmark", "--id", "x", *verifier], "--key"),
            (["landmark", "--id", "", "--key", "x.key", *verifier], "--id takes 1 to 64 bytes"),
            (["landmark", "--id", "x" * 65, "--key", "x.key", *verifier], "--id takes 1 to 64 bytes"),
            (landmark, "at least one --verifier"),
            ([*landmark, "--verifier", "12"], "--verifier takes 64 hexadecimal digits"),
            ([*landmark, "--verifier", "xy" * 32], "--verifier takes 64 hexadecimal digits"),
            ([*landmark, *verifier, "--verifier", "ab" * 33], "--verifier takes 64 hexadecimal digits"),
            ([*landmark, *verifier, "--listen", "localhost:4701"], "--listen takes an IPv4 address and a port"),
            ([*landmark, *verifier, "--listen", "127.0.0.1"], "--listen takes an IPv4 address and a port"),
            ([*landmark, *verifier, "--listen", "127.0.0.1:65536"], "--listen takes an IPv4 address and a port"),
            ([*landmark, *verifier, "--clock", "sundial"], "'kernel' and 'process'"),
            (["agent", "--service", "http://127.0.0.1:1"], "--key"),
            (agent, "--service is needed"),
            ([*agent, "--service", "http://127.0.0.1:1", "--interval", "0"], "--interval takes 1 or more seconds"),
            ([*agent, "--service", "http://127.0.0.1:1", "--limit", "0"], "--limit takes 1 or more seconds"),
            ([*serve, "--rounds", "0"], "--rounds takes 1 to 64"),
            ([*serve, "--rounds", "65"], "--rounds takes 1 to 64"),
            ([*serve, "--pause", "0"], "--pause takes 1 to 3600000 milliseconds"),
            ([*serve, "--session-lifetime", "0"], "--session-lifetime takes 1 to 604800 seconds"),
            ([*serve, "--session-lifetime", "604801"], "--session-lifetime takes 1 to 604800 seconds"),
            ([*serve, "--rounds", "64", "--pause", "60000"], "raise --session-lifetime"),
            ([*serve, "--landmarks", "missing.yaml"], "missing.yaml: found no such file"),
        ):
            with self.subTest(arguments):
                self.assert_bad_input(message, *arguments)

    def test_an_agent_that_reaches_no_service(self):
        run("agent", "--key", "device.key", "--show-identity", cwd=self.folder)
        for address, message in {
            "nowhere": "‘nowhere’ is no address of a service",
            "ftp://127.0.0.1:1": "‘ftp://127.0.0.1:1’ is no address of a service",
            "": "‘’ is no address of a service",
            "http://127.0.0.1:1": "http://127.0.0.1:1 can't be reached: ",
        }.items():
            with self.subTest(address):
                self.assert_bad_input(message, "agent", "--key", "device.key", "--service", address, "--once")

    def test_key_files(self):
        self.write("empty.key", "")
        self.write("short.key", bytes(31))
        self.write("long.key", bytes(33))
        (self.folder / "folder").mkdir()
        for owner, arguments in {
            "landmark": ["landmark", "--id", "x", "--show-key", "--key"],
            "device": ["agent", "--show-identity", "--key"],
        }.items():
            for name, message in {
                "empty.key": "is there but holds no key of 32 bytes",
                "short.key": "is there but holds no key of 32 bytes",
                "long.key": "is there but holds no key of 32 bytes",
                "folder": "can't be read",
                "missing/x.key": "can't be written",
            }.items():
                with self.subTest(owner, name=name):
                    self.assert_bad_input(f"{name}: the {owner}'s key file {message}", *arguments, name)
        self.write("a.sqlite.verifier-key", "")
        self.assert_bad_input(
            "a.sqlite.verifier-key: the verifier's key file is there but holds no key of 32 bytes",
            "serve", "--database", "a.sqlite", "--show-key")

    def test_a_key_is_made_once_for_its_owner_alone(self):
        for name, arguments in {
            "x.key": ["landmark", "--id", "x", "--key", "x.key", "--show-key"],
            "y.key": ["agent", "--key", "y.key", "--show-identity"],
            "a.sqlite.verifier-key": ["serve", "--database", "a.sqlite", "--show-key"],
        }.items():
            with self.subTest(name):
                outcomes = [run(*arguments, cwd=self.folder) for _ in range(2)]
                self.assertEqual([(outcome.returncode, outcome.stderr) for outcome in outcomes], [(0, "")] * 2)
                self.assertEqual(outcomes[0].stdout, outcomes[1].stdout)
                self.assertEqual((self.folder / name).stat().st_mode & 0o777, 0o600)
        self.assertFalse((self.folder / "a.sqlite").exists())

    def test_landmark_files(self):
        key = run("landmark", "--id", "x", "--key", self.folder / "x.key", "--show-key").stdout.strip()
        usual = {
            "id": "johor", "latitude": 1.49, "longitude": 103.74, "error": 10, "address": "127.0.0.1:4701", "key": key}

        def row(**changes):
            fields = usual | changes
            return "- { %s }\n" % ", ".join(f'{key}: "{value}"' for key, value in fields.items() if value is not None)

        cases = {
            "colour": (row(colour="red"), 1, "found the unknown key ‘colour’"),
            "latitude": (row(id="a") + row(latitude=91), 2, "expected a number from -90"),
            "longitude": ("\n" + row(longitude=-181), 2, "expected a number from -180"),
            "error": (row(error=-1), 1, "expected a number from 0"),
            "text": (row(latitude="north"), 1, "found ‘north’; expected a number for latitude"),
            "id": (row(id=""), 1, "found nothing; expected 1 to 64 characters for id"),
            "twice": (row() + row(), 2, "found the id ‘johor’ a second time"),
            "short-key": (row(key="00"), 1, "found no Ed25519 public key; expected 64 hexadecimal digits"),
            "name": (row(address="localhost:4701"), 1, "found ‘localhost:4701’; expected an IPv4 address and port"),
            "ipv6": (row(address="[::1]:4701"), 1, "expected an IPv4 address and port"),
            "tab": ("- id: a\n\tlatitude: 1\n", 2, "found a tab"),
            "mapping": ("id: x\n", 1, "expected a list"),
            "words": ("- just text\n", 1, "expected a mapping"),
            "no-key": (row(id="a") + row(key=None), 2, "without ‘key’"),
            "no-error": (row(id="a") + row(error=None), 2, "without ‘error’"),
        }
        for name, (text, *_) in cases.items():
            self.write(f"{name}.yaml", text)
        before = sorted(self.folder.rglob("*"))
        with concurrent.futures.ThreadPoolExecutor(max_workers=4) as pool:
            serve = ["serve", "--database", "a.sqlite", "--landmarks"]
            outcomes = pool.map(lambda name: run(*serve, f"{name}.yaml", cwd=self.folder), cases)
        for (name, (_, line, message)), outcome in zip(cases.items(), outcomes):
            with self.subTest(name):
                self.assertEqual((outcome.returncode, outcome.stdout), (2, ""))
                self.assertIn(f"assay: {name}.yaml:{line}: found ", outcome.stderr)
                self.assertIn(message, outcome.stderr)
        self.assertEqual(sorted(self.folder.rglob("*")), before, "something was written")

    def test_consignment_files(self):
        text = EXAMPLE.read_text()
        line = text[:text.index("exportedFrom:")].count("\n") + 1
        (self.folder / "huge.yaml").touch()
        with open(self.folder / "huge.yaml", "r+b") as file:
            file.truncate(100 << 20)
        (self.folder / "folder").mkdir()
        cases = {
            self.write("tab.yaml", "id: x\n\ttitle: y\n"): "tab.yaml:2: found a tab",
            self.write("misspelt.yaml", text.replace("exportedFrom:", "exportedForm:")): f"misspelt.yaml:{line}: ",
            self.write("twice.yaml", text + "\nid: again\n"): "twice.yaml:",
            self.write("chip.yaml", text.replace("hgx-h200", "hgx-h20x")): "did you mean",
            self.write("empty.yaml", ""): "empty.yaml: found an empty file",
            self.write("latin.yaml", b"title: caf\xe9\n"): "latin.yaml: found bytes that are not UTF-8",
            "huge.yaml": "huge.yaml: found more than",
            "folder": "folder: found a folder",
            "missing.yaml": "missing.yaml: found no such file",
        }
        for name, message in cases.items():
            with self.subTest(name):
                self.assert_bad_input(message, "screen", name)
        # Every file is read before anything is written.
        for name in ("tab.yaml", "chip.yaml", "missing.yaml"):
            with self.subTest(name, command="serve"):
                self.assert_bad_input(
                    cases[name], "serve", "--database", "new.sqlite", "--consignment", name, "--port", "0")

    def test_evidence_files(self):
        (self.folder / "folder").mkdir()
        with open(self.folder / "huge.der", "wb") as file:
            file.truncate(100 << 20)
        for name, message in {
            self.write("empty.der", ""): "empty.der: found an empty file",
            self.write("list.json", "[]"): "list.json: found ",
            "huge.der": "huge.der: found more than",
            "folder": "folder: found a folder",
            "missing.der": "missing.der: found no such file",
        }.items():
            with self.subTest(name):
                self.assert_bad_input(message, "verify", name)

    def test_a_figure_without_a_source(self):
        shutil.copytree(ROOT / "Catalog", self.folder / "Catalog")
        path = "Catalog/accelerators/nvidia-h20.yaml"
        text = (self.folder / path).read_text()
        found = re.search(r" source: [^,}]+,", text)
        (self.folder / path).write_text(text[:found.start()] + text[found.end():])
        line = text[:found.start()].count("\n") + 1
        self.assertEqual(run("catalog", "check", ROOT / "Catalog").returncode, 0)
        self.assert_bad_input(f"{path}:{line}: ", "catalog", "check", "Catalog")

    def test_a_port_that_is_taken(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
            for command in ("serve", "demo"):
                with self.subTest(command):
                    complaint = self.assert_bad_input(
                        f"127.0.0.1:{port}", command, "--database", f"{command}.sqlite", "--port", port)
                    self.assertIn("in use", complaint)
        run("landmark", "--id", "x", "--key", self.folder / "x.key", "--show-key")
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
            listener.bind(("127.0.0.1", 0))
            address = "127.0.0.1:%d" % listener.getsockname()[1]
            complaint = self.assert_bad_input(
                address, "landmark", "--id", "x", "--key", "x.key", "--verifier", "ab" * 32, "--listen", address)
            self.assertIn("in use", complaint)

    def test_a_database_that_cannot_be_used(self):
        self.write("text.sqlite", "This is a text and no database, however long one makes it.\n" * 40)
        for command, path in (
            ("serve", "missing/assay.sqlite"), ("demo", "missing/assay.sqlite"), ("serve", "text.sqlite"),
            ("serve", "."),
        ):
            with self.subTest(command, path=path):
                self.assert_bad_input(
                    f"{path}: can't be used as the database", command, "--database", path, "--port", "0")


class Answers(unittest.TestCase):
    def answer(self, *arguments):
        outcome = run(*arguments, "--format", "json")
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        return json.loads(outcome.stdout)

    def test_compare(self):
        answer = self.answer("compare", *SYSTEMS, "--model", "deepseek-r1")
        self.assertEqual(self.answer("compare", *SYSTEMS, "--model", "deepseek-r1"), answer)
        self.assertEqual([system["id"] for system in answer["systems"]], SYSTEMS)
        self.assertEqual([system["accelerators"] for system in answer["systems"]], [384, 72, 8])
        for system in answer["systems"]:
            for phase in (system["prefill"], system["decode"]):
                for key in ("tokensPerSecond", "tokensPerSecondPerAccelerator", "tokensPerJoule"):
                    self.assertGreater(phase[key]["low"], 0)
                    self.assertLessEqual(phase[key]["low"], phase[key]["best"])
                    self.assertLessEqual(phase[key]["best"], phase[key]["high"])
                whole, one = (phase[key]["best"] for key in ("tokensPerSecond", "tokensPerSecondPerAccelerator"))
                self.assertAlmostEqual(whole / one, system["accelerators"], places=6)
                self.assertTrue(phase["deployment"])
                self.assertTrue(phase["bottleneck"])

    def test_a_system_that_cannot_answer_gives_exit_code_1_and_a_reason(self):
        outcome = run("compare", "hgx-h20", "--model", "deepseek-r1", "--format", "json")
        self.assertEqual(outcome.returncode, 1)
        self.assertTrue(json.loads(outcome.stdout)["systems"][0]["decode"]["reason"])

    def test_classify(self):
        answer = self.answer("classify", "nvidia-h200-sxm")
        self.assertEqual((answer["id"], answer["tpp"]), ("nvidia-h200-sxm", 15832))
        self.assertAlmostEqual(answer["performanceDensity"], 15832 / 814, places=6)
        self.assertEqual(
            set(answer["answers"]), {"us2022", "us2023", "letter2025", "china2026", "section232"})
        for given in answer["answers"].values():
            self.assertTrue(given["answer"])
            self.assertTrue(given["citations"])
            for citation in given["citations"]:
                self.assertRegex(citation["url"], "^https?://")

    def test_screen(self):
        answer = self.answer("screen", EXAMPLE)
        self.assertTrue(answer["layers"])
        for layer in answer["layers"]:
            for key in ("layer", "answer", "citations", "conditions", "missing"):
                self.assertIn(key, layer)
            asked = {condition["id"] for condition in layer["conditions"]}
            self.assertLessEqual(set(layer["missing"]), asked)

    def test_csv_and_markdown_have_a_heading_row(self):
        for arguments, heading in {
            ("compare", "hgx-h200", "--model", "deepseek-r1"): ["system", "phase", "tokens/s", "per accelerator"],
            ("classify", "nvidia-h20"): ["question", "answer", "missing", "citations"],
            ("screen", EXAMPLE): ["layer", "answer", "status", "citations"],
            ("catalog", "list", "systems"): ["kind", "id", "name"],
        }.items():
            with self.subTest(arguments):
                printed = [run(*arguments, "--format", form) for form in ("csv", "markdown")]
                self.assertEqual([(outcome.returncode, outcome.stderr) for outcome in printed], [(0, "")] * 2)
                rows = list(csv.reader(io.StringIO(printed[0].stdout, newline="")))
                self.assertEqual(rows[0][:len(heading)], heading)
                self.assertGreater(len(rows), 1)
                self.assertEqual({len(row) for row in rows}, {len(rows[0])})
                lines = printed[1].stdout.splitlines()
                self.assertEqual(lines[0], "| " + " | ".join(rows[0]) + " |")
                self.assertRegex(lines[1], r"^\|( -{3}:? \|)+$")

    def test_the_catalogue_as_json(self):
        for arguments in (["list"], ["show", "nvidia-h20"], ["check"], ["sources"]):
            with self.subTest(arguments):
                self.assertTrue(self.answer("catalog", *arguments))

    def test_help_of_every_command(self):
        for command in (
            "", "compare", "classify", "screen", "verify", "catalog", "catalog list", "catalog show", "catalog check",
            "catalog sources", "evaluate", "evaluate location", "serve", "landmark", "agent", "demo",
        ):
            with self.subTest(command):
                outcome = run(*command.split(), "--help")
                self.assertEqual((outcome.returncode, outcome.stderr), (0, ""))
                self.assertIn(f"USAGE: {' '.join(['assay', *command.split()])}", outcome.stdout)
        self.assertRegex(run("--version").stdout, r"^\d+\.\d+\.\d+\n$")


class Ending(unittest.TestCase):
    def setUp(self):
        self.database = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory())) / "assay.sqlite"

    def test_control_c_ends_the_service(self):
        with Service("serve", self.database) as serve, contextlib.closing(
            http.client.HTTPConnection("127.0.0.1", serve.port)
        ) as idle:
            # A browser keeps its connection; that must not hold the service up.
            idle.request("GET", "/")
            idle.getresponse().read()
            code, seconds = serve.stop()
            self.assertEqual(code, 0, serve.complaints)
            self.assertLess(seconds, 5)
            self.assertEqual(serve.complaints, [])

    def test_control_c_ends_the_demonstration(self):
        # Right after the start, too: while the devices ask for their first sessions. That moment is short.
        for wait in (0, 0, 0, 1):
            with Service("demo", self.database) as demo:
                time.sleep(wait)
                code, seconds = demo.stop()
                self.assertEqual(code, 0, demo.complaints)
                self.assertLess(seconds, 5)
                self.assertEqual(demo.complaints, [])
                self.assertNotIn("Error Domain", "\n".join(demo.lines))

    def test_a_reader_that_goes_away(self):
        for arguments in (["catalog", "list"], ["catalog", "sources", "--format", "json"]):
            with self.subTest(arguments):
                with subprocess.Popen(
                    [BINARY, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
                ) as process:
                    self.assertTrue(process.stdout.readline())
                    process.stdout.close()
                    complaints = process.stderr.read()
                self.assertIn(process.returncode, (0, -signal.SIGPIPE))
                self.assertEqual(complaints, "")


if __name__ == "__main__":
    unittest.main()

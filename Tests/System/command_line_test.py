"""The command line: answers in four formats, and wrong input met with a sentence."""

import contextlib
import csv
import hashlib
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

from bad_input import BadInput
from program import BINARY, ROOT, Service, run

SYSTEMS = ["cloudmatrix-384", "gb200-nvl72", "hgx-h200"]
EXAMPLE = ROOT / "Examples/h200-to-johor.yaml"


class WrongInput(BadInput):
    def test_names_that_nothing_has(self):
        for message, arguments in {
            "did you mean ‘nvidia-h20’": ["classify", "nvidia-h20x"],
            "did you mean ‘hgx-h200’": ["compare", "hgx-h200x", "--model", "deepseek-r1"],
            "did you mean ‘deepseek-r1’": ["compare", "hgx-h200", "--model", "deepseek-r1x"],
            "did you mean ‘nvidia-h200-sxm’": ["catalog", "show", "nvidia-h200-sxn"],
            "did you mean ‘us-review-2026’": ["rules", "show", "us-reveiw-2026"],
            "did you mean ‘us-bill-gain’": ["screen", EXAMPLE, "--what-if", "us-bill-gian"],
            "takes bills": ["screen", EXAMPLE, "--what-if", "us-review-2026"],
            "such as us-affiliates-2025=stayed": ["screen", EXAMPLE, "--assume", "us-affiliates-2025"],
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
            "is in English": ["papers", EXAMPLE, "--kind", "us-checklist", "--language", "zh"],
            "'fr' is invalid": ["papers", EXAMPLE, "--kind", "cn-justification", "--language", "fr"],
            "'us-list' is invalid": ["papers", EXAMPLE, "--kind", "us-list"],
            "--kind": ["papers", EXAMPLE],
            "a name or --file is needed": ["parties", "screen"],
            "codes such as cn": ["parties", "screen", "Huawei", "--country", "china"],
            "takes 0.5 to 1": ["parties", "screen", "Huawei", "--threshold", "80"],
            "no kept screening list": ["parties", "screen", "Huawei", "--store", "/nowhere"],
            "isn't JSON": ["parties", "screen", "Huawei", "--list", EXAMPLE],
            "the unknown key ‘id’": ["parties", "ownership", EXAMPLE, "--stated-only"],
            "bogus": ["bogus"],
            "Unexpected argument 'landmrk'": ["landmrk"],
        }.items():
            with self.subTest(message):
                self.assert_bad_input(message, *arguments)

    def test_rules_with_mistakes(self):
        rules = self.folder / "Rules"
        shutil.copytree(ROOT / "Rules", rules)
        for name, part, instead in [
            ("us-section-232-2026.yaml", "kind: rule", "kind: rumour"),
            ("my-strategic-trade.yaml", "fact: destination", "fact: destinaton"),
        ]:
            text = (rules / name).read_text()
            self.assertIn(part, text)
            (rules / name).write_text(text.replace(part, instead, 1))
        complaint = self.assert_bad_input("my-strategic-trade.yaml:", "rules", "check", rules)
        self.assertIn("us-section-232-2026.yaml:", complaint)
        self.assertIn("did you mean ‘destination’", complaint)
        outcome = run("rules", "check", rules, "--format", "json")
        self.assertEqual(outcome.returncode, 2)
        self.assertEqual(len(json.loads(outcome.stdout)["problems"]), 2)

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

    def test_measurements(self):
        (self.folder / "empty").mkdir()
        (self.folder / "data").mkdir()
        huge = self.folder / "data/inferencex_points.csv"
        huge.touch()
        with open(huge, "r+b") as file:
            file.truncate(1 << 30)
        for message, arguments in {
            "found no measurements": ["evaluate", "capability", "--data", self.folder / "empty"],
            "found no such folder": ["evaluate", "capability", "--data", self.folder / "none"],
            "inferencex_points.csv: ": ["evaluate", "capability", "--data", self.folder / "data"],
            "found no folder that can be written to": ["calibrate", "--data", self.folder, "--output", huge],
        }.items():
            with self.subTest(message):
                self.assert_bad_input(message, *arguments)

    def test_a_chart_that_cannot_be_written(self):
        self.assert_bad_input(
            "chart.svg: found a file that can't be written", "compare", "hgx-h200", "--model", "deepseek-r1",
            "--chart", self.folder / "none/chart.svg")

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

    def test_compare_explains(self):
        arguments = ["compare", "gb200-nvl72", "hgx-h200", "--model", "deepseek-r1"]
        answer = self.answer(*arguments, "--explain")
        estimates = [self.answer("estimate", name, "--model", "deepseek-r1") for name in arguments[1:3]]
        self.assertEqual(answer.pop("explanations"), estimates)
        self.assertEqual(answer, self.answer(*arguments))
        explained = run(*arguments, "--explain").stdout
        for name in arguments[1:3]:
            self.assertIn(f"{name}: One decode step, operator by operator", explained)
        brief = run("estimate", "hgx-h200", "--model", "deepseek-r1", "--no-explain").stdout
        self.assertIn("output tokens/s", brief)
        self.assertNotIn("operator by operator", brief)

    def test_a_system_that_cannot_answer_gives_exit_code_1_and_a_reason(self):
        outcome = run("compare", "hgx-h100", "--model", "deepseek-r1", "--format", "json")
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

    def test_screen_answers_as_of_two_dates_and_what_if(self):
        example = ROOT / "Examples/training-abroad.yaml"
        answer = self.answer("screen", example)
        self.assertEqual(answer["decision"]["answer"], {"answer": "no"})
        self.assertEqual(answer["decision"]["outcome"], "free")
        enacted = self.answer("screen", example, "--what-if", "us-bill-remote-access")
        self.assertEqual(enacted["decision"]["licence"], {"answer": "yes"})
        self.assertEqual(enacted["whatIf"], ["us-bill-remote-access"])
        before = self.answer("screen", EXAMPLE, "--on", "1990-01-01")
        self.assertEqual(before["layers"], [])
        self.assertEqual(before["decision"]["answer"], {"answer": "no"})
        known = self.answer("screen", EXAMPLE, "--known", "2025-12-31")
        self.assertEqual(known["known"], "2025-12-31")
        self.assertNotIn("us-review-2026", [layer["instrument"] for layer in known["layers"]])
        explained = self.answer("screen", EXAMPLE, "--explain")
        self.assertIn("headquarters", [change["fact"] for change in explained["changes"]])

    def test_screen_tells_what_is_missing(self):
        outcome = run("screen", ROOT / "Examples/mlu370-missing-figures.yaml", "--format", "json")
        self.assertEqual(outcome.returncode, 1)
        decision = json.loads(outcome.stdout)["decision"]
        self.assertEqual(decision["answer"], {"answer": "insufficientData", "fields": ["performanceDensity"]})

    def test_rules(self):
        listed = self.answer("rules", "list")["instruments"]
        self.assertEqual(len(listed), len(list((ROOT / "Rules").glob("*.yaml"))) - 2)
        shown = self.answer("rules", "show", "us-affiliates-2025", "--on", "2026-11-22")
        self.assertEqual(shown["status"], "unconfirmed")
        self.assertEqual(self.answer("rules", "check")["problems"], [])
        days = ["--from", "2026-12-31", "--to", "2027-01-01"]
        changed = self.answer("rules", "diff", *days)["differences"]
        self.assertEqual({change["subject"] for change in changed}, {"us-foundry-2025"})
        self.assertEqual(self.answer("rules", "diff", *days, EXAMPLE)["differences"], [])

    def test_chips_from_a_table(self):
        with tempfile.TemporaryDirectory() as folder:
            table = pathlib.Path(folder) / "chips.csv"
            table.write_text(
                "chip,tops_dense,tpp,logic_die_mm2,pd,datacenter,dram_bw_gbs,io_bw_gbs,rule_2023_10\n"
                "NVIDIA H20,FP8=296,2368,814,2.909,1,4000,1028,none\n"
                "NVIDIA L40,FP8=362.05,,609,,1,864,64,none\n")
            chips = self.answer("classify", table, "--on", "2026-11-22")["chips"]
            self.assertEqual([chip["answers"]["us2023"] for chip in chips], ["none", "3A090.b.1"])
            outcome = run("evaluate", "controls", "--data", table, "--format", "json")
            self.assertEqual(outcome.returncode, 1)
            evaluation = json.loads(outcome.stdout)
            self.assertEqual((evaluation["rows"], evaluation["matched"]), (2, 1))
            self.assertEqual(
                evaluation["mismatches"],
                [{"chip": "NVIDIA L40", "column": "rule_2023_10", "expected": "none", "got": "3A090.b.1", "line": 3}])

    def test_a_chip_of_ones_own(self):
        """A file in the catalogue's form is classed as the catalogue's own entry is."""
        named = self.answer("classify", "nvidia-h20", "--on", "2026-11-22")
        filed = self.answer("classify", ROOT / "Catalog/accelerators/nvidia-h20.yaml", "--on", "2026-11-22")
        self.assertEqual(filed, named)

    def test_parties(self):
        """A list in its published form is kept, asked, and outlives a broken one."""
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            published = folder / "consolidated.json"
            published.write_text(json.dumps({"results": [
                {"name": "Lanternfish Cloud Co., Ltd.", "source": "Entity List (EL) - Bureau of Industry and Security",
                 "alt_names": ["Denglongyu"], "federal_register_notice": "84 FR 1", "license_policy": "Presumption of denial"},
                {"name": "Kelapa Holding", "source": "Specially Designated Nationals (SDN) - Treasury Department"},
            ]}))
            store = ["--store", folder / "kept"]
            kept = json.loads(run("parties", "update", "--from", published, *store, "--format", "json").stdout)
            self.assertEqual(kept["countsBySource"], {"EL": 1, "SDN": 1})
            published.write_text('{"results": [')
            broken = run("parties", "update", "--from", published, *store)
            self.assertEqual(broken.returncode, 2)
            self.assertIn("is kept", broken.stderr)
            found = run("parties", "screen", "Lanternfish Clouds Limited", "Meadowlark", *store, "--format", "json")
            self.assertEqual(found.returncode, 1)
            answers = json.loads(found.stdout)["answers"]
            self.assertEqual([answer["hitCount"] for answer in answers], [1, 0])
            self.assertEqual(answers[0]["hits"][0]["list"], "EL")
            self.assertIn("not clearance", answers[1]["note"])
            screened = run("screen", ROOT / "Examples/h200-to-shenzhen.yaml", "--parties", *store, "--format", "json")
            self.assertEqual(screened.returncode, 1)
            answer = json.loads(screened.stdout)
            self.assertEqual(answer["parties"]["findings"]["endUserLists"], ["EL"])
            self.assertEqual(answer["decision"]["outcome"], "barred")
            owners = ["--ownership", ROOT / "Examples/parties/ownership.yaml", *store]
            owned = run("screen", ROOT / "Examples/h200-to-johor.yaml", *owners, "--format", "json")
            self.assertEqual(json.loads(owned.stdout)["parties"]["ownership"]["affiliates"]["share"], 55)
            others = run("screen", ROOT / "Examples/h200-to-shenzhen.yaml", *owners)
            self.assertEqual(others.returncode, 2)
            self.assertIn("expected those of the end user", others.stderr)

    def test_papers(self):
        for kind, title in {"us-checklist": "Checklist", "cn-justification": "Justification"}.items():
            with self.subTest(kind):
                outcome = run("papers", EXAMPLE, "--kind", kind, "--format", "json")
                self.assertEqual((outcome.returncode, outcome.stderr), (1, ""))
                stamp = json.loads(outcome.stdout)["stamp"]
                for digest in (stamp["rulebook"], stamp["catalogue"]):
                    self.assertRegex(digest, "^[0-9a-f]{64}$")
                for form, start in {"markdown": f"# {title}", "html": "<!DOCTYPE html>"}.items():
                    printed = [run("papers", EXAMPLE, "--kind", kind, "--format", form) for _ in range(2)]
                    self.assertTrue(printed[0].stdout.startswith(start))
                    self.assertIn(stamp["rulebook"], printed[0].stdout)
                    self.assertEqual(printed[0].stdout, printed[1].stdout)
        chinese = run("papers", EXAMPLE, "--kind", "cn-justification", "--language", "zh").stdout
        self.assertIn("国产", chinese)
        self.assertIn(stamp["catalogue"], chinese)

    def test_the_rulebook_digest_is_what_sha256sum_says(self):
        lines = "".join(
            f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
            for path in sorted((ROOT / "Rules").glob("*.yaml"), key=lambda path: path.name.encode()))
        paper = json.loads(run("papers", EXAMPLE, "--kind", "us-checklist", "--format", "json").stdout)
        self.assertEqual(paper["stamp"]["rulebook"], hashlib.sha256(lines.encode()).hexdigest())

    def test_csv_and_markdown_have_a_heading_row(self):
        for arguments, heading in {
            ("compare", "hgx-h200", "--model", "deepseek-r1"): ["system", "phase", "tokens/s", "per accelerator"],
            ("classify", "nvidia-h20"): ["question", "answer", "missing", "citations"],
            ("screen", EXAMPLE): ["layer", "answer", "status", "citations"],
            ("rules", "list"): ["layer", "id", "status"],
            ("rules", "show", "us-section-232-2026"): ["rule", "title", "answer"],
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
            "", "compare", "estimate", "calibrate", "classify", "screen", "papers", "rules", "rules list",
            "rules show", "rules check", "rules diff", "evaluate controls", "parties", "parties screen", "parties ownership",
            "parties update", "parties list", "evaluate screening", "verify", "catalog", "catalog list", "catalog show", "catalog check",
            "catalog sources", "evaluate", "evaluate capability", "evaluate location", "serve", "landmark", "agent", "demo",
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

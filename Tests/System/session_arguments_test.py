"""The commands of sessions met with wrong arguments, keys and files of landmarks."""

import concurrent.futures
import socket
import unittest

from bad_input import BadInput
from program import run


class SessionArguments(BadInput):
    def test_arguments(self):
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
        key, other = (
            run("landmark", "--id", "x", "--key", self.folder / file, "--show-key").stdout.strip()
            for file in ("x.key", "y.key"))
        usual = {
            "id": "johor", "latitude": 1.49, "longitude": 103.74, "error": 10, "address": "127.0.0.1:4701", "key": key}

        def row(**changes):
            fields = usual | changes
            return "- { %s }\n" % ", ".join(f'{key}: "{value}"' for key, value in fields.items() if value is not None)

        cases = {
            "colour": (row(colour="red"), 1, "found the unknown key ‘colour’"),
            "latitude": ("\n" + row(latitude=91), 2, "expected a number from -90"),
            "error": (row(error=-1), 1, "expected a number from 0"),
            "text": (row(latitude="north"), 1, "found ‘north’; expected a number for latitude"),
            "id": (row(id=""), 1, "found nothing; expected 1 to 64 characters for id"),
            "twice": (row() + row(), 2, "found the id ‘johor’ a second time"),
            "same-key": (row() + row(id="b", address="127.0.0.1:2"), 2, "found the key of ‘b’ a second time"),
            "same-address": (row() + row(id="b", key=other), 2, "found the address of ‘b’ a second time"),
            "short-key": (row(key="00"), 1, "found no Ed25519 public key; expected 64 hexadecimal digits"),
            "name": (row(address="localhost:4701"), 1, "found ‘localhost:4701’; expected an IPv4 address and port"),
            "tab": ("- id: a\n\tlatitude: 1\n", 2, "found a tab"),
            "mapping": ("id: x\n", 1, "expected a list"),
            "no-key": (row(id="a") + row(key=None), 2, "without ‘key’"),
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

    def test_an_address_that_is_taken(self):
        run("landmark", "--id", "x", "--key", self.folder / "x.key", "--show-key")
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
            listener.bind(("127.0.0.1", 0))
            address = "127.0.0.1:%d" % listener.getsockname()[1]
            complaint = self.assert_bad_input(
                address, "landmark", "--id", "x", "--key", "x.key", "--verifier", "ab" * 32, "--listen", address)
            self.assertIn("in use", complaint)


if __name__ == "__main__":
    unittest.main()

"""Wrong input: what every test of it expects."""

import pathlib
import tempfile
import unittest

from program import run


class BadInput(unittest.TestCase):
    """Tests in a folder of their own."""

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

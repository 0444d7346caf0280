"""What the program says it accepted is there after `kill -9`."""

import contextlib
import os
import pathlib
import signal
import sqlite3
import tempfile
import unittest

from program import Service, wait_for


class Durability(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.database = self.folder / "assay.sqlite"

    def run_and_kill(self, count):
        """Runs the demonstration until it accepted so many, then kills it; what it printed as accepted."""
        with Service("demo", self.database) as demo:
            wait_for(lambda: len(demo.accepted()) >= count, 60, f"{count} accepted", pause=0.01)
            os.kill(demo.process.pid, signal.SIGKILL)
            demo.process.wait()
            demo.join()
            self.assertEqual(demo.process.returncode, -signal.SIGKILL)
            return demo.accepted()

    def check_ledger(self, rows, accepted):
        digests = [row["digest"] for row in rows]
        for digest in accepted:
            self.assertEqual(digests.count(digest), 1, f"{digest} was printed as accepted")
        self.assertEqual(len(set(digests)), len(digests), "a digest stands twice")
        self.assertEqual([row["leaf"] for row in rows], list(range(len(rows))))

    def check_integrity(self):
        with contextlib.closing(sqlite3.connect(self.database)) as database:
            self.assertEqual(database.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
            self.assertEqual(database.execute("PRAGMA foreign_key_check").fetchall(), [])
            unanswered = "SELECT digest FROM evidence WHERE digest NOT IN (SELECT digest FROM verdict)"
            self.assertEqual(database.execute(unanswered).fetchall(), [], "evidence without its verdict")

    def test_accepted_evidence_survives_kill_nine(self):
        # The first kill falls while the second device submits; the second run begins where that one ended.
        accepted = self.run_and_kill(1)
        accepted += self.run_and_kill(2)
        self.assertGreaterEqual(len(accepted), 3)
        with Service("serve", self.database) as serve:
            before = serve.json("/api/v1/evidence")["evidence"]
            self.check_ledger(before, accepted)
            devices = {device["id"] for device in serve.devices().values()}
            self.assertEqual(len(devices), 3)
            self.assertEqual(serve.stop()[0], 0)
        self.check_integrity()

        with Service("demo", self.database) as demo:
            after = demo.json("/api/v1/evidence")["evidence"]
            self.check_ledger(after, accepted)
            self.assertEqual(after[:len(before)], before, "the ledger only grows")
            again = demo.json("/api/v1/devices")["devices"]
            self.assertEqual(len(again), 3)
            self.assertEqual({device["id"] for device in again}, devices)
            self.assertEqual(demo.stop()[0], 0)
        self.check_integrity()


if __name__ == "__main__":
    unittest.main()

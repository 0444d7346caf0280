"""The program as its users meet it: a binary that is started, asked over HTTP, and stopped."""

import atexit
import collections
import functools
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("ASSAY_BINARY", ROOT / ".build/debug/assay")).resolve()

Answer = collections.namedtuple("Answer", "status headers body")


def run(*arguments, cwd=None, timeout=60):
    """Runs the program to its end; what it printed comes back as text."""
    return subprocess.run(
        [BINARY, *map(str, arguments)], cwd=cwd, timeout=timeout, stdin=subprocess.DEVNULL, capture_output=True,
        encoding="utf-8")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(condition, seconds, what, pause=0.1):
    """What `condition` gives as soon as it is true; fails after so many seconds, and says what didn't come."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"after {seconds} s still waiting for {what() if callable(what) else what}")
        time.sleep(pause)


def metrics(text):
    """Prometheus text as a dictionary: `name` or `name{label="value"}` to the count. What isn't there counts as 0."""
    rows = (line.rsplit(" ", 1) for line in text.splitlines() if line and not line.startswith("#"))
    return collections.defaultdict(int, {name: int(count) for name, count in rows})


class Program:
    """The program while it runs, with the lines that it prints; as a context it ends with it."""

    def __init__(self, *arguments, environment=None):
        self.lines = []
        self.complaints = []
        known = {name: value for name, value in os.environ.items() if name != "ASSAY_OPERATOR_TOKEN"}
        self.process = subprocess.Popen(
            [BINARY, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            encoding="utf-8", env=known | (environment or {}))
        self.readers = [
            threading.Thread(target=self.collect, args=pair, daemon=True)
            for pair in ((self.process.stdout, self.lines), (self.process.stderr, self.complaints))]
        for reader in self.readers:
            reader.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()

    @staticmethod
    def collect(stream, lines):
        with stream:
            for line in stream:
                lines.append(line.rstrip("\n"))

    def wait_until(self, condition, what, pause=0.05):
        """Waits for a condition; fails at once when the program ends meanwhile."""
        def has_come():
            if self.process.poll() is not None:
                self.join()
                raise AssertionError(f"ended with {self.process.returncode}: {self.complaints}")
            return condition()
        try:
            return wait_for(has_come, 30, what, pause)
        except BaseException:
            self.kill()
            raise

    def wait_for_line(self, pattern):
        """The match of the first line that the pattern is found in."""
        return self.wait_until(
            lambda: next(filter(None, (re.search(pattern, line) for line in list(self.lines))), None),
            f"a line like {pattern}")

    def stop(self):
        """Ctrl-C; the exit code, and the seconds it took."""
        started = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        try:
            code = self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            raise AssertionError("10 s after Ctrl-C it still runs") from None
        self.join()
        return code, time.monotonic() - started

    def kill(self):
        """`kill -9`: the program gets no chance to tidy up."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.join()

    def join(self):
        for reader in self.readers:
            reader.join(timeout=5)


class Service(Program):
    """`assay serve` or `assay demo` on a free port, once it answers."""

    # Whatever proxy the machine has: the service is here.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def __init__(self, command, database, *options, environment=None):
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        super().__init__(
            command, "--database", database, "--port", self.port, *options, environment=environment)
        self.wait_until(self.is_ready, "the service")

    def is_ready(self):
        try:
            return self.get("/health").status == 200
        except OSError:
            return False

    def get(self, path):
        return self.ask(urllib.request.Request(self.address + path))

    def json(self, path):
        answer = self.get(path)
        if answer.status != 200:
            raise AssertionError(f"{path}: {answer.status} {answer.body[:300]!r}")
        return json.loads(answer.body)

    def post(self, path, body, token=None):
        headers = {"Content-Type": "application/octet-stream"}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        data = body if isinstance(body, bytes) else body.encode()
        return self.ask(urllib.request.Request(self.address + path, data=data, headers=headers))

    def ask(self, request):
        try:
            with self.opener.open(request, timeout=20) as response:
                return Answer(response.status, response.headers, response.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read())

    def metrics(self):
        """The counts at /metrics, by name and label."""
        return metrics(self.get("/metrics").body.decode())

    def accepted(self):
        """The digests that were printed as accepted, in order."""
        found = (re.match(r"accepted ([0-9a-f]{64}) ", line) for line in list(self.lines))
        return [match[1] for match in found if match]

    def devices(self):
        """The devices by the story that the demonstration tells of them."""
        stories = {"honest": "should be", "moved": "moved", "relayed": "relay"}
        rows = self.json("/api/v1/devices")["devices"]
        return {
            story: device for device in rows for story, word in stories.items() if word in device["name"]}


@functools.cache
def demonstration():
    """One demonstration for all tests that only look at it; it ends with them."""
    folder = tempfile.TemporaryDirectory()
    demo = Service("demo", pathlib.Path(folder.name) / "assay.sqlite")
    # The last registered goes first.
    atexit.register(folder.cleanup)
    atexit.register(demo.kill)
    return demo

"""What a session takes, as processes on loopback: a verifier's service, landmarks, agents, and who meddles."""

import contextlib
import http.server
import json
import pathlib
import selectors
import shutil
import socket
import tempfile
import threading

from program import ROOT, Program, Service, metrics, run

TOKEN = "correct-horse-battery-staple"
CONSIGNMENT = "h200-to-johor"

# Round trips on loopback are short, so whoever answers is near each landmark, wherever it is said to stand. These are
# near one another: all within the 30 km that each may stand from its place.
PLACES = {"batam": (1.13, 104.05), "johor": (1.49, 103.74), "singapore": (1.29, 103.85)}

# The types of datagrams; docs/protocol.md.
HELLO, COOKIE, ACCEPT, CHALLENGE, REPLY, RECORD, FETCH = range(1, 8)


class Landmark(Program):
    """`assay landmark` on a port of loopback, any free one unless it is given, once it listens."""

    def __init__(self, folder, name, verifier, *options, port=0):
        self.name = name
        self.key_file = folder / f"{name}.key"
        self.metrics_file = folder / f"{name}.metrics"
        self.metrics_file.unlink(missing_ok=True)
        super().__init__(
            "landmark", "--id", name, "--key", self.key_file, "--verifier", verifier, "--listen", f"127.0.0.1:{port}",
            "--metrics-file", self.metrics_file, *options)
        said = self.wait_for_line(r"^landmark (\S+) at (127\.0\.0\.1:(\d+)), (\w+) clock, key ([0-9a-f]{64}) ")
        self.address, self.port, self.clock, self.key = said[2], int(said[3]), said[4], said[5]
        self.wait_until(self.metrics_file.exists, "the metrics file")

    def counts(self):
        """The counts of its metrics file by name without prefix and label; they are whole once it has ended."""
        text = self.metrics_file.read_text()
        return metrics(text.replace("assay_landmark_", "").replace(f'_total{{landmark="{self.name}"}}', ""))


def landmark_key(folder, name):
    """The public key of a landmark that isn't running, from its key file, which is made when it isn't there."""
    return run("landmark", "--id", name, "--key", folder / f"{name}.key", "--show-key").stdout.strip()


class Verifier(contextlib.ExitStack):
    """A verifier's key in a folder of its own, its landmarks, and the services that sign with it.

    As a context it ends with all of its landmarks.
    """

    def __enter__(self):
        self.folder = pathlib.Path(self.enter_context(tempfile.TemporaryDirectory()))
        self.key = run("serve", "--show-key", "--database", self.folder / "first.sqlite").stdout.strip()
        return super().__enter__()

    def start_landmarks(self):
        """Landmarks at all places, by name; one reads its own clock, whatever the others do."""
        options = {"johor": ["--clock", "process"], "singapore": ["--clock", "kernel"]}
        return {
            name: self.enter_context(Landmark(self.folder, name, self.key, *options.get(name, [])))
            for name in PLACES}

    def serve(self, name, landmarks, *options):
        """A service over the database of that name, which is made when it isn't there, with these landmarks' rows."""
        database = self.folder / f"{name}.sqlite"
        own = pathlib.Path(f"{database}.verifier-key")
        if not own.exists():
            shutil.copy(self.folder / "first.sqlite.verifier-key", own)
        file = self.folder / f"{name}.yaml"
        file.write_text("".join(
            f'- {{ id: {landmark}, latitude: {place[0]}, longitude: {place[1]}, error: 30, address: "{address}", '
            f'key: "{key}" }}\n' for landmark, key, place, address in landmarks))
        if landmarks:
            options = ("--landmarks", file, *options)
        return Service(
            "serve", database, "--consignment", ROOT / f"Examples/{CONSIGNMENT}.yaml", *options,
            environment={"ASSAY_OPERATOR_TOKEN": TOKEN})

    def device(self, name):
        return Device(self.folder, name)


class Device:
    """A device's key file, and agents that use it."""

    def __init__(self, folder, name):
        self.name = name
        self.key_file = folder / f"{name}.device-key"
        self.evidence_file = folder / f"{name}.evidence"
        self.certificate_file = folder / f"{name}.certificate"
        self.identity = json.loads(run("agent", "--key", self.key_file, "--show-identity").stdout)
        self.id = self.identity["id"]

    def enrol(self, service):
        body = {"kind": self.identity["kind"], "key": self.identity["key"], "name": self.name}
        answer = service.post(f"/api/v1/consignments/{CONSIGNMENT}/devices", json.dumps(body), TOKEN)
        if answer.status != 201:
            raise AssertionError(f"{self.name} can't be enrolled: {answer.status} {answer.body!r}")
        return self

    def arguments(self, address, *options):
        return (
            "agent", "--key", self.key_file, "--service", address, "--save-evidence", self.evidence_file,
            "--save-certificate", self.certificate_file, "--format", "json", *options)

    def prove(self, service, *options):
        """One session, to its end."""
        return run(*self.arguments(service.address, "--once", *options))

    def start(self, service, *options):
        """An agent in the background."""
        return Program(*self.arguments(service.address, *options))

    def status(self, service):
        """What the service says of it."""
        return service.json(f"/api/v1/devices/{self.id}")


class Background:
    """Something that runs in a thread of its own, as a context."""

    def __enter__(self):
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.end()
        self.thread.join(timeout=5)


class Tap(Background):
    """Stands between agents and a landmark, lets everything pass, and acts once when a challenge does.

    So something can be made to happen in mid-session, without waiting and hoping.
    """

    def __init__(self, landmark, action=None):
        self.landmark = ("127.0.0.1", landmark.port)
        self.action = action
        self.has_acted = False
        self.front = loopback_socket()
        self.address = address_of(self.front)
        self.waker, self.wakened = socket.socketpair()

    def run(self):
        backs = {}
        with selectors.DefaultSelector() as selector, self.front, self.wakened:
            selector.register(self.front, selectors.EVENT_READ)
            selector.register(self.wakened, selectors.EVENT_READ)
            while True:
                for ready, _ in selector.select():
                    if ready.fileobj is self.wakened:
                        for back in backs.values():
                            back.close()
                        return
                    if ready.fileobj is self.front:
                        data, agent = self.front.recvfrom(65_536)
                        if agent not in backs:
                            backs[agent] = loopback_socket()
                            selector.register(backs[agent], selectors.EVENT_READ, agent)
                        backs[agent].sendto(data, self.landmark)
                    else:
                        self.pass_back(ready.fileobj, ready.data)

    def pass_back(self, back, agent):
        try:
            data = back.recv(65_536)
        except ConnectionError:
            return
        if data[3] == CHALLENGE and self.action and not self.has_acted:
            self.has_acted = True
            self.action()
        self.front.sendto(data, agent)

    def end(self):
        self.waker.close()


class Impostor(Background):
    """Answers every hello like a landmark, but can't sign as it."""

    def __init__(self):
        self.socket = loopback_socket()
        self.address = address_of(self.socket)

    def run(self):
        with self.socket:
            while True:
                data, agent = self.socket.recvfrom(65_536)
                if not data:
                    return
                self.socket.sendto(data[:3] + bytes([ACCEPT]) + data[4:20] + bytes(96), agent)

    def end(self):
        with loopback_socket() as own:
            own.sendto(b"", self.socket.getsockname())


class Interceptor(Background):
    """Stands between agents and a service: sessions are opened, and evidence never arrives."""

    def __init__(self, service):
        self.kept = []
        interceptor = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if self.path.endswith("/evidence"):
                    interceptor.kept.append(body)
                    status, answer = 503, b'{"error":"closed for today"}'
                else:
                    forwarded = service.post(self.path, body)
                    status, answer = forwarded.status, forwarded.body
                self.send_response(status)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def run(self):
        self.server.serve_forever(poll_interval=0.05)

    def end(self):
        self.server.shutdown()
        self.server.server_close()


def loopback_socket():
    """A UDP socket on a free port of loopback."""
    opened = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    opened.bind(("127.0.0.1", 0))
    return opened


def address_of(opened):
    return "%s:%d" % opened.getsockname()


def row(landmark, place=None, address=None):
    """A landmark's line in a file of landmarks: with its own place and address unless others are given."""
    return landmark.name, landmark.key, place or PLACES[landmark.name], address or landmark.address

"""A landmark among strangers: it answers nobody but holders of a session, and goes on working."""

import concurrent.futures
import json
import random
import threading
import unittest

import der
import evidence_parts as parts
from program import wait_for
from sessions import (
    ACCEPT, CHALLENGE, COOKIE, FETCH, HELLO, RECORD, REPLY, Landmark, Verifier, loopback_socket, row)

HEAD = b"as\x02"


class Strangers(unittest.TestCase):
    """Each test has the landmark anew, at the same address."""

    @classmethod
    def setUpClass(cls):
        cls.verifier = cls.enterClassContext(Verifier())
        with cls.start() as landmark:
            cls.port = landmark.port
            cls.service = cls.enterClassContext(cls.verifier.serve("service", [row(landmark)]))
            cls.device = cls.verifier.device("board").enrol(cls.service)
            cls.device.prove(cls.service)
        cls.evidence = der.parse(cls.device.evidence_file.read_bytes())
        cls.session = cls.evidence[parts.SESSION].content

    @classmethod
    def start(cls, port=0):
        return Landmark(cls.verifier.folder, "johor", cls.verifier.key, port=port)

    def setUp(self):
        self.landmark = self.enterContext(self.start(self.port))
        self.socket = self.enterContext(loopback_socket())
        self.socket.settimeout(10)

    def assert_counted(self, expected):
        """Its metrics come to say this, and all else is 0."""
        def counts():
            return {name: count for name, count in self.landmark.counts().items() if count}
        wait_for(lambda: counts() == expected, 10, lambda: f"{expected}, and not {counts()}")

    def send(self, data):
        self.socket.sendto(data, ("127.0.0.1", self.port))

    def hello(self, cookie=bytes(32), grant=None, key=b"\x09" + bytes(31), signature=bytes(64)):
        """A hello as a stranger can make it, with a grant that he found."""
        return self.packet(HELLO, key + cookie + signature + (grant or self.evidence[parts.GRANT]).encoded)

    def packet(self, kind, body, version=2):
        return b"as" + bytes([version, kind]) + self.session + body

    def greet(self):
        """Says hello as a stranger; the cookie that comes back. Anything that came before it is a failure."""
        hello = self.hello()
        self.send(hello)
        answer = self.socket.recv(65_536)
        self.assertEqual(answer[:20], self.packet(COOKIE, b""))
        self.assertEqual(len(answer), 52)
        self.assertLess(len(answer), len(hello))
        return answer[20:]

    def assert_it_works(self):
        """A device still gets its record."""
        outcome = self.device.prove(self.service)
        self.assertEqual(json.loads(outcome.stdout)["landmarks"], ["johor"], outcome.stderr)

    def test_a_thousand_hellos_get_cookies_and_leave_nothing(self):
        cookies = {self.greet() for _ in range(1_000)}
        self.assertEqual(len(cookies), 1, "one address and one session have one cookie")
        with loopback_socket() as self.socket:
            self.socket.settimeout(10)
            self.assertNotIn(self.greet(), cookies)
        self.assert_counted({"strangers": 1_001})

    def test_a_cookie_alone_opens_nothing(self):
        cookie = self.greet()
        # A grant that somebody found isn't his: he would need the session's key to sign with.
        for signature in (bytes(64), bytes(range(64))):
            self.send(self.hello(cookie, signature=signature))
        self.assertEqual(self.greet(), cookie)
        # Nor does a grant count that the verifier hasn't signed.
        altered = der.parse(self.evidence[parts.GRANT].encoded)
        altered[0, 9].content = der.integer(604_800).content
        self.send(self.hello(cookie, grant=altered))
        self.assertEqual(self.greet(), cookie)
        self.assert_counted({"strangers": 3, "impostors": 2, "grants_refused": 1})

    def test_garbage_is_answered_by_nobody(self):
        source = random.Random(1)
        hello, grant = self.hello(), self.evidence[parts.GRANT].encoded
        malformed = [
            b"", b"a", b"as", hello[:3], hello[:19], hello[:20], hello[:147], hello[:-1], hello + b"\0",
            b"AS" + hello[2:], bytes(60_000), HEAD + bytes(59_997), hello + bytes(1_401 - len(hello)),
            # The first version's, and versions to come.
            *(self.packet(kind, bytes(236), version=version) for version in (0, 1, 3, 255) for kind in range(9)),
            # Types that nobody sends to a landmark, and that nobody sends at all.
            self.packet(COOKIE, bytes(32)), self.packet(ACCEPT, bytes(96)), self.packet(CHALLENGE, bytes(36)),
            self.packet(RECORD, self.evidence[*parts.RECORDS, 0].encoded), self.packet(0, b""), self.packet(8, b""),
            # A fetch that asks for more than it brings, and one that carries something.
            self.packet(FETCH, b""), self.packet(FETCH, bytes(1_179)), self.packet(FETCH, b"\1" + bytes(1_179)),
            # Another session than that of its grant.
            hello[:4] + bytes(16) + hello[20:],
            *(source.randbytes(source.randrange(1, 1_500)) for _ in range(200)),
            *(HEAD + source.randbytes(source.randrange(1, 1_397)) for _ in range(200)),
            *(hello[:148] + source.randbytes(len(grant)) for _ in range(50)),
        ]
        astray = [self.packet(REPLY, bytes(36)), self.packet(FETCH, bytes(1_180))]
        for datagram in malformed + astray:
            with self.subTest(datagram[:24]):
                self.send(datagram)
                # Nothing comes back but the cookie: the datagram itself got no answer.
                self.greet()
        self.assert_it_works()
        self.assert_counted({
            "malformed": len(malformed), "astray": len(astray), "strangers": len(malformed + astray) + 1,
            "sessions": 1, "records": 1, "challenges": 10, "samples": 10})

    def test_a_session_goes_on_while_strangers_knock(self):
        done = threading.Event()

        def knock():
            while not done.is_set():
                self.greet()

        with concurrent.futures.ThreadPoolExecutor() as pool:
            strangers = pool.submit(knock)
            try:
                self.assert_it_works()
            finally:
                done.set()
            strangers.result()

    def test_control_c_ends_it(self):
        self.greet()
        code, seconds = self.landmark.stop()
        self.assertEqual((code, self.landmark.complaints, len(self.landmark.lines)), (0, [], 1))
        self.assertLess(seconds, 2)
        self.assertTrue(self.landmark.counts())


if __name__ == "__main__":
    unittest.main()

"""Where things stand in an evidence file and in a certificate, as paths into their DER; see docs/evidence.md."""

STATEMENT, CLOSING, SIGNATURE = (0,), (1,), (2,)
FORMAT, QUESTION, GRANT, OPENING, DIRECTORY, DIRECTORY_SIGNATURE, RECORDS, ABSENCES = (
    (*STATEMENT, index) for index in range(8))
REGIONS, SPEED, FAULT_TOLERANCE, VALIDITY = ((*QUESTION, index) for index in range(4))

TERMS, GRANT_SIGNATURE = (*GRANT, 0), (*GRANT, 1)
(
    _, SESSION, NONCE, DEVICE, KEY, DIRECTORY_DIGEST, LANDMARK_NAMES, QUESTION_DIGEST, ISSUED, LIFETIME, ROUNDS, PAUSE,
    VERIFIER,
) = ((*TERMS, index) for index in range(13))

LANDMARKS = (*DIRECTORY, 2)
# Within one landmark of the directory.
LANDMARK_ID, LANDMARK_KEY, LATITUDE = (0,), (2,), (3,)

# Within one record.
RECORD_LANDMARK, SIGNED_AT, CLOCK, CHALLENGES, SAMPLES, LEAST, REFUSALS = ((0, index) for index in range(3, 10))
RECORD_SIGNATURE = (1,)

# Within one absence.
ABSENT_LANDMARK, REASON = (0,), (1,)
SILENT, IMPOSTOR, UNFINISHED = range(3)

# Of a certificate.
CLAIMS, CERTIFICATE_SIGNATURE = (0,), (1,)
CERTIFICATE_FORMAT, EVIDENCE_DIGEST, CERTIFICATE_DEVICE, VERDICT, STRICT_VERDICT = ((*CLAIMS, n) for n in range(5))

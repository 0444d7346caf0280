"""Holds the data files against the JSON Schemas in docs/schema, and the schemas against the readers."""

import copy
import json
import pathlib
import re
import unittest

import jsonschema
import referencing
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "docs" / "schema"

# Which files each schema is for; a file of two rows has to satisfy the last.
FILES = {
    "Catalog/accelerators/*.yaml": "accelerator",
    "Catalog/systems/*.yaml": "system",
    "Catalog/models/*.yaml": "model",
    "Catalog/calibration/*.yaml": "calibration",
    "Catalog/costs/*.yaml": "cost",
    "Catalog/sources/*.yaml": "sources",
    "Catalog/landmarks.yaml": "landmarks",
    "Rules/*.yaml": "rules",
    "Rules/country-groups.yaml": "country-groups",
    "Rules/designers.yaml": "designers",
    "Examples/*.yaml": "consignment",
    "Examples/parties/*ownership.yaml": "ownership",
}


class PlainLoader(yaml.SafeLoader):
    """Reads scalars as Assay does: numbers, true and false, and everything else as text, dates included."""

    yaml_implicit_resolvers = {}


PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
PlainLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9][0-9_]*$"), list("-+0123456789"))
PlainLoader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"^[-+]?[0-9][0-9_]*(?:\.[0-9_]+)?(?:[eE][-+]?[0-9]+)?$"),
    list("-+0123456789"),
)


def load(path):
    """The document of a YAML file."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=PlainLoader)


def numeral(written):
    """The value of a number as Swift writes it, such as 50_000 or 1e9 / 8."""
    dividend, *divisors = [float(part.replace("_", "")) for part in written.split("/")]
    for divisor in divisors:
        dividend /= divisor
    return dividend


def schemas():
    """All schemas by name."""
    return {path.name.removesuffix(".schema.json"): json.loads(path.read_text()) for path in SCHEMAS.glob("*.json")}


def documents():
    """The schema's name for every data file."""
    chosen = {}
    for pattern, name in FILES.items():
        chosen.update({path: name for path in sorted(ROOT.glob(pattern))})
    return chosen


class SchemaTest(unittest.TestCase):
    """The JSON Schemas say of the data files what the readers say."""

    @classmethod
    def setUpClass(cls):
        cls.schemas = schemas()
        cls.registry = referencing.Registry().with_resources(
            (f"{name}.schema.json", referencing.Resource.from_contents(schema))
            for name, schema in cls.schemas.items()
        )

    def validator(self, name, definition=None):
        """A validator for a schema, or for one of its definitions, that also looks at dates."""
        place = f"#/$defs/{definition}" if definition else ""
        return jsonschema.Draft202012Validator(
            {"$ref": f"{name}.schema.json{place}"},
            registry=self.registry,
            format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
        )

    def test_schemas_are_valid(self):
        """Every schema is itself a valid schema of draft 2020-12."""
        for name, schema in self.schemas.items():
            with self.subTest(name):
                jsonschema.Draft202012Validator.check_schema(schema)
                self.assertEqual(schema["$schema"], "https://json-schema.org/draft/2020-12/schema")

    def test_every_data_file_satisfies_its_schema(self):
        """Every file of Catalog, Rules and Examples satisfies its schema, and none is left out."""
        chosen = documents()
        everything = {path for folder in ("Catalog", "Rules", "Examples") for path in (ROOT / folder).rglob("*.yaml")}
        self.assertEqual(everything, set(chosen), "each data file needs a row in FILES")
        for path, name in chosen.items():
            with self.subTest(path.relative_to(ROOT).as_posix()):
                problems = [
                    f"{'/'.join(map(str, error.absolute_path)) or 'the document'}: {error.message}"
                    for error in self.validator(name).iter_errors(load(path))
                ]
                self.assertEqual(problems, [])

    def test_what_the_readers_refuse_is_refused(self):
        """Good files with one mistake each are refused by their schema."""
        for path, change, reason in REFUSALS:
            with self.subTest(reason):
                document = load(ROOT / path)
                validator = self.validator(documents()[ROOT / path])
                self.assertTrue(validator.is_valid(document))
                changed = copy.deepcopy(document)
                change(changed)
                self.assertNotEqual(changed, document)
                self.assertFalse(validator.is_valid(changed), reason)

    def test_what_the_readers_take_is_taken(self):
        """Good files written another way that the readers know are taken by their schema."""
        for path, change, reason in ACCEPTANCES:
            with self.subTest(reason):
                document = load(ROOT / path)
                change(document)
                problems = self.validator(documents()[ROOT / path]).iter_errors(document)
                self.assertEqual([error.message for error in problems], [])

    def test_units_are_those_of_the_reader(self):
        """Every dimension takes the units, and calls plausible the ranges, that FigureReader+Dimensions.swift does."""
        text = (ROOT / "Sources/Catalog/Reading/FigureReader+Dimensions.swift").read_text(encoding="utf-8")
        found = re.findall(r"func (\w+)\(.*?units: \[(.*?)\], plausible: ([^)]+?)\.\.\.([^)]+)\)", text, re.DOTALL)
        self.assertGreater(len(found), 0)
        for name, units, low, high in found:
            with self.subTest(name):
                validator = self.validator("figure", name)
                factors = dict(re.findall(r'"([^"]+)": ([^,]+)', units))
                schema = self.schemas["figure"]["$defs"][name]["properties"]["unit"]
                self.assertEqual(set(schema.get("enum", [schema.get("const")])), set(factors))
                for unit, factor in factors.items():
                    least, most = numeral(low) / numeral(factor), numeral(high) / numeral(factor)
                    for value, is_plausible in [
                        (least * 1.001, True),
                        (most * 0.999, True),
                        (least * 0.999 - 1e-15, False),
                        (most * 1.001, False),
                    ]:
                        figure = {"value": value, "unit": unit, "source": "any", "grade": "A"}
                        self.assertEqual(validator.is_valid(figure), is_plausible, f"{value} {unit}")


def setting(*steps_and_value):
    """A change that sets the value at the end of a path of keys."""
    *steps, last, value = steps_and_value

    def change(document):
        for step in steps:
            document = document[step]
        document[last] = value

    return change


def removing(*steps):
    """A change that removes the key at the end of a path of keys."""
    *steps, last = steps

    def change(document):
        for step in steps:
            document = document[step]
        del document[last]

    return change


ACCELERATOR = "Catalog/accelerators/nvidia-h200-sxm.yaml"
SYSTEM = "Catalog/systems/cloudmatrix-384.yaml"
MODEL = "Catalog/models/deepseek-v3.yaml"
CALIBRATION = "Catalog/calibration/blackwell.yaml"
COST = "Catalog/costs/inferencex-2026-08.yaml"
RULE = "Rules/us-licence-requirement.yaml"
EXAMPLE = "Examples/h200-to-johor.yaml"
GOOD_SHARE = {"value": 0.5, "unit": "share", "source": "any", "grade": "A"}
GOOD_COUNT = {"value": 2, "unit": "each", "source": "any", "grade": "A"}

REFUSALS = [
    (ACCELERATOR, setting("colour", "green"), "an unknown key"),
    (ACCELERATOR, removing("power"), "a figure that is missing"),
    (ACCELERATOR, removing("power", "source"), "a figure without a source"),
    (ACCELERATOR, removing("power", "grade"), "a figure without a grade"),
    (ACCELERATOR, setting("power", "grade", "D"), "a grade that there isn't"),
    (ACCELERATOR, setting("power", "source", []), "an empty list of sources"),
    (ACCELERATOR, setting("power", "unit", "GB"), "a unit of another dimension"),
    (ACCELERATOR, setting("power", "low", 1), "value beside low"),
    (ACCELERATOR, setting("power", "colour", "green"), "an unknown key in a figure"),
    (ACCELERATOR, setting("memory", "capacity", {**GOOD_SHARE, "unit": "GB"}), "half a gigabyte of memory"),
    (ACCELERATOR, setting("peak", {}), "no peak rate at all"),
    (ACCELERATOR, setting("launched", "value", "2023-02-30"), "a day that no month has"),
    (ACCELERATOR, setting("marketedForDataCentres", "value", "yes"), "yes for true"),
    (ACCELERATOR, setting("dies", 0, "count", 0), "no die of a kind"),
    (SYSTEM, setting("fabric", []), "a fabric without a scaleUp tier"),
    (SYSTEM, setting("jurisdiction", "CHN"), "a country code of three letters"),
    (SYSTEM, removing("power", "best"), "low and high without best"),
    (SYSTEM, setting("fabric", 0, "topology", "ring"), "a topology that there isn't"),
    (SYSTEM, setting("fabric", 0, "planes", {**GOOD_SHARE, "unit": "each"}), "half a plane"),
    (SYSTEM, setting("fabric", 0, "oversubscription", GOOD_SHARE), "a share for an oversubscription"),
    (MODEL, removing("architecture", "source"), "an architecture without a source"),
    (MODEL, removing("architecture", "denseIntermediate"), "dense layers without their width"),
    (MODEL, setting("architecture", "attention", "keyValueHeads", 8), "two kinds of attention at once"),
    (MODEL, setting("architecture", "layers", 61.5), "half a layer"),
    (MODEL, setting("weights", "fp32"), "a number format that isn't known"),
    (ACCELERATOR, setting("cores", "unit", "W"), "cores in watts"),
    (ACCELERATOR, setting("devices", {**GOOD_SHARE, "unit": "each"}), "half a device"),
    (ACCELERATOR, removing("idlePower", "source"), "an idle power without a source"),
    (SYSTEM, setting("rackUnits", {**GOOD_SHARE, "unit": "each"}), "half a rack unit"),
    (MODEL, setting("architecture", "slidingWindow", 128), "a window without its layers"),
    (MODEL, setting("architecture", "windowedLayers", 18), "windowed layers without their window"),
    (MODEL, setting("servedIn", "value", ["fp8", "fp8"]), "a format a second time"),
    (MODEL, removing("servedIn", "grade"), "formats without a grade"),
    (COST, setting("accelerators", "nvidia-b200", {}), "no figure for an accelerator"),
    (COST, setting("accelerators", "nvidia-b200", "rental", "unit", "USD"), "a price of no time"),
    (COST, setting("accelerators", "nvidia-b200", "rental", "value", 36_000), "a price that can't be"),
    (COST, setting("accelerators", "nvidia-b200", "friends", GOOD_SHARE), "no such tenure"),
    (COST, removing("vintage"), "costs without their day"),
    (CALIBRATION, setting("inStep", GOOD_SHARE), "a share of the former kind of calibration"),
    (CALIBRATION, removing("software"), "a calibration without its software's day"),
    (CALIBRATION, removing("groups"), "a calibration without groups"),
    (CALIBRATION, setting("groups", 0, "colour", "green"), "an unknown key in a group"),
    (CALIBRATION, removing("groups", 0, "variant"), "constants of nothing"),
    (CALIBRATION, removing("groups", 0, "source"), "constants without a source"),
    (CALIBRATION, removing("groups", 0, "grade"), "constants without a grade"),
    (CALIBRATION, removing("groups", 0, "errors"), "constants without their errors"),
    (CALIBRATION, setting("groups", 0, "constants", "launch", "soon"), "a constant that is no number"),
    (CALIBRATION, setting("groups", 0, "systems", "h200_sxm"), "systems that are no list"),
    (CALIBRATION, setting("groups", 0, "errors", "rows", 1.5), "half a measurement"),
    (CALIBRATION, setting("groups", 0, "errors", "median", -0.1), "an absolute error below zero"),
    (CALIBRATION, setting("groups", 0, "errors", "tenth", -1), "a prediction of nothing"),
    (CALIBRATION, setting("groups", 0, "errors", "mean", 0.1), "an unknown key among the errors"),
    ("Catalog/sources/landmarks.yaml", removing("geonames-cities", "entered"), "a source without its day"),
    ("Catalog/landmarks.yaml", setting(0, "latitude", 91), "a place beyond the pole"),
    (RULE, setting("kind", "rumour"), "a kind of instrument that there isn't"),
    (RULE, setting("rules", 0, "citations", []), "an answer without a citation"),
    (RULE, setting("rules", 0, "when", {"fact": "tpp"}), "a test without a comparison"),
    (RULE, setting("rules", 0, "when", {"fact": "tpp", "above": 1, "below": 2}), "a test with two comparisons"),
    (RULE, setting("rules", 0, "when", {"fact": "tpp", "above": "a lot"}), "a limit that is no number"),
    (RULE, setting("rules", 0, "when", {"none": []}), "a condition that there isn't"),
    (RULE, setting("rules", 0, "when", {"all": []}), "no condition at all"),
    (RULE, setting("rules", 0, "when", {"not": {"fact": "tpp", "above": 1}, "ifMissing": True}), "not beside others"),
    (RULE, setting("rules", 0, "when", {"fact": "tpp", "above": "limit"}), "a parameter without its sign"),
    (RULE, setting("rules", 0, "effect", "blocked"), "an effect that there isn't"),
    (RULE, removing("enforcement"), "an instrument without a status"),
    (RULE, removing("enforcement", 0, "citation"), "a status without a citation"),
    (RULE, removing("citations", 0, "grade"), "a citation without a grade"),
    (RULE, setting("citations", 0, "grade", "D"), "a grade that there isn't"),
    (RULE, setting("citations", 0, "url", "www.ecfr.gov"), "an address without its scheme"),
    (RULE, setting("parameters", "groups", "values", []), "a parameter without a value"),
    (RULE, removing("parameters", "groups", "values", 0, "citation"), "a value without a citation"),
    (RULE, setting("otherwise", "conditions", []), "conditions of the last resort"),
    (RULE, setting("tests", 0, "facts", "tpp", [1]), "a fact that is a list"),
    ("Rules/country-groups.yaml", removing("effective"), "groups without their day"),
    ("Rules/country-groups.yaml", setting("groups", "A:1", ["usa"]), "a member of three letters"),
    (EXAMPLE, setting("id", "H200 to Johor"), "an id that can't be part of an address"),
    (EXAMPLE, setting("exportedFrom", "US"), "a country code in capitals"),
    (EXAMPLE, setting("item", "quantity", 0), "nothing of a system"),
    (EXAMPLE, removing("endUser", "headquarters"), "an end user without headquarters"),
    (EXAMPLE, setting("item", "accelerator", "nvidia-h200-sxm"), "a system and an accelerator"),
    (EXAMPLE, setting("shareBuilt", 101), "more than all of it built"),
    (EXAMPLE, setting("screening", {"endUserLists": ["XYZ"]}), "a list that there isn't"),
    (EXAMPLE, setting("redFlags", {"newcustomer": True}), "a red flag that there isn't"),
    (EXAMPLE, setting("certified", [{"by": "somebody"}]), "a word on nothing"),
    ("Rules/designers.yaml", setting("designers", "usa", ["NVIDIA"]), "a country of three letters"),
]

ACCEPTANCES = [
    (ACCELERATOR, setting("power", "source", ["one", "another"]), "several sources"),
    (ACCELERATOR, removing("links"), "no links"),
    (ACCELERATOR, removing("aliases"), "no aliases"),
    (SYSTEM, removing("price"), "no price"),
    (SYSTEM, removing("racks"), "no racks"),
    (SYSTEM, removing("fabric", 0, "planes"), "one plane"),
    (SYSTEM, setting("fabric", 0, "topology", "mesh"), "a mesh"),
    (SYSTEM, setting("fabric", 1, "oversubscription", GOOD_COUNT), "more ports than uplinks"),
    (ACCELERATOR, removing("cores"), "no cores"),
    (ACCELERATOR, removing("idlePower"), "no idle power"),
    (MODEL, removing("servedIn"), "no other formats"),
    (COST, removing("accelerators", "nvidia-b200", "power"), "a price alone"),
    (CALIBRATION, removing("inherits"), "nobody to inherit from"),
    (CALIBRATION, setting("groups", []), "no groups yet"),
    (CALIBRATION, setting("groups", 0, "versions", ["0.5.6.post2", "0.5.14"]), "versions"),
    (CALIBRATION, setting("groups", 0, "source", ["one", "another"]), "constants of several sources"),
    (CALIBRATION, setting("groups", 0, "seen", ["aggregated", "experts in fp8"]), "what a step was fitted on"),
    (CALIBRATION, setting("groups", 0, "note", "too few rows to fit"), "a note"),
    (MODEL, setting("architecture", "attention", {"heads": 64, "keyValueHeads": 8, "headSize": 128}), "grouped"),
    (RULE, setting("rules", 0, "when", {"not": {"any": [{"fact": "a", "is": True, "ifMissing": False}]}}), "nested"),
    (RULE, setting("effective", "until", "2027-01-01"), "an end"),
    ("Rules/country-groups.yaml", removing("citation"), "groups without a citation"),
    (EXAMPLE, removing("certified"), "nothing certified"),
    (EXAMPLE, setting("certified", ["supply", {"demand": "endUse", "by": "desk", "on": "2026-11-01"}]), "who certified"),
    (EXAMPLE, setting("item", {"accelerator": "nvidia-rtx-4090", "quantity": 1}), "cards by themselves"),
    (RULE, setting("rules", 0, "unless", {"rule": "us.licence.held"}), "another rule as an exception"),
    (RULE, setting("rules", 0, "when", {"parameter": "groups", "contains": "D:5"}), "a parameter tested"),
]


if __name__ == "__main__":
    unittest.main()

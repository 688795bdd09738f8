"""How fast the Python SDK's parser reads names: prints one JSON object.

Needs apolo-sdk beside it. Takes the file of names, names.jsonl, as its argument.
"""

import importlib.metadata
import json
import sys
import time
from pathlib import Path

from apolo_sdk import TagOption
from apolo_sdk._parsing_utils import _ImageNameParser
from yarl import URL

SECONDS = 1.0
WARM_UP = 2
ROUNDS = 5


def parser(configuration: dict) -> _ImageNameParser:
    """A parser that is kept, while the SDK makes a new one for each name."""
    return _ImageNameParser(
        default_cluster=configuration["cluster"],
        default_org=configuration["organization"],
        default_project=configuration["project"],
        registry_urls={name: URL(url) for name, url in configuration["clusters"].items()},
    )


def readers(lines: list[dict]) -> dict[str, list]:
    """For each kind of names what reads them, one call for each name that the SDK reads."""
    parsers = {line["configuration"]: parser(line) for line in lines if "configuration" in line}
    kinds: dict[str, list] = {}
    for line in lines:
        if "name" in line:
            one = reader(parsers[line["in"]], line)
            try:
                one()
            except ValueError:
                continue
            kinds.setdefault(line["kind"], []).append(one)
    return kinds


def reader(names: _ImageNameParser, line: dict):
    text = line["name"]
    if line["kind"] == "local":
        return lambda: names.parse_as_local_image(text)
    option = TagOption[line["tag"]]
    return lambda: names.parse_remote(text, tag_option=option)


def nanos_per_name(calls: list) -> tuple[float, float]:
    """By the clock, and by what the thread has worked."""
    count = 0
    start, worked = time.perf_counter_ns(), time.thread_time_ns()
    end = start + SECONDS * 1e9
    while time.perf_counter_ns() < end:
        for call in calls:
            call()
        count += len(calls)
    return (time.perf_counter_ns() - start) / count, (time.thread_time_ns() - worked) / count


def main() -> None:
    lines = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    report: dict = {
        "benchmark": "names",
        "python": sys.version.split()[0],
        "apoloSdk": importlib.metadata.version("apolo-sdk"),
    }
    for kind, calls in readers(lines).items():
        rounds = [nanos_per_name(calls) for _ in range(WARM_UP + ROUNDS)][WARM_UP:]
        report[kind] = {
            "names": len(calls),
            "nanos": [round(wall, 1) for wall, _ in rounds],
            "threadNanos": [round(worked, 1) for _, worked in rounds],
        }
    print(json.dumps(report))


main()

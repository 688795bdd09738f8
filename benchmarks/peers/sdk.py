"""The Python SDK's Images, told what to do by lines of standard input, as the harness has it.

A line is a task and its arguments, separated by tabs; the answer is "ok", nanoseconds and what was found. The SDK's own
classes do all the work; only the configuration, which the SDK reads from a login, is made here.
"""

import asyncio
import base64
import os
import sys
import time
from types import SimpleNamespace

import aiohttp
from apolo_sdk import RemoteImage
from apolo_sdk._core import _Core
from apolo_sdk._images import Images
from apolo_sdk._parser import Parser
from yarl import URL

CLUSTER = "default"


class Config:
    """What the SDK asks of its configuration to work with images."""

    cluster_name = CLUSTER
    org_name = "acme"
    project_name = "ml"
    project_name_or_raise = "ml"

    def __init__(self, registry: URL, login: str) -> None:
        self.registry_url = registry
        self._login = login
        self.clusters = {CLUSTER: SimpleNamespace(name=CLUSTER, registry_url=registry)}

    def get_cluster(self, name: str):
        return self.clusters[name]

    async def _registry_auth(self) -> str:
        return "Basic " + base64.b64encode(self._login.encode()).decode()


async def tags(images: Images, repository: str, limit: int) -> str:
    """Size and digest of each tag, one after the other, as the platform's command asks for them."""
    image = RemoteImage.new_platform_image(
        name=repository, registry="registry", project_name="ml", cluster_name=CLUSTER, org_name="acme"
    )
    count = size = 0
    for tag in (await images.tags(image))[:limit]:
        size += (await images.tag_info(tag)).size
        count += 1 if await images.digest(tag) else 0
    return f"{count} tags, {size} bytes"


async def digest(images: Images, repository: str, tag: str) -> str:
    return await images.digest(
        RemoteImage.new_platform_image(
            name=repository, registry="registry", project_name="ml", cluster_name=CLUSTER, org_name="acme", tag=tag
        )
    )


async def run(images: Images, words: list[str]) -> object:
    if words[0] == "tags":
        return await tags(images, words[1], int(words[2]))
    if words[0] == "list":
        return len(await images.list())
    if words[0] == "digest":
        return await digest(images, words[1], words[2])
    raise ValueError(f"Not a task: {words}")


async def main() -> None:
    config = Config(URL(sys.argv[1]), os.environ.get("BENCHMARK_LOGIN", "user:password"))
    async with aiohttp.ClientSession() as session:
        images = Images._create(_Core(session, None), config, Parser._create(config))
        if len(sys.argv) > 2:
            print(await run(images, sys.argv[2:]))
            return
        for line in sys.stdin:
            start = time.perf_counter_ns()
            try:
                found = await run(images, line.rstrip("\n").split("\t"))
                print("ok", time.perf_counter_ns() - start, found, sep="\t", flush=True)
            except Exception as error:  # The harness is told, and stops.
                print("failed", repr(error).replace("\t", " ").replace("\n", " "), sep="\t", flush=True)


asyncio.run(main())

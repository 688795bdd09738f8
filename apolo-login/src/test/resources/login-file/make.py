"""Has the platform's own SDK write a login file, with an account, tokens and addresses that are made up.

usage: make.py FOLDER     (an empty or absent folder; the file is FOLDER/db)
"""

import base64
import json
import sys
from decimal import Decimal
from pathlib import Path

from apolo_sdk import __version__
from apolo_sdk._config import _ConfigData, _save
from apolo_sdk._login import _AuthConfig, _AuthToken
from apolo_sdk._server_cfg import AppsConfig, Cluster, Preset, Project, ResourcePool
from yarl import URL


def part(value: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def token(identity: str) -> str:
    return ".".join([part({"alg": "none"}), part({"identity": identity}), "made-up"])


def cluster(name: str, orgs: list[str]) -> Cluster:
    def url(service: str) -> URL:
        return URL(f"https://{service}.{name}.example.org")

    return Cluster(
        name=name,
        orgs=orgs,
        registry_url=url("registry"),
        storage_url=url("storage") / "api/v1/storage",
        users_url=url("users"),
        monitoring_url=url("monitoring"),
        secrets_url=url("secrets"),
        disks_url=url("disks"),
        buckets_url=url("buckets"),
        resource_pools={
            "small": ResourcePool(
                min_size=0, max_size=2, cpu=4.0, memory=8 << 30, disk_size=100 << 30
            )
        },
        presets={
            "cpu-small": Preset(credits_per_hour=Decimal("1.5"), cpu=1.0, memory=4 << 30)
        },
        apps=AppsConfig(hostname_templates=["{app_names}.apps.example.org"]),
    )


clusters = [cluster("north", ["acme", "other"]), cluster("south", ["acme"])]
projects = [
    Project(cluster_name="north", org_name="acme", name="ml", role="owner"),
    Project(cluster_name="north", org_name="acme", name="art", role="user"),
    Project(cluster_name="south", org_name="acme", name="ml", role="user"),
]
_save(
    _ConfigData(
        auth_config=_AuthConfig(
            auth_url=URL("https://auth.example.org/authorize"),
            token_url=URL("https://auth.example.org/oauth/token"),
            logout_url=URL("https://auth.example.org/v2/logout"),
            client_id="made-up-client",
            audience="https://platform.example.org",
            headless_callback_url=URL("https://app.example.org/oauth/show-code"),
        ),
        auth_token=_AuthToken(token("alice"), 4102444800.0, "made-up-refresh-token"),
        url=URL("https://api.example.org/api/v1"),
        admin_url=URL("https://api.example.org/apis/admin/v1"),
        vcluster_url=None,
        version=__version__,
        project_name="ml",
        cluster_name="north",
        org_name="acme",
        clusters={it.name: it for it in clusters},
        projects={it.key: it for it in projects},
    ),
    Path(sys.argv[1]),
    suppress_errors=False,
)

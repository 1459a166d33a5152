#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A tour where there is no screen: starts Foyer under Xvfb with its demo portal, signs in, goes through the first pages and
prints where the pictures are. tour.py BUILD_FOLDER"""

import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def visit(build, home):
    sys.path.insert(0, HERE)
    from desk import Desk

    desk = Desk(build, os.path.join(build, "tour"), {
        "HOME": home,
        "XDG_DATA_HOME": os.path.join(home, "data"),
        "XDG_CONFIG_HOME": os.path.join(home, "config"),
        "XDG_CACHE_HOME": os.path.join(home, "cache"),
        "GSETTINGS_SCHEMA_DIR": os.path.join(build, "data"),
    })
    shots = []
    desk.unlock_keyring()
    desk.start("--demo")
    try:
        desk.find("Aquis Cloud PBX")
        shots.append(desk.shot("1-demo-providers"))
        desk.press("Aquis Cloud PBX", "list item")
        desk.press("E-Mail-Adresse", "text")
        desk.type("erika@muster.example")
        desk.press("Passwort", "text")
        desk.type("Quelle-2026!")
        shots.append(desk.shot("2-sign-in"))
        desk.key("Return")
        desk.find("Muster GmbH")
        for number, section in enumerate(["Overview", "Orders", "Invoices"], 3):
            desk.press(section, "list item")
            desk.settle()
            shots.append(desk.shot(f"{number}-{section.lower()}"))
    finally:
        desk.stop()
    return shots


def main():
    build = os.path.abspath(sys.argv[1])
    if "FOYER_TOUR_HOME" not in os.environ:
        with tempfile.TemporaryDirectory(prefix="foyer-tour-") as home:
            environment = dict(os.environ, FOYER_TOUR_HOME=home)
            runner = os.path.join(HERE, "..", "run-headless.sh")
            return subprocess.run([runner, sys.executable, __file__, build], env=environment).returncode
    for shot in visit(build, os.environ["FOYER_TOUR_HOME"]):
        print(shot)
    return 0


if __name__ == "__main__":
    sys.exit(main())

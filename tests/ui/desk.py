# SPDX-License-Identifier: GPL-3.0-or-later
"""Foyer in a real window, used from outside as a person would: through the accessibility bus, with screenshots."""

import os
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

WAIT = 20  # seconds


class NotThere(Exception):
    """What a step looks for did not come in time."""


class Desk:
    def __init__(self, build, shots, environment=None):
        self.build = build
        self.shots = shots
        self.process = None
        self.environment = dict(os.environ, **(environment or {}))
        os.makedirs(shots, exist_ok=True)

    def unlock_keyring(self):
        """A real Secret Service on this bus, with a keyring in the tour's own home."""
        subprocess.run(["gnome-keyring-daemon", "--unlock", "--components=secrets"], input=b"tour", env=self.environment,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)

    def start(self, *arguments):
        program = os.path.join(self.build, "src", "foyer")
        log = open(os.path.join(self.shots, "foyer.log"), "ab")
        self.process = subprocess.Popen([program, *arguments], env=self.environment, stdout=log, stderr=log)

    def stop(self):
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=WAIT)

    def everything(self):
        """All that is in the program's windows and on screen, from the top."""
        Atspi.get_desktop(0).clear_cache()
        for i in range(Atspi.get_desktop(0).get_child_count()):
            program = Atspi.get_desktop(0).get_child_at_index(i)
            if program is not None and program.get_process_id() == self.process.pid:
                yield from self._below(program)

    def _below(self, node):
        for i in range(node.get_child_count()):
            child = node.get_child_at_index(i)
            if child is None:
                continue
            yield child
            yield from self._below(child)

    def look_for(self, name, role=None):
        for node in self.everything():
            try:
                states = node.get_state_set()
                if (name in (node.get_name() or "") and (role is None or node.get_role_name() == role)
                        and states.contains(Atspi.StateType.SHOWING)):
                    return node
            except gi.repository.GLib.Error:
                continue
        return None

    def find(self, name, role=None, wait=WAIT):
        end = time.monotonic() + wait
        while time.monotonic() < end:
            node = self.look_for(name, role)
            if node is not None:
                return node
            if self.process.poll() is not None:
                raise NotThere(f"Foyer ended while {name!r} was looked for")
            time.sleep(0.2)
        raise NotThere(f"{name!r} ({role or 'any role'})")

    def press(self, name, role=None):
        """With the pointer, in the middle of it. The window has no frame and begins where the screen does."""
        node = self.find(name, role)
        time.sleep(0.3)
        box = node.get_extents(Atspi.CoordType.WINDOW)
        subprocess.run(["xdotool", "mousemove", str(box.x + box.width // 2), str(box.y + box.height // 2), "click", "1"],
                       check=True)

    def key(self, *keys):
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)
        time.sleep(0.2)

    def type(self, text):
        """Typed into what has the focus, by the X server: it stands in no argument of a command."""
        subprocess.run(["xdotool", "type", "--clearmodifiers", "--delay", "20", "--file", "-"], input=text.encode(), check=True)

    def settle(self):
        """Until what is read no longer changes."""
        before, end = None, time.monotonic() + WAIT
        while time.monotonic() < end:
            now = self.words()
            if now == before:
                return
            before = now
            time.sleep(0.7)

    def shot(self, name):
        time.sleep(0.6)
        path = os.path.join(self.shots, name + ".png")
        subprocess.run(["import", "-window", "root", path], check=True)
        return path

    def words(self):
        return [(node.get_role_name(), node.get_name()) for node in self.everything()
                if node.get_name() and node.get_state_set().contains(Atspi.StateType.SHOWING)]

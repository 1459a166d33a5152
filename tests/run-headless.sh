#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a command with a session bus and a screen of its own, so that a window can be tested anywhere and nobody's
# screen is disturbed: run-headless.sh COMMAND [ARG…]. HEADLESS_SCREEN sets the screen's size (1280x800x24).
set -eu

[ $# -gt 0 ] || { echo "Usage: run-headless.sh COMMAND [ARG…]" >&2; exit 2; }

# A shell gives what runs in the background no input of its own accord.
exec 4<&0

folder=$(mktemp -d)
screen=
stop () {
  [ -z "$screen" ] || kill "$screen" 2>/dev/null || true
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 143' TERM
trap 'exit 130' HUP INT

# Xvfb chooses a free display itself and says which, so that tests can run side by side.
Xvfb -displayfd 3 -screen 0 "${HEADLESS_SCREEN:-1280x800x24}" -nolisten tcp 4<&- 3>"$folder/display" >"$folder/log" 2>&1 &
screen=$!
tries=0
until [ -s "$folder/display" ]; do
  tries=$((tries + 1))
  if [ $tries -gt 200 ] || ! kill -0 "$screen" 2>/dev/null; then
    echo "run-headless.sh: Xvfb did not start" >&2
    cat "$folder/log" >&2
    exit 1
  fi
  sleep 0.05
done

mkdir -m 700 "$folder/runtime"
DISPLAY=:$(cat "$folder/display")
XDG_RUNTIME_DIR=$folder/runtime
GDK_BACKEND=x11
GSK_RENDERER=cairo
GSETTINGS_BACKEND=${GSETTINGS_BACKEND:-memory}
export DISPLAY XDG_RUNTIME_DIR GDK_BACKEND GSK_RENDERER GSETTINGS_BACKEND
unset WAYLAND_DISPLAY

# In the background and waited for, so that a signal ends the test at once and not only after the command.
# What the bus and the services it starts have to say does not belong among the test's own words.
dbus-run-session -- sh -c 'exec "$@" >&5 2>&6 5>&- 6>&-' sh "$@" 5>&1 6>&2 >"$folder/log" 2>&1 <&4 4<&- &
command=$!
trap 'kill "$command" 2>/dev/null; exit 143' TERM
trap 'kill "$command" 2>/dev/null; exit 130' HUP INT
status=0
wait "$command" || status=$?
exit $status

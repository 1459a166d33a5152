#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Puts Prism between a client and foyer-portal, one proxy per TM Forum document made strict: whatever breaks a published document
# becomes an error. Run by hand where npm is: tests/portal/strict.sh [BUILD-FOLDER [PROVIDER]], without a provider for each of the five.
#   --hold   instead of the walk of strict-walk.py, print the portal's address and wait until return is pressed,
#            so that a client can be driven through it; then say what was violated
# Needs the documents and tools of the project's shared folder beside the checkout, node, npm and jq.
set -eu

hold=false
if [ "${1:-}" = --hold ]; then
  hold=true
  shift
fi
top=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
build=${1:-_build}
if [ -z "${2:-}" ]; then
  status=0
  for provider in meridian cirrus aquis harbor ember; do
    echo "# $provider"
    "$0" "$build" "$provider" || status=1
  done
  exit $status
fi
provider=$2
shared=$(CDPATH='' cd -- "$top/../shared" && pwd -P)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/foyer/prism
here=$top/tests/portal
first=${STRICT_PORT:-48311}
pids=

for tool in node npm jq python3; do
  command -v $tool >/dev/null 2>&1 || { echo "1..0 # SKIP $tool is not there"; exit 0; }
done
[ -d "$shared/tmf" ] || { echo '1..0 # SKIP the documents are not there'; exit 0; }
[ -x "$cache/node_modules/.bin/prism" ] || {
  mkdir -p "$cache"
  (cd "$cache" && npm install --silent --no-fund --no-audit @stoplight/prism-cli >&2)
}

# Below the cache, since the toolbox has a /tmp of its own.
work=$(mktemp -d "$cache/strict.XXXXXX")

finish () {
  for pid in $pids; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' HUP INT TERM

# API, document, base path
apis='productOrder product-ordering-management productOrderingManagement
shoppingCart shopping-cart shoppingCart
customerBill customer-bill-management customerBillManagement
party party-catalog party
customer customer-management customerManagement
usage usage-management usageManagement
productCatalog product-catalog productCatalogManagement'

port=$first
set --
while read -r api document path; do
  port=$((port + 1))
  jq -f "$shared/tools/tmf-strict.jq" "$shared/tmf/$document.json" | jq -f "$here/strict-extensions.jq" >"$work/$document.json"
  set -- "$@" --api "$api=http://127.0.0.1:$port/"
done <<LIST
$apis
LIST

mkfifo "$work/stdin"
# The toolbox, where there is one, is entered by ./dev; the portal ends with its standard input.
(cd "$top" && exec ./dev shell "$build/src/portal/foyer-portal" --provider "$provider" --port 0 --die-with-stdin --outbox "$work/outbox" ${STRICT_PORTAL_ARGS:-} "$@") \
  <"$work/stdin" >"$work/portal" &
pids="$pids $!"
exec 9>"$work/stdin"
tries=0
until grep -q '^ready$' "$work/portal" 2>/dev/null; do
  tries=$((tries + 1))
  [ $tries -lt 600 ] || { echo 'Bail out! the portal does not start'; exit 1; }
  sleep 0.1
done
address=$(head -n 1 "$work/portal" | jq -r .address)

port=$first
while read -r api document path; do
  port=$((port + 1))
  "$cache/node_modules/.bin/prism" proxy -p $port --errors "$work/$document.json" "$address/tmf-api/$path/v4" >"$work/$api.log" 2>&1 9>&- &
  pids="$pids $!"
done <<LIST
$apis
LIST
port=$first
while read -r api document path; do
  port=$((port + 1))
  tries=0
  until curl -s -o /dev/null "http://127.0.0.1:$port/"; do
    tries=$((tries + 1))
    [ $tries -lt 300 ] || { echo "Bail out! the proxy for $api does not start"; cat "$work/$api.log"; exit 1; }
    sleep 0.2
  done
done <<LIST
$apis
LIST

status=0
if $hold; then
  echo "The portal is at $address, its APIs behind Prism. Return ends it."
  read -r _ || true
else
  user=$(jq -r '.customers[0].user.login[0]' "$top/data/portals/$provider.json")
  # By the environment, not as an argument that others can see.
  STRICT_PASSWORD=$(jq -r '.customers[0].user.password' "$top/data/portals/$provider.json") \
    python3 "$here/strict-walk.py" "$address" "$user" "$work/outbox" || status=$?
fi
# Whoever drove it: every violation stands in the proxies' logs. Status codes that HTTP has and the documents do not list
# (304, 412, 422, 428, 429) are of the profile, not violations; their bodies are Errors all the same.
grep -h -i 'violation' "$work"/*.log | grep -v 'Unable to match the returned status code' >"$work/violations" || true
if [ -s "$work/violations" ]; then
  sort "$work/violations" | uniq -c | sed 's/^/# /'
  echo "# $(wc -l <"$work/violations") violations"
  status=1
else
  echo '# no violation'
fi
exit $status

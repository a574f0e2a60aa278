#!/bin/sh
# Runs a script with the Node that this repository pins, after installing what is missing. Needs only
# Node 20 or newer and npm.
# Usage: sh scripts/with-dependencies.sh scripts/start.ts [arguments]
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
  say "Port 3000 needs Node.js 20 or newer with npm. Get it from https://nodejs.org/ and try again."
  exit 1
fi
if ! node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)'; then
  say "Port 3000 needs Node.js 20 or newer; this is $(node --version). Get a newer one from https://nodejs.org/ and try again."
  exit 1
fi

# npm writes the first file when an installation is complete; a newer lockfile means that it is stale.
installed=node_modules/.package-lock.json
if [ ! -x node_modules/.bin/node ] || [ ! -e "$installed" ] || [ package-lock.json -nt "$installed" ]; then
  say "Installing the packages that package-lock.json names (npm ci); this takes a minute the first time."
  if ! npm ci --include=dev --include=optional --no-audit --no-fund --loglevel=error >&2; then
    say ""
    say "The packages could not be installed. npm's message above says why; most often the registry cannot be"
    say "reached (check the connection, or the proxy in “npm config get proxy”) or the disk is full."
    say "When that is mended, run the same command again."
    exit 1
  fi
fi

script=$1
shift
PATH="$PWD/node_modules/.bin:$PATH"
export PATH
ASTRO_TELEMETRY_DISABLED=1
export ASTRO_TELEMETRY_DISABLED
exec node --disable-warning=ExperimentalWarning "$script" "$@"

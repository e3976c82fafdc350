#!/bin/sh
# Has redocly and spectral (spectral:oas) judge the document of a running Kontor. What they find must
# be what lint-findings.csv names, each with its reason; anything else, and a finding that is named
# and gone, fails.
#
#   src/test/generators/lint.sh http://127.0.0.1:8080
#
# Needs Node with npm and python3. No part of the tests.
set -eu

base=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

curl -sf "$base/openapi.yaml" -o "$work/openapi.yaml" || { echo "no Kontor answers at $base"; exit 1; }
cd "$work"
echo '{"private": true}' >package.json
npm install --silent --no-fund --no-audit @redocly/cli@2 @stoplight/spectral-cli@6
echo 'extends: ["spectral:oas"]' >spectral.yaml
npx redocly lint openapi.yaml --format=json --max-problems=100000 >redocly.json 2>redocly.log || true
npx spectral lint openapi.yaml --ruleset spectral.yaml --format json --quiet >spectral.json 2>spectral.log || true
python3 "$here/lint.py" redocly.json spectral.json "$here/lint-findings.csv"

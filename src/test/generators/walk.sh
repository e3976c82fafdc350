#!/bin/sh
# Has generators make code of the document of a running sandbox, compiles it and goes through the API
# with it: openapi-typescript, and openapi-generator for Java, TypeScript, Python and Go.
#
#   src/test/generators/walk.sh http://127.0.0.1:8080 data/sandbox.json
#
# Needs Node with npm, and Maven with a JDK from 17 on; Python with its module venv, or with pydantic
# from version 2 on, dateutil, urllib3 from version 2.1 on and typing-extensions; Go with
# golang-golang-x-oauth2-dev and golang-gopkg-validator.v2-dev of Debian. Python and Go are left out
# where something is missing, and that is said. No part of the tests.
set -eu

base=$1
keys=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
generator=7.17.0

curl -sf "$base/openapi.yaml" -o "$work/openapi.yaml" || { echo "no Kontor answers at $base"; exit 1; }
key() { node -p "JSON.parse(require('fs').readFileSync('$keys', 'utf8')).$1"; }
set -- "$base" "$(key developer.accessKey)" "$(key developer.secret)" \
    "$(key owner.accessKey)" "$(key owner.secret)"

mvn -q -B dependency:get "-Dartifact=org.openapitools:openapi-generator-cli:$generator" \
    -Dtransitive=false
jar=$HOME/.m2/repository/org/openapitools/openapi-generator-cli/$generator/openapi-generator-cli-$generator.jar
generate() { # language, then options
    language=$1
    shift
    java -jar "$jar" generate -i "$work/openapi.yaml" -g "$language" -o "$work/$language" "$@" \
        >"$work/$language.log" 2>&1 || { cat "$work/$language.log"; exit 1; }
}

generate java --library native
mkdir -p "$work/java/src/main/java"
cp "$here/Walk.java" "$work/java/src/main/java/"
(cd "$work/java" && mvn -q -B -Dmaven.test.skip=true compile \
    dependency:build-classpath -Dmdep.outputFile=classpath)
java -cp "$work/java/target/classes:$(cat "$work/java/classpath")" Walk "$@"

generate typescript-fetch
mkdir "$work/node"
cp "$here"/walk*.ts "$work/node/"
mv "$work/typescript-fetch" "$work/node/client"
cd "$work/node"
echo '{"type": "module", "private": true}' >package.json
npm install --silent --no-fund --no-audit \
    typescript@5 tsx@4 @types/node@20 openapi-typescript@7
npx openapi-typescript "$work/openapi.yaml" -o types.d.ts >/dev/null 2>&1
npx tsc --noEmit --strict --target es2022 --module esnext --moduleResolution bundler \
    --allowImportingTsExtensions --types node walk.ts walk-types.ts
npx tsx walk.ts "$@"
npx tsx walk-types.ts "$@"

# The libraries of the machine where they are new enough, else some beside it.
python=python3
has_libraries() {
    "$python" - <<'needs' 2>/dev/null
import dateutil, pydantic, typing_extensions, urllib3
two = [int(part) for part in urllib3.__version__.split(".")[:2]]
assert int(pydantic.VERSION.split(".")[0]) >= 2 and two >= [2, 1]
needs
}
generate python
if ! has_libraries && python3 -m venv "$work/venv" 2>/dev/null; then
    python=$work/venv/bin/python
    "$python" -m pip install --quiet --disable-pip-version-check -r "$work/python/requirements.txt" >/dev/null 2>&1 || true
fi
if has_libraries; then
    cp "$here/walk.py" "$work/python/"
    (cd "$work/python" && "$python" -m compileall -q openapi_client && "$python" walk.py "$@")
else
    echo "Python: left out, there are none of pydantic 2, dateutil, urllib3 2.1, typing-extensions"
fi

if command -v go >/dev/null && [ -d /usr/share/gocode/src/golang.org/x/oauth2 ]; then
    # Constants of Go share one name space, so each gets the name of its list before it.
    generate go --additional-properties=enumClassPrefix=true
    mkdir -p "$work/gopath/src/walk"
    mv "$work/go" "$work/gopath/src/openapi"
    rm -rf "$work/gopath/src/openapi/test"
    cp "$here/walk.go" "$work/gopath/src/walk/"
    cd "$work/gopath/src/walk"
    GO111MODULE=off GOFLAGS="" GOPATH="$work/gopath:/usr/share/gocode" go build -o "$work/walk" .
    "$work/walk" "$@"
else
    echo "Go: left out, there is no compiler or none of its libraries"
fi

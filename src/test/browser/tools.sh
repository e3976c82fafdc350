# What the browser step of `./kontor test` needs beside Java: Chromium, Node.js, and the driver of
# Playwright, which is fetched once. Sets $browser to what Maven is told about them; where something
# is missing it says so, and the step skips. Sourced by ./kontor in the root of the sources.

browser=

skip_browser() {
    echo "kontor: the browser step skips: $1" >&2
}

find_chromium() {
    for name in chromium chromium-browser google-chrome; do
        if command -v "$name"; then
            return
        fi
    done
}

node_major() {
    node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0
}

# The package must be of the version that pom.xml names, and the one whose bytes were looked at.
driver=$(sed -n 's:.*<playwright.version>\(.*\)</playwright.version>.*:\1:p' pom.xml)
digest=9ec351caad2bdb3b06f007111d692773d4110395c2b9e0bb81632bb3e1b1dad9599fd85c97ccee75f874d258493d8d4313b36667a6c3b13f60db27b2f265e58c

is_driver() { # file
    node -e '
        const digest = require("crypto").createHash("sha512")
            .update(require("fs").readFileSync(process.argv[1])).digest("hex");
        process.exit(digest === process.argv[2] ? 0 : 1);' "$1" "$digest"
}

fetch_driver() { # folder
    rm -rf "$1.new"
    mkdir -p "$1.new"
    (cd "$1.new" && npm pack --silent "playwright-core@$driver" >/dev/null) || return 1
    archive=$1.new/playwright-core-$driver.tgz
    is_driver "$archive" || return 1
    tar -xzf "$archive" -C "$1.new" && rm "$archive" && mv "$1.new" "$1"
}

find_browser() {
    chromium=$(find_chromium)
    if [ -z "$chromium" ]; then
        skip_browser "Chromium is missing (Debian: apt-get install chromium)."
        return
    fi
    if [ "$(node_major)" -lt 20 ]; then
        skip_browser "Node.js of at least version 20 is missing."
        return
    fi
    folder=$PWD/target/browser/playwright-core-$driver
    if [ ! -f "$folder/package/cli.js" ] && ! fetch_driver "$folder"; then
        skip_browser "npm could not fetch playwright-core $driver, or it is another than it was."
        return
    fi
    browser="-Dbrowser.chromium=$chromium -Dbrowser.node=$(command -v node)"
    browser="$browser -Dplaywright.cli.dir=$folder"
}

find_browser

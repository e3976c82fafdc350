# Makes target/kontor-VERSION-PLATFORM.tar.gz: Kontor with a Java runtime of its own, that needs
# neither JDK, Maven nor network. Read by ./kontor, which has found the JDK and the root.
# The same sources, JDK and libraries give the same bytes.

version=$(sed -n 's|^  <version>\(.*\)</version>$|\1|p' "$root/pom.xml")
platform=$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/')
name=kontor-$version-$platform
place=$root/target/package/$name
# No file is newer than this, wherever it was made.
moment=$(sed -n 's|.*<project.build.outputTimestamp>\(.*\)</project.*|\1|p' "$root/pom.xml")

tar --version 2>/dev/null | grep -q GNU || complain "the archive needs GNU tar on the PATH."

echo "kontor: building" >&2
rm -rf "$root/target/classes" "$root/target/lib" "$root/target/package"
(cd "$root" && mvn -q -B -Drun-only -Dbill-of-materials -Dmaven.test.skip=true package) ||
    complain "the build failed; Maven says why above."
mkdir -p "$place/lib"
cp "$root/target/kontor.jar" "$place/"
cp "$root"/target/lib/*.jar "$place/lib/"

echo "kontor: making the Java runtime" >&2
# What the libraries name themselves, and what they find at run time: elliptic curves for TLS, and
# authentication by Kerberos, which the driver of PostgreSQL may be asked for.
found=$("$JAVA_HOME/bin/jdeps" --print-module-deps --ignore-missing-deps --multi-release 25 \
    --class-path "$place/lib/*" "$place/kontor.jar" "$place"/lib/*.jar | tail -n 1)
"$JAVA_HOME/bin/jlink" --add-modules "$found,jdk.crypto.ec,java.security.jgss,jdk.unsupported" \
    --output "$place/runtime" --compress zip-6 --no-header-files --no-man-pages ||
    complain "jlink failed, see above."
# So that a start is quick: the classes of Java itself as they lie in memory.
"$place/runtime/bin/java" -XX:+UseSerialGC -Xshare:dump >/dev/null ||
    complain "the Java runtime does not run."

cp "$root/kontor" "$root/deploy/kontor.service" "$place/"
. "$root/deploy/papers.sh"
cp "$root/target/kontor.cdx.json" "$place/"
"$JAVA_HOME/bin/java" --class-path "$place/lib/*" "$root/deploy/ThirdParty.java" \
    "$place/kontor.cdx.json" "$place/lib" >"$place/THIRD-PARTY.txt" ||
    complain "the notices of the libraries could not be gathered."

find "$place" -type d -exec chmod 755 {} +
find "$place" -type f ! -perm -u=x -exec chmod 644 {} +
find "$place" -type f -perm -u=x -exec chmod 755 {} +
tar --sort=name --mtime="$moment" --owner=0 --group=0 --numeric-owner --format=ustar \
    -C "$root/target/package" -cf - "$name" | gzip -9 -n >"$root/target/$name.tar.gz"
(cd "$root/target" && sha256sum "$name.tar.gz" >"$name.tar.gz.sha256")
echo "kontor: target/$name.tar.gz"

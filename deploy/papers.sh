# The papers of the archive, in $place: what a person reads who has no sources. Read by package.sh;
# PapersTest follows each link of the result. Links lead somewhere there:
# - at the top the README of the archive stands instead of that of the sources, which is docs/README.md;
# - of what is for those who change Kontor, only the words are left.

mkdir -p "$place/docs"
cp "$root/LICENSE" "$root/SECURITY.md" "$root/CHANGELOG.md" "$place/"
cp -R "$root/docs/." "$place/docs/"
find "$place/docs" -name '*.md' -exec sed -i.bak \
    -e 's|](\.\./\.\./deploy/README\.md|](../../README.md|g' \
    -e 's|](\.\./README\.md#|](README.md#|g' \
    -e 's|](\.\./\.\./README\.md#|](../README.md#|g' {} +
sed 's|](\.\./|](|g' "$root/deploy/README.md" >"$place/README.md"
sed -E -e 's,\[([^]]*)\]\((ARCHITECTURE\.md|CONTRIBUTING\.md|bench/README\.md)[^)]*\),\1,g' \
    -e 's,\]\(docs/,](,g' -e 's,\]\(([A-Z]+(\.md)?)\),](../\1),g' \
    "$root/README.md" >"$place/docs/README.md"
find "$place/docs" -name '*.bak' -exec rm {} +

package kontor.accounts;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import kontor.wire.Json;

/**
 * What makes an entity that is asked for one that is there already: the same national identifier,
 * or, where none is given, the same legal name under the same parent. Case, blanks and hyphens of
 * numbers do not count, nor do case and the width of blanks in names.
 */
final class EntityEquivalence {

    private EntityEquivalence() {}

    static String ofName(String legalName) {
        return Normalizer.normalize(legalName, Normalizer.Form.NFKC)
                .strip()
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
    }

    /**
     * @param json of NationalIdentifier
     */
    static Optional<String> ofNationalIdentifier(Optional<String> json) {
        return json.map(Json::readOwn)
                .map(
                        identifier ->
                                identifier.get("type").textValue()
                                        + " "
                                        + identifier.get("market").textValue()
                                        + " "
                                        + AccountTable.comparable(
                                                identifier.get("number").textValue()));
    }

    /** By what an entity is looked for, as one comparable text. */
    static String wanted(NewEntity entity) {
        return ofNationalIdentifier(entity.nationalIdentifier())
                .orElseGet(() -> named(entity.legalName(), entity.parentId()));
    }

    static String named(String legalName, Optional<UUID> parent) {
        return parent.map(UUID::toString).orElse("") + " " + ofName(legalName);
    }
}

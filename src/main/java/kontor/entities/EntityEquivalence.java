package kontor.entities;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import kontor.wire.Json;

/**
 * Decides whether a requested entity exists already: one with the same national identifier, or,
 * where the request gives none, with the same legal name under the same parent. Case, blanks and
 * hyphens of numbers make no difference, nor do case and the number of blanks in names.
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
     * @param json NationalIdentifier of the API
     */
    static Optional<String> ofNationalIdentifier(Optional<String> json) {
        return json.map(Json::readOwn).map(EntityEquivalence::comparable);
    }

    private static String comparable(JsonNode identifier) {
        return identifier.get("type").textValue()
                + " "
                + identifier.get("market").textValue()
                + " "
                + identifier
                        .get("number")
                        .textValue()
                        .replaceAll("[\\s-]", "")
                        .toUpperCase(Locale.ROOT);
    }

    /** What an entity is looked up by, as one text that can be compared. */
    static String wanted(NewEntity entity) {
        return ofNationalIdentifier(entity.nationalIdentifier())
                .orElseGet(() -> named(entity.legalName(), entity.parentId()));
    }

    static String named(String legalName, Optional<UUID> parent) {
        return parent.map(UUID::toString).orElse("") + " " + ofName(legalName);
    }
}

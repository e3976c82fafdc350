package kontor.expectations;

import java.util.Optional;
import kontor.core.Fault;
import kontor.identifiers.OcrReference;
import kontor.identifiers.RfReference;
import kontor.matchmarks.ReferenceKey;
import kontor.wire.JsonFields;
import kontor.wire.LegalFields;

/**
 * What the booking is expected to say.
 *
 * @param value as it was told, up to 140 characters
 */
public record Reference(Type type, String value) {

    /** RemittanceInformation.type of the API. */
    public enum Type {
        OCR,
        UNSTRUCTURED,
        STRUCTURED
    }

    private static final int LONGEST = 140;

    /** The key by which bookings are found; a free text finds none by itself. */
    Optional<String> key() {
        return type == Type.UNSTRUCTURED ? Optional.empty() : ReferenceKey.of(value);
    }

    /** RemittanceInformation of the API, which is required. */
    static Optional<Reference> read(JsonFields body, String name) {
        body.require(name);
        return body.object(name).flatMap(Reference::read);
    }

    private static Optional<Reference> read(JsonFields object) {
        object.require("type");
        var type = object.oneOf("type", Type.class);
        String value = LegalFields.requiredName(object, "value", LONGEST).orElse("");
        type.flatMap(known -> problem(known, value))
                .filter(_ -> !value.isEmpty())
                .ifPresent(problem -> object.fault(Fault.invalid("value", problem)));
        return type.map(known -> new Reference(known, value));
    }

    private static Optional<String> problem(Type type, String value) {
        return switch (type) {
            case UNSTRUCTURED -> Optional.empty();
            case OCR -> OcrReference.problem(OcrReference.normalize(value.replace("-", "")));
            case STRUCTURED -> structured(value);
        };
    }

    /** Only RF can be told from its look; what else is structured differs between countries. */
    private static Optional<String> structured(String value) {
        String rf = RfReference.normalize(value);
        return rf.matches("RF[0-9]{2}.*")
                ? RfReference.problem(rf)
                : ReferenceKey.of(value).isPresent()
                        ? Optional.empty()
                        : Optional.of("must have letters or digits that are not all zero");
    }
}

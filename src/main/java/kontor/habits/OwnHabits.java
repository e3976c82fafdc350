package kontor.habits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kontor.core.Fault;
import kontor.habits.FileHabits.Apart;
import kontor.habits.FileHabits.ChargeBearing;
import kontor.identifiers.Bic;
import kontor.identifiers.SepaText;
import kontor.wire.Json;
import kontor.wire.JsonFields;

/**
 * What one connection has otherwise than the profile of its bank, FileHabits of the API.
 *
 * @param json with the members that were given, always in the same order
 */
public record OwnHabits(String json) {

    public static final OwnHabits NONE = new OwnHabits("{}");

    private static final String TRANSFERS = "creditTransferMessage";
    private static final String COLLECTIONS = "directDebitMessage";
    private static final String SCHEME = "initiatingPartyScheme";
    private static final String ID = "initiatingPartyId";
    private static final String BANKGIRO = "bankgiroAsDebtorAccount";
    private static final String REFERRED = "referredAmounts";
    private static final String APART = "onePerMessage";
    private static final String BEARER = "chargeBearer";
    private static final String BATCH = "batchBooking";
    private static final String LETTERS = "nationalLetters";

    private static final List<String> OF_TRANSFERS = List.of("pain.001.001.03", "pain.001.001.09");
    private static final List<String> OF_COLLECTIONS =
            List.of("pain.008.001.02", "pain.008.001.08");

    private static final int MOST_LETTERS = 100;

    /** Reads the object of that name; what is wrong is noted as a fault. */
    public static OwnHabits parse(JsonFields body, String name) {
        return body.object(name).map(OwnHabits::parse).orElse(NONE);
    }

    private static OwnHabits parse(JsonFields fields) {
        fields.knowsOnly(
                TRANSFERS,
                COLLECTIONS,
                SCHEME,
                ID,
                BANKGIRO,
                REFERRED,
                APART,
                BEARER,
                BATCH,
                LETTERS);
        var json = Json.object();
        version(fields, TRANSFERS, OF_TRANSFERS, json);
        version(fields, COLLECTIONS, OF_COLLECTIONS, json);
        initiatingParty(fields, json);
        for (String flag : List.of(BANKGIRO, REFERRED, BATCH)) {
            fields.bool(flag).ifPresent(value -> json.put(flag, value));
        }
        apart(fields, json);
        fields.oneOf(BEARER, ChargeBearing.class).ifPresent(one -> json.put(BEARER, one.name()));
        fields.text(LETTERS, 0, MOST_LETTERS).ifPresent(text -> letters(fields, text, json));
        return new OwnHabits(Json.write(json));
    }

    private static void version(
            JsonFields fields, String name, List<String> known, ObjectNode json) {
        var text = fields.text(name, 1, 64);
        if (text.isPresent() && !known.contains(text.get())) {
            fields.fault(Fault.invalid(name, "must be one of " + String.join(", ", known)));
        }
        text.ifPresent(one -> json.put(name, one));
    }

    private static void initiatingParty(JsonFields fields, ObjectNode json) {
        var scheme = fields.text(SCHEME, 1, 35).map(FileHabits::scheme);
        var id = fields.text(ID, 1, 35);
        Optional<String> problem =
                scheme.filter(FileHabits.BIC::equals).isPresent()
                        ? id.flatMap(Bic::problem)
                        : id.flatMap(SepaText::identifierProblem);
        problem.ifPresent(why -> fields.fault(Fault.invalid(ID, why)));
        scheme.flatMap(SepaText::identifierProblem)
                .ifPresent(why -> fields.fault(Fault.invalid(SCHEME, why)));
        scheme.ifPresent(text -> json.put(SCHEME, text));
        id.ifPresent(text -> json.put(ID, text));
    }

    private static void apart(JsonFields fields, ObjectNode json) {
        if (!fields.has(APART)) {
            return;
        }
        var known = List.of(Apart.values()).stream().map(Enum::name).toList();
        var words = fields.texts(APART, known.size(), 64);
        if (!known.containsAll(words)) {
            fields.fault(Fault.invalid(APART, "knows only " + String.join(", ", known)));
        }
        var list = json.putArray(APART);
        known.stream().filter(words::contains).forEach(list::add);
    }

    private static void letters(JsonFields fields, String text, ObjectNode json) {
        if (!FileHabits.areNational(text)) {
            fields.fault(
                    Fault.invalid(
                            LETTERS,
                            "must hold letters beyond a-z and A-Z only, one after the other, such"
                                    + " as \u00c5\u00c4\u00d6\u00e5\u00e4\u00f6"));
        }
        json.put(LETTERS, text);
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    boolean namesScheme() {
        return view().has(SCHEME);
    }

    /** As the API shows it. */
    public JsonNode view() {
        return Json.readOwn(json);
    }

    /** The habits of a profile, with these in their place. */
    public FileHabits over(FileHabits base) {
        if (isEmpty()) {
            return base;
        }
        var own = Json.readOwn(json);
        return new FileHabits(
                own.path(TRANSFERS).asText(base.oldTransfers() ? ".03" : "").endsWith(".03"),
                own.path(COLLECTIONS).asText(base.oldCollections() ? ".02" : "").endsWith(".02"),
                text(own, SCHEME).or(base::initiatingPartyScheme),
                text(own, ID).or(base::initiatingPartyId),
                own.path(BANKGIRO).asBoolean(base.bankgiroAsDebtorAccount()),
                own.path(REFERRED).asBoolean(base.referredAmounts()),
                own.has(APART) ? apart(own.path(APART)) : base.onePerMessage(),
                text(own, BEARER).map(ChargeBearing::valueOf).orElse(base.chargeBearer()),
                own.path(BATCH).asBoolean(base.batchBooking()),
                own.path(LETTERS).asText(base.nationalLetters()),
                this);
    }

    private static Optional<String> text(JsonNode own, String name) {
        return Optional.ofNullable(own.get(name)).map(JsonNode::asText);
    }

    private static Set<Apart> apart(JsonNode words) {
        var apart = new LinkedHashSet<Apart>();
        words.forEach(word -> apart.add(Apart.valueOf(word.asText())));
        return apart;
    }
}

package kontor.prenotifications;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kontor.core.Fault;
import kontor.wire.JsonPatch;
import kontor.wire.JsonPatch.Op;
import kontor.wire.JsonPatch.Rule;
import kontor.wire.LegalFields;

/**
 * A JSON Patch of the settings; of several operations on one path the last one counts.
 *
 * @param texts without a text Kontor's own words are taken again
 */
public record NoticePatch(
        Optional<Boolean> byMail,
        Optional<Language> language,
        Optional<Integer> sepaDays,
        Map<Language, Optional<String>> texts) {

    private static final String VALUE = "value";
    private static final String TEXTS = "/texts/";
    private static final int LONGEST_TEXT = 4_000;

    public static final List<Rule> RULES =
            List.of(
                    Rule.of("/byMail", Op.ADD, Op.REPLACE),
                    Rule.of("/language", Op.ADD, Op.REPLACE),
                    Rule.of("/sepaDays", Op.ADD, Op.REPLACE),
                    Rule.of("/texts/(en|sv|de|fr)", Op.ADD, Op.REPLACE, Op.REMOVE));

    public static NoticePatch parse(JsonPatch patch) {
        var byMail = Optional.<Boolean>empty();
        var language = Optional.<Language>empty();
        var sepaDays = Optional.<Integer>empty();
        var texts = new HashMap<Language, Optional<String>>();
        for (var one : patch.operations()) {
            switch (one.path()) {
                case "/byMail" -> byMail = one.fields().bool(VALUE);
                case "/language" -> language = language(one);
                case "/sepaDays" -> sepaDays = days(one);
                default ->
                        texts.put(
                                Language.find(one.path().substring(TEXTS.length())).orElseThrow(),
                                one.op() == Op.REMOVE ? Optional.empty() : text(one));
            }
        }
        patch.refuseFaults();
        return new NoticePatch(byMail, language, sepaDays, Map.copyOf(texts));
    }

    private static Optional<Language> language(JsonPatch.Operation one) {
        var code = one.fields().text(VALUE, 1, 255);
        var found = code.flatMap(Language::find);
        if (code.isPresent() && found.isEmpty()) {
            one.fields().fault(Fault.invalid(VALUE, "must be en, sv, de or fr"));
        }
        return found;
    }

    private static Optional<Integer> days(JsonPatch.Operation one) {
        var days = one.fields().integer(VALUE);
        if (days.filter(count -> count < 1 || count > Deadline.SEPA_DAYS).isPresent()) {
            one.fields().fault(Fault.invalid(VALUE, "must be 1 to " + Deadline.SEPA_DAYS));
        }
        return days.map(Long::intValue);
    }

    /** Without amount and day it would tell nothing. */
    private static Optional<String> text(JsonPatch.Operation one) {
        var text = LegalFields.readable(one.fields(), VALUE, LONGEST_TEXT);
        text.flatMap(NoticeText::problem)
                .ifPresent(problem -> one.fields().fault(Fault.invalid(VALUE, problem)));
        return text;
    }
}

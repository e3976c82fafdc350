package kontor.partypages;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import kontor.identifiers.ReasonCode;
import kontor.mandates.Mandate;
import kontor.pages.Figures;

/** What a mandate is, by the name of each thing. */
final class MandateFacts {

    private MandateFacts() {}

    /**
     * @param first the day from which Bankgirot takes payments under it, where it said one
     */
    static Map<String, String> of(Mandate mandate, Optional<LocalDate> first) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("scheme", mandate.scheme().name());
        facts.put("recurrence", Figures.word(mandate.recurrence().name()));
        facts.put("creditor reference", mandate.creditorReference());
        put(facts, "signature date", mandate.signatureDate().map(Figures::weekday));
        put(facts, "first day", first.map(Figures::weekday));
        put(
                facts,
                "lapses",
                mandate.lapses().filter(_ -> !mandate.status().isOver()).map(Figures::weekday));
        facts.put(
                "last collection", mandate.lastCollection().map(Figures::weekday).orElse("never"));
        put(facts, "reason", mandate.statusReason().map(MandateFacts::words));
        put(facts, "blocked by", mandate.blockedBy().map(MandateFacts::words));
        put(facts, "external id", mandate.externalId());
        return facts;
    }

    /** What the bank knows so far of what was changed. */
    static Map<String, String> pending(Mandate mandate) {
        var pending = new LinkedHashMap<String, String>();
        mandate.pendingAmendment()
                .ifPresent(
                        one -> {
                            put(pending, "mandate reference", one.originalMandateReference());
                            put(pending, "creditor reference", one.originalCreditorReference());
                            put(pending, "IBAN", one.originalIban().map(Figures::iban));
                        });
        return pending;
    }

    /** What came back with it, and what that means; other words stand for themselves. */
    private static String words(String code) {
        String meaning = MandateWords.reason(code);
        return ReasonCode.isKnown(code) ? meaning + "; " + ReasonCode.of(code).action() : meaning;
    }

    private static void put(Map<String, String> map, String name, Optional<String> value) {
        value.ifPresent(text -> map.put(name, text));
    }
}

package kontor.supplements;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import kontor.transactions.EntryReading;
import kontor.transactions.StatementEntry;
import kontor.transactions.Transaction;
import kontor.wire.Json;

/**
 * What a notification says of an entry.
 *
 * @param own members that stand at the one transaction of the entry; absent for several
 * @param entry all members of the entry, those too
 * @param words the text of the transaction, for its description
 * @param description of the entry, if it were a transaction
 * @param returned the entry undoes an earlier booking
 */
record Supplement(
        Optional<ObjectNode> own,
        ObjectNode entry,
        Optional<String> words,
        String description,
        boolean returned) {

    /** Absent when it says nothing that a transaction could show. */
    static Optional<Supplement> of(StatementEntry entry) {
        var reading = new EntryReading(entry);
        var own = reading.factsOfOnly();
        return own.isPresent() || reading.returned()
                ? Optional.of(
                        new Supplement(
                                own,
                                own.isPresent() ? reading.facts() : Json.object(),
                                reading.wordsOfOnly(),
                                reading.description(),
                                reading.returned()))
                : Optional.empty();
    }

    String write() {
        var node = Json.object().put("returned", returned).put("description", description);
        node.set("entry", entry);
        own.ifPresent(members -> node.set("own", members));
        words.ifPresent(text -> node.put("words", text));
        return Json.write(node);
    }

    static Supplement read(String stored) {
        var node = Json.readOwn(stored);
        return new Supplement(
                Optional.ofNullable(node.get("own")).map(ObjectNode.class::cast),
                (ObjectNode) node.path("entry"),
                Optional.ofNullable(node.path("words").textValue()),
                node.path("description").asText(),
                node.path("returned").asBoolean());
    }

    /**
     * What the statement and this one say otherwise of one transaction, by member: the statement's
     * word, then this one's. Where the statement told nothing of it, nothing contradicts.
     */
    Map<String, String> contradictions(Transaction booked, Own its) {
        return own.isPresent() && its.isOne()
                ? Members.contradictions((ObjectNode) Json.readOwn(booked.facts()), own.get())
                : Map.of();
    }

    /** The transaction as both say it together. */
    Transaction.Told with(Transaction booked, Own its) {
        var facts = (ObjectNode) Json.readOwn(booked.facts());
        boolean back = booked.returned() || returned;
        boolean several = own.isEmpty() || its.isSeveral() || facts.has(EntryReading.NUMBER);
        if (several) {
            boolean all = own.isEmpty() && back;
            return new Transaction.Told(
                    booked.description(), booked.returned() || all, booked.facts());
        }
        if (its.isOne()) {
            Members.fill(facts, own.get());
        } else {
            Members.overlay(facts, own.get());
        }
        Members.fill(facts, entry);
        return new Transaction.Told(description(booked, its, facts), back, Json.write(facts));
    }

    private String description(Transaction booked, Own its, ObjectNode facts) {
        if (its.hasWords()) {
            return booked.description();
        }
        var code = facts.path("bankTransactionCode");
        return words.or(() -> text(facts.path("entryInformation")))
                .or(() -> Optional.of(description).filter(_ -> returned))
                .or(() -> text(code.path("description")))
                .or(() -> text(code.path("proprietary").path("code")))
                .orElse(booked.description());
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.ofNullable(node.textValue());
    }
}

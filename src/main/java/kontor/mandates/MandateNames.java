package kontor.mandates;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Request;
import kontor.core.Outcome;
import kontor.db.Tx;
import kontor.identifiers.CreditorIdentifier;

/**
 * What names one live mandate: its payee and its reference, as banks compare them - without regard
 * to case, nor to the business code of a creditor. A SEPA reference is one of its creditor, a payer
 * number of Autogiro one of a bankgiro.
 */
public final class MandateNames {

    private final MandateTable table;

    MandateNames(MandateTable table) {
        this.table = table;
    }

    /**
     * The name of a mandate that is asked for.
     *
     * @param key equal for those that banks take for the same
     * @param holder the live mandate that has the name already
     * @param isEnded one that had it was cancelled, or failed
     */
    public record Named(String key, Optional<Mandate> holder, boolean isEnded) {}

    private record Name(String payee, String reference, boolean isSepa) {

        Name(MandateScheme scheme, String payee, String reference) {
            this(payee, reference.toUpperCase(Locale.ROOT), scheme.isSepa());
        }

        /** As {@link MandateTable#holders} answers. */
        String key() {
            return payee + " " + reference;
        }
    }

    private static Name name(Mandate mandate) {
        return name(mandate, mandate.mandateReference());
    }

    private static Name name(Mandate mandate, String reference) {
        var own = mandate.destinationAccountId();
        String payee = payee(mandate.scheme(), mandate.creditorReference(), own);
        return new Name(mandate.scheme(), payee, reference);
    }

    /**
     * As the column {@code payee_key} has it.
     *
     * @param own the account, which stands for its bankgiro
     */
    static String payee(MandateScheme scheme, String creditor, Optional<UUID> own) {
        return scheme.isSepa() ? creditor(scheme, creditor) : own.orElseThrow().toString();
    }

    static String of(Mandate mandate) {
        return name(mandate).key();
    }

    static String creditor(Mandate mandate) {
        return creditor(mandate.scheme(), mandate.creditorReference());
    }

    private static String creditor(MandateScheme scheme, String creditor) {
        return scheme.isSepa() ? CreditorIdentifier.comparable(creditor) : creditor;
    }

    /** Two of one list with the same name: the first wins, as it would have alone. */
    static void refuseTwins(Map<UUID, Outcome<Mandate>> outcomes) {
        var first = new HashMap<String, UUID>();
        for (Mandate mandate : Mandates.done(outcomes.values())) {
            UUID before = first.putIfAbsent(of(mandate), mandate.id());
            if (before != null) {
                outcomes.put(
                        mandate.id(),
                        Outcome.refused(
                                MandateRefusal.MANDATE_REFERENCE_TAKEN.refusal(before.toString())));
            }
        }
    }

    /**
     * Which mandates Bankgirot still knows by the payer numbers of these, by name: it has not
     * answered about the others that they are to get, and may leave them as they are.
     */
    Map<String, UUID> changing(Tx tx, List<Mandate> wanted) {
        return stillKnown(tx, wanted.stream().map(MandateNames::name).toList());
    }

    /** Nothing is asked for names of SEPA, which Bankgirot does not know. */
    private Map<String, UUID> stillKnown(Tx tx, List<Name> all) {
        var names = all.stream().filter(one -> !one.isSepa).toList();
        return names.isEmpty() ? Map.of() : table.changing(tx, payees(names), references(names));
    }

    /** The other live mandate that has this reference. */
    Optional<UUID> otherWith(Tx tx, Mandate mandate, String reference) {
        var name = name(mandate, reference);
        var holder = table.holders(tx, List.of(name.payee), List.of(name.reference));
        return holder.values().stream().filter(id -> !id.equals(mandate.id())).findFirst();
    }

    /** Which live mandates have the names of these, by name. */
    Map<String, UUID> holders(Tx tx, List<Mandate> wanted) {
        return found(tx, wanted.stream().map(MandateNames::name).toList());
    }

    private Map<String, UUID> found(Tx tx, Collection<Name> all) {
        var names = all.stream().distinct().toList();
        var found = new HashMap<>(stillKnown(tx, names));
        found.putAll(table.holders(tx, payees(names), references(names)));
        return found;
    }

    private static List<String> payees(List<Name> names) {
        return names.stream().map(Name::payee).toList();
    }

    private static List<String> references(List<Name> names) {
        return names.stream().map(Name::reference).toList();
    }

    /**
     * @param payees of the requests, as far as somebody says who it is
     */
    Map<UUID, Named> of(Tx tx, List<Request<NewMandate>> requests, Map<UUID, String> payees) {
        var names = new HashMap<UUID, Name>();
        for (var one : requests) {
            var input = one.input();
            Optional.ofNullable(payees.get(one.id()))
                    .map(payee -> new Name(input.scheme(), payee, input.mandateReference()))
                    .ifPresent(name -> names.put(one.id(), name));
        }
        var ids = found(tx, names.values());
        var holders =
                ids.isEmpty() ? Map.<UUID, Mandate>of() : table.forCollection(tx, ids.values());
        var distinct = names.values().stream().distinct().toList();
        var ended = table.ended(tx, payees(distinct), references(distinct));
        var named = new HashMap<UUID, Named>();
        names.forEach(
                (id, name) -> {
                    var holder = Optional.ofNullable(ids.get(name.key())).map(holders::get);
                    named.put(id, new Named(name.key(), holder, ended.contains(name.key())));
                });
        return named;
    }
}

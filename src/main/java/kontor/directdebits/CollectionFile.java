package kontor.directdebits;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.banks.InstructionDraft;
import kontor.connections.BankProfile;
import kontor.connections.Connection;
import kontor.core.Maps;
import kontor.core.Money;
import kontor.identifiers.CreditorIdentifier;
import kontor.identifiers.Iban;
import kontor.identifiers.RfReference;
import kontor.identifiers.SepaCountries;
import kontor.iso20022.Amendment;
import kontor.iso20022.Collection;
import kontor.iso20022.CollectionGroup;
import kontor.iso20022.LocalInstrument;
import kontor.iso20022.MessageHeader;
import kontor.iso20022.Pain008Writer;
import kontor.iso20022.Remittance;
import kontor.mandates.Mandate;
import kontor.mandates.MandateScheme;
import kontor.mandates.MandateStatus;
import kontor.mandates.PendingAmendment;
import kontor.payments.BankText;
import kontor.payments.Party;

/**
 * Collections as a pain.008.001.08 file for SEPA (EPC130-08): one block ({@code PmtInf}) per own
 * account, scheme, sequence type, creditor identifier, category purpose and day.
 */
final class CollectionFile {

    private static final int NAME = 70;
    private static final int REMITTANCE = 140;

    private CollectionFile() {}

    /** What the collections of one block have in common. */
    private record Key(
            UUID account,
            MandateScheme scheme,
            SequenceType sequence,
            String creditor,
            Optional<String> purpose,
            LocalDate date) {}

    /** One block and its collections. */
    record Group(
            String paymentInformationId,
            Key key,
            Connection connection,
            List<DirectDebit> debits,
            Map<UUID, Mandate> mandates) {

        BigDecimal sum() {
            return CollectionFile.sum(debits);
        }
    }

    private static BigDecimal sum(List<DirectDebit> debits) {
        return debits.stream()
                .map(debit -> debit.terms().amount())
                .reduce(Money::plus)
                .orElseThrow()
                .decimal();
    }

    static List<Group> groups(
            List<DirectDebit> debits,
            Map<UUID, Mandate> mandates,
            Connection connection,
            String messageId) {
        var byKey = new LinkedHashMap<Key, List<DirectDebit>>();
        for (DirectDebit debit : debits) {
            Mandate mandate = Maps.required(mandates, debit.parties().mandateId());
            var key =
                    new Key(
                            debit.parties().destinationAccountId(),
                            debit.scheme(),
                            sequence(debit, mandate, connection.profile()),
                            mandate.creditorIdentifier(),
                            debit.terms().categoryPurpose(),
                            debit.progress().effectiveDate());
            byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(debit);
        }
        var groups = new ArrayList<Group>();
        byKey.forEach(
                (key, members) ->
                        groups.add(
                                new Group(
                                        messageId + "-" + (groups.size() + 1),
                                        key,
                                        connection,
                                        members,
                                        mandates)));
        return groups;
    }

    /**
     * RCUR is right for every collection since November 2016; some banks still want FRST until one
     * has settled.
     */
    private static SequenceType sequence(DirectDebit debit, Mandate mandate, BankProfile profile) {
        boolean first =
                debit.sequenceType() == SequenceType.RCUR
                        && profile.wantsFirst()
                        && mandate.status() != MandateStatus.ACTIVE;
        return first ? SequenceType.FRST : debit.sequenceType();
    }

    /**
     * @return the sum of all collections
     */
    static BigDecimal write(List<Group> groups, InstructionDraft draft, OutputStream file) {
        int count = groups.stream().mapToInt(group -> group.debits.size()).sum();
        BigDecimal total = groups.stream().map(Group::sum).reduce(BigDecimal::add).orElseThrow();
        String initiator = creditor(groups.getFirst()).name();
        try (var writer =
                new Pain008Writer(
                        file,
                        new MessageHeader(
                                draft.messageId(), draft.localTime(), count, total, initiator))) {
            for (Group group : groups) {
                writer.group(
                        new CollectionGroup(
                                group.paymentInformationId,
                                group.debits.size(),
                                group.sum(),
                                group.connection.profile().batchBooking(),
                                terms(group.key),
                                creditor(group)));
                group.debits.forEach(
                        debit ->
                                writer.collection(
                                        collection(
                                                debit,
                                                Maps.required(
                                                        group.mandates,
                                                        debit.parties().mandateId()))));
            }
        }
        return total;
    }

    private static CollectionGroup.Terms terms(Key key) {
        return new CollectionGroup.Terms(
                key.scheme == MandateScheme.SDD_B2B ? LocalInstrument.B2B : LocalInstrument.CORE,
                kontor.iso20022.SequenceType.valueOf(key.sequence.name()),
                key.purpose,
                key.date);
    }

    private static CollectionGroup.Creditor creditor(Group group) {
        var first = group.debits.getFirst();
        var own = first.parties().destination().party();
        return new CollectionGroup.Creditor(
                BankText.name(own.legalName(), NAME),
                BankText.address(own.address()),
                iban(first, own),
                own.bic().or(() -> Optional.of(group.connection.bic())),
                group.key.creditor);
    }

    private static Collection collection(DirectDebit debit, Mandate mandate) {
        var payer = debit.parties().source().party();
        String id = debit.endToEndId();
        String iban = iban(debit, payer);
        var signed =
                mandate.signatureDate()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "SEPA mandate "
                                                        + mandate.id()
                                                        + " has no signature date"));
        return new Collection(
                Optional.of(id),
                id,
                debit.terms().amount(),
                new Collection.Mandate(
                        mandate.mandateReference(),
                        signed,
                        mandate.pendingAmendment().map(pending -> amendment(pending, iban))),
                new Collection.Debtor(
                        BankText.name(payer.legalName(), NAME),
                        SepaCountries.needsPayerAddress(iban)
                                ? BankText.address(payer.address())
                                : Optional.empty(),
                        iban,
                        payer.bic()),
                remittance(debit.terms().reference()));
    }

    /**
     * The old IBAN is told to the bank that had it too; any other bank is told only that the
     * account is new ({@code SMNDA}).
     */
    private static Amendment amendment(PendingAmendment pending, String iban) {
        var old = pending.originalIban();
        var originalIban = old.filter(before -> Iban.sameBank(before, iban));
        return new Amendment(
                pending.originalMandateReference(),
                pending.originalCreditorReference().map(CreditorIdentifier::normalize),
                Optional.empty(),
                originalIban,
                old.isPresent() && originalIban.isEmpty());
    }

    private static Optional<Remittance> remittance(String reference) {
        String compact = RfReference.normalize(reference);
        return RfReference.problem(compact).isEmpty()
                ? Optional.of(Remittance.ofReference(compact))
                : BankText.words(reference, REMITTANCE);
    }

    static String iban(DirectDebit debit, Party side) {
        return side.iban()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "direct debit " + debit.id() + " has a side without IBAN"));
    }
}

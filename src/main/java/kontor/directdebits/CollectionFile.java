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
import kontor.banktexts.Texts;
import kontor.connections.BankProfile;
import kontor.connections.Connection;
import kontor.core.Maps;
import kontor.core.Money;
import kontor.habits.FileForm;
import kontor.identifiers.CreditorIdentifier;
import kontor.identifiers.Iban;
import kontor.identifiers.SepaCountries;
import kontor.identifiers.SepaText;
import kontor.iso20022.Address;
import kontor.iso20022.Amendment;
import kontor.iso20022.Collection;
import kontor.iso20022.CollectionGroup;
import kontor.iso20022.LocalInstrument;
import kontor.iso20022.MessageHeader;
import kontor.iso20022.Pain008Writer;
import kontor.mandates.Mandate;
import kontor.mandates.MandateScheme;
import kontor.mandates.MandateStatus;
import kontor.mandates.PendingAmendment;
import kontor.payments.Party;
import kontor.payments.PaymentTexts;
import kontor.warnings.Warning;

/**
 * Collections as a pain.008.001.08 file for SEPA (EPC130-08): one block ({@code PmtInf}) per own
 * account, scheme, sequence type, creditor identifier, category purpose and day.
 */
final class CollectionFile {

    /** Characters of a name (EPC016-06), of the initiating party too. */
    private static final int NAME = 70;

    private static final int REMITTANCE = 140;

    private CollectionFile() {}

    /** The texts of a SEPA collection in a file to a bank of this profile. */
    static PaymentTexts texts(DirectDebit debit, BankProfile profile) {
        var payer = debit.parties().source();
        var who = payer.who();
        return PaymentTexts.of(
                new Texts(profile.files().nationalLetters()),
                new PaymentTexts.Side(
                        debit.parties().destination().who(),
                        "destinationHolder",
                        "Your",
                        NAME,
                        true),
                new PaymentTexts.Side(
                        who,
                        "sourceHolder",
                        "The payer's",
                        NAME,
                        who.address().isSaid() && travels(payer.party())),
                reference(debit.terms().reference()));
    }

    private static boolean travels(Party payer) {
        return payer.iban().filter(SepaCountries::needsPayerAddress).isPresent();
    }

    /** An RF creditor reference and a Belgian one travel as what they are. */
    static PaymentTexts.Reference reference(String given) {
        return PaymentTexts.Reference.ofCreditor(given, REMITTANCE);
    }

    /** What is told of a collection of any scheme whose texts do not leave as they were given. */
    static List<Warning> told(DirectDebit debit, BankProfile profile) {
        if (debit.scheme().isSepa()) {
            return texts(debit, profile).changes();
        }
        return Texts.byAutogiro(debit.terms().reference(), profile.files().nationalLetters());
    }

    /** What the collections of one block have in common. */
    private record Key(
            UUID account,
            MandateScheme scheme,
            SequenceType sequence,
            String creditor,
            Optional<String> purpose,
            LocalDate date,
            String creditorName,
            Optional<Address> creditorAddress) {}

    /** A collection with its texts. */
    private record Line(DirectDebit debit, PaymentTexts texts) {}

    /** One block and its collections. */
    record Group(
            String paymentInformationId,
            Key key,
            Connection connection,
            List<Line> lines,
            Map<UUID, Mandate> mandates) {

        BigDecimal sum() {
            return lines.stream()
                    .map(line -> line.debit.terms().amount())
                    .reduce(Money::plus)
                    .orElseThrow()
                    .decimal();
        }

        List<DirectDebit> debits() {
            return lines.stream().map(Line::debit).toList();
        }
    }

    static List<Group> groups(
            List<DirectDebit> debits,
            Map<UUID, Mandate> mandates,
            Connection connection,
            String messageId) {
        var byKey = new LinkedHashMap<Key, List<Line>>();
        for (DirectDebit debit : debits) {
            var texts = texts(debit, connection.profile());
            Mandate mandate = Maps.required(mandates, debit.parties().mandateId());
            var key =
                    new Key(
                            debit.parties().destinationAccountId(),
                            debit.scheme(),
                            sequence(debit, mandate, connection.profile()),
                            mandate.creditorIdentifier(),
                            debit.terms().categoryPurpose(),
                            debit.progress().effectiveDate(),
                            texts.own(),
                            texts.ownAddress());
            byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(new Line(debit, texts));
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
    static SequenceType sequence(DirectDebit debit, Mandate mandate, BankProfile profile) {
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
        int count = groups.stream().mapToInt(group -> group.lines.size()).sum();
        BigDecimal total = groups.stream().map(Group::sum).reduce(BigDecimal::add).orElseThrow();
        var habits = groups.getFirst().connection.profile().files();
        var form = FileForm.ofCollections(habits);
        try (var writer = new Pain008Writer(file, header(groups, draft, count, total), form)) {
            for (Group group : groups) {
                writer.group(
                        new CollectionGroup(
                                group.paymentInformationId,
                                group.lines.size(),
                                group.sum(),
                                habits.batchBooking(),
                                terms(group.key),
                                creditor(group)));
                group.lines.forEach(
                        line ->
                                writer.collection(
                                        collection(
                                                line,
                                                Maps.required(
                                                        group.mandates,
                                                        line.debit.parties().mandateId()))));
            }
        }
        return total;
    }

    private static MessageHeader header(
            List<Group> groups, InstructionDraft draft, int count, BigDecimal total) {
        var first = groups.getFirst();
        return new MessageHeader(
                draft.messageId(),
                draft.localTime(),
                count,
                total,
                SepaText.cut(first.key.creditorName, NAME),
                FileForm.identification(first.connection.profile().files()));
    }

    private static CollectionGroup.Terms terms(Key key) {
        return new CollectionGroup.Terms(
                key.scheme == MandateScheme.SDD_B2B ? LocalInstrument.B2B : LocalInstrument.CORE,
                kontor.iso20022.SequenceType.valueOf(key.sequence.name()),
                key.purpose,
                key.date);
    }

    private static CollectionGroup.Creditor creditor(Group group) {
        var first = group.lines.getFirst().debit;
        var own = first.parties().destination().party();
        return new CollectionGroup.Creditor(
                group.key.creditorName,
                group.key.creditorAddress,
                iban(first, own),
                own.bic().or(() -> Optional.of(group.connection.bic())),
                group.key.creditor);
    }

    private static Collection collection(Line line, Mandate mandate) {
        DirectDebit debit = line.debit;
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
                        line.texts.other(), line.texts.otherAddress(), iban, payer.bic()),
                line.texts.remittance());
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

    static String iban(DirectDebit debit, Party side) {
        return side.iban()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "direct debit " + debit.id() + " has a side without IBAN"));
    }
}

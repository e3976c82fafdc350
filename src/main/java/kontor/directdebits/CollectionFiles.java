package kontor.directdebits;

import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.banks.InstructionDraft;
import kontor.banks.WrittenFile;
import kontor.connections.Connection;
import kontor.core.Maps;
import kontor.db.Tx;
import kontor.habits.FileForm;
import kontor.habits.FileHabits.Apart;
import kontor.mandates.Mandate;
import kontor.mandates.MandateStatus;
import kontor.mandates.Mandates;
import kontor.payments.PaymentFileKind;
import kontor.payments.PaymentFiles;
import kontor.payments.StatusReason;

/** Due SEPA collections as pain.008 files, with their mandates as they are now. */
final class CollectionFiles implements PaymentFiles<DirectDebit> {

    private final Mandates mandates;

    CollectionFiles(Mandates mandates) {
        this.mandates = mandates;
    }

    @Override
    public PaymentFileKind kind() {
        return DirectDebitTable.SEPA;
    }

    @Override
    public Ready<DirectDebit> ready(Tx tx, Connection connection, List<DirectDebit> due) {
        var found =
                mandates.forUse(
                        tx,
                        due.stream().map(debit -> debit.parties().mandateId()).distinct().toList());
        var changed = new HashMap<UUID, DirectDebit>();
        for (DirectDebit debit : due) {
            Mandate mandate = Maps.required(found, debit.parties().mandateId());
            if (problem(mandate).isEmpty() && MandateInCollection.of(debit).isOutdated(mandate)) {
                changed.put(debit.id(), debit.under(mandate));
            }
        }
        DirectDebitTable.adopt(tx, List.copyOf(changed.values()));
        return new WithMandates(connection, found, changed);
    }

    private static Optional<StatusReason> problem(Mandate mandate) {
        boolean usable =
                mandate.status().isLive() || mandate.status() == MandateStatus.PENDING_CANCELLATION;
        if (!usable) {
            return Optional.of(
                    new StatusReason(
                            "MD01", "the mandate is " + mandate.status(), "get a new mandate"));
        }
        return mandate.blockedBy()
                .map(
                        code ->
                                StatusReason.ofBank(
                                        code, "the bank refused the payer's account before"));
    }

    private record WithMandates(
            Connection connection, Map<UUID, Mandate> mandates, Map<UUID, DirectDebit> changed)
            implements Ready<DirectDebit> {

        @Override
        public Optional<StatusReason> problem(DirectDebit debit) {
            return CollectionFiles.problem(Maps.required(mandates, debit.parties().mandateId()));
        }

        @Override
        public DirectDebit current(DirectDebit debit) {
            return changed.getOrDefault(debit.id(), debit);
        }

        @Override
        public List<String> together(DirectDebit debit) {
            var profile = connection.profile();
            var apart = profile.files().onePerMessage();
            var mandate = Maps.required(mandates, debit.parties().mandateId());
            return List.of(
                    apart.contains(Apart.SCHEME) ? debit.scheme().name() : "",
                    apart.contains(Apart.SEQUENCE_TYPE)
                            ? CollectionFile.sequence(debit, mandate, profile).name()
                            : "");
        }

        @Override
        public File write(List<DirectDebit> usable, InstructionDraft draft, OutputStream file) {
            var groups = CollectionFile.groups(usable, mandates, connection, draft.messageId());
            var total = CollectionFile.write(groups, draft, file);
            var groupOf = new HashMap<UUID, String>();
            groups.forEach(
                    group ->
                            group.debits()
                                    .forEach(
                                            debit ->
                                                    groupOf.put(
                                                            debit.id(),
                                                            group.paymentInformationId())));
            return new File(
                    new WrittenFile(
                            FileForm.messageOfCollections(connection.profile().files()),
                            usable.size(),
                            total),
                    groupOf);
        }
    }
}

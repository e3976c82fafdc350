package kontor.credittransfers;

import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.accounts.AccountStatus;
import kontor.accounts.Accounts;
import kontor.accounts.OwnAccount;
import kontor.banks.InstructionDraft;
import kontor.banks.WrittenFile;
import kontor.connections.Connection;
import kontor.db.Tx;
import kontor.habits.FileForm;
import kontor.habits.FileHabits.Apart;
import kontor.payeereviews.HeldPayments;
import kontor.payeereviews.PayeeReviews;
import kontor.payments.PaymentFileKind;
import kontor.payments.PaymentFiles;
import kontor.payments.StatusReason;

/** Due transfers as files, unless their account went out of use, or their payee was refused. */
final class TransferFiles implements PaymentFiles<CreditTransfer> {

    private final Accounts accounts;
    private final PayeeReviews reviews;
    private final PaymentFiles<CreditTransfer> files;
    private final HeldPayments held = new HeldPayments();

    TransferFiles(Accounts accounts, PayeeReviews reviews, PaymentFiles<CreditTransfer> files) {
        this.accounts = accounts;
        this.reviews = reviews;
        this.files = files;
    }

    @Override
    public PaymentFileKind kind() {
        return CreditTransferTable.reviewed(files.kind());
    }

    @Override
    public void begin(Tx tx) {
        reviews.release(tx);
        files.begin(tx);
    }

    @Override
    public Optional<Instant> later(Tx tx) {
        return reviews.nextRelease(tx);
    }

    @Override
    public Ready<CreditTransfer> ready(Tx tx, Connection connection, List<CreditTransfer> due) {
        return new WithAccounts(
                files.ready(tx, connection, due),
                accounts.forUse(
                        tx,
                        due.stream()
                                .map(transfer -> transfer.parties().sourceAccountId())
                                .distinct()
                                .toList()),
                held.refused(tx, due.stream().map(CreditTransfer::id).toList()));
    }

    private record WithAccounts(
            Ready<CreditTransfer> files, Map<UUID, OwnAccount> accounts, Map<UUID, String> refused)
            implements Ready<CreditTransfer> {

        @Override
        public Optional<StatusReason> problem(CreditTransfer transfer) {
            if (refused.containsKey(transfer.id())) {
                return Optional.of(
                        new StatusReason(
                                "PAYEE_NOT_REVIEWED",
                                "the payee's account was not approved in its review",
                                "make a new payment when it is"));
            }
            var account = Optional.ofNullable(accounts.get(transfer.parties().sourceAccountId()));
            return account.filter(own -> own.status() == AccountStatus.ACTIVE).isPresent()
                    ? files.problem(transfer)
                    : Optional.of(
                            new StatusReason(
                                    "ACCOUNT_NOT_ACTIVE",
                                    "the account is not active any more",
                                    "pay from another account"));
        }

        @Override
        public CreditTransfer current(CreditTransfer transfer) {
            return files.current(transfer);
        }

        @Override
        public LocalDate wanted(CreditTransfer transfer) {
            return files.wanted(transfer);
        }

        @Override
        public List<String> together(CreditTransfer transfer) {
            return files.together(transfer);
        }

        @Override
        public File write(List<CreditTransfer> usable, InstructionDraft draft, OutputStream file) {
            return files.write(usable, draft, file);
        }
    }

    /** As pain.001. */
    static final class Iso20022 implements PaymentFiles<CreditTransfer> {

        @Override
        public PaymentFileKind kind() {
            return CreditTransferTable.ISO_20022;
        }

        @Override
        public Ready<CreditTransfer> ready(Tx tx, Connection connection, List<CreditTransfer> due) {
            return new ForBank(connection);
        }
    }

    private record ForBank(Connection connection) implements Ready<CreditTransfer> {

        @Override
        public Optional<StatusReason> problem(CreditTransfer transfer) {
            return Optional.empty();
        }

        @Override
        public List<String> together(CreditTransfer transfer) {
            var apart = connection.profile().files().onePerMessage();
            var scheme = transfer.scheme();
            return List.of(
                    apart.contains(Apart.SCHEME) ? scheme.name() : "",
                    apart.contains(Apart.SERVICE_LEVEL) ? scheme.serviceLevel().orElse("-") : "");
        }

        @Override
        public File write(List<CreditTransfer> usable, InstructionDraft draft, OutputStream file) {
            var groups = TransferFile.groups(usable, connection, draft.messageId());
            var total = TransferFile.write(groups, draft, file);
            var groupOf = new HashMap<UUID, String>();
            groups.forEach(
                    group ->
                            group.transfers()
                                    .forEach(
                                            transfer ->
                                                    groupOf.put(
                                                            transfer.id(),
                                                            group.paymentInformationId())));
            return new File(
                    new WrittenFile(
                            FileForm.messageOfTransfers(connection.profile().files()),
                            usable.size(),
                            total),
                    groupOf);
        }
    }
}

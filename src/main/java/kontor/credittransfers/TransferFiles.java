package kontor.credittransfers;

import java.io.OutputStream;
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
import kontor.payments.PaymentFileKind;
import kontor.payments.PaymentFiles;
import kontor.payments.StatusReason;

/** Due transfers as pain.001 files, unless their account went out of use meanwhile. */
final class TransferFiles implements PaymentFiles<CreditTransfer> {

    private final Accounts accounts;

    TransferFiles(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public PaymentFileKind kind() {
        return CreditTransferTable.ISO_20022;
    }

    @Override
    public Ready<CreditTransfer> ready(Tx tx, Connection connection, List<CreditTransfer> due) {
        return new WithAccounts(
                connection,
                accounts.forUse(
                        tx,
                        due.stream()
                                .map(transfer -> transfer.parties().sourceAccountId())
                                .distinct()
                                .toList()));
    }

    private record WithAccounts(Connection connection, Map<UUID, OwnAccount> accounts)
            implements Ready<CreditTransfer> {

        @Override
        public Optional<StatusReason> problem(CreditTransfer transfer) {
            var account = Optional.ofNullable(accounts.get(transfer.parties().sourceAccountId()));
            return account.filter(own -> own.status() == AccountStatus.ACTIVE).isPresent()
                    ? Optional.empty()
                    : Optional.of(
                            new StatusReason(
                                    "ACCOUNT_NOT_ACTIVE",
                                    "the account is not active any more",
                                    "pay from another account"));
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
            return new File(new WrittenFile("pain.001.001.09", usable.size(), total), groupOf);
        }
    }
}

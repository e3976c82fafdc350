package kontor.bankgirot;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.accounts.Accounts;
import kontor.accounts.OwnAccount;
import kontor.autogiro.AutogiroWriter;
import kontor.autogiro.Section;
import kontor.bankgirot.MandateOrders.Payee;
import kontor.banks.InstructionDraft;
import kontor.banks.WrittenFile;
import kontor.connections.Connection;
import kontor.core.Maps;
import kontor.core.Money;
import kontor.db.Tx;
import kontor.directdebits.DirectDebit;
import kontor.mandates.Mandate;
import kontor.mandates.Mandates;
import kontor.payments.PaymentFileKind;
import kontor.payments.PaymentFiles;
import kontor.payments.StatusReason;

/** Due Autogiro collections as files for Bankgirot: a section for each payee, each made once. */
public final class CollectionOrders implements PaymentFiles<DirectDebit> {

    /** Of the id of a collection, which is drawn at random there. */
    private static final int REFERENCE = 16;

    private final Accounts accounts;
    private final Mandates mandates;

    public CollectionOrders(Accounts accounts, Mandates mandates) {
        this.accounts = accounts;
        this.mandates = mandates;
    }

    @Override
    public PaymentFileKind kind() {
        return BankgirotTable.COLLECTIONS;
    }

    /** Comes back in every report of Bankgirot: 16 capital letters and digits. */
    static String reference(DirectDebit debit) {
        String id = debit.endToEndId();
        return id.substring(id.length() - REFERENCE).toUpperCase(Locale.ROOT);
    }

    @Override
    public Ready<DirectDebit> ready(Tx tx, Connection connection, List<DirectDebit> due) {
        var found =
                mandates.forUse(
                        tx,
                        due.stream().map(debit -> debit.parties().mandateId()).distinct().toList());
        var own = accounts.forUse(tx, due.stream().map(DirectDebit::accountId).distinct().toList());
        return new WithMandates(tx, found, FirstDayTable.of(tx, found.keySet()), own);
    }

    private record WithMandates(
            Tx tx,
            Map<UUID, Mandate> mandates,
            Map<UUID, LocalDate> firstDays,
            Map<UUID, OwnAccount> own)
            implements Ready<DirectDebit> {

        /** Not before the first day that Bankgirot said of the mandate: it rejects such orders. */
        @Override
        public LocalDate wanted(DirectDebit debit) {
            var asked = debit.progress().date();
            var first = firstDays.getOrDefault(debit.parties().mandateId(), asked);
            return first.isAfter(asked) ? first : asked;
        }

        @Override
        public Optional<StatusReason> problem(DirectDebit debit) {
            var mandate = mandate(debit);
            if (!mandate.status().isAgreed()) {
                String why = mandate.statusReason().map(reason -> ": " + reason).orElse("");
                // What is being cancelled is not over: only an ISO code would end it.
                return Optional.of(
                        new StatusReason(
                                mandate.status().isOver() ? "MD01" : "MANDATE_ENDING",
                                "the mandate is " + mandate.status() + why,
                                RefusedMandates.NEEDS_MANDATE));
            }
            if (mandate.blockedBy().isPresent()) {
                return Optional.of(
                        new StatusReason(
                                mandate.blockedBy().get(),
                                "Bankgirot refused the payer's account before",
                                RefusedMandates.NEEDS_MANDATE));
            }
            return bankgiro(debit).isEmpty()
                    ? Optional.of(
                            new StatusReason(
                                    "AC03",
                                    "the own account has no bankgiro number any more",
                                    "set the bankgiro number and collect again"))
                    : Optional.empty();
        }

        private Mandate mandate(DirectDebit debit) {
            return Maps.required(mandates, debit.parties().mandateId());
        }

        private Optional<String> bankgiro(DirectDebit debit) {
            return Maps.required(own, debit.accountId()).bankgiro();
        }

        private Payee payee(DirectDebit debit) {
            return new Payee(mandate(debit).creditorReference(), bankgiro(debit).orElseThrow());
        }

        @Override
        public File write(List<DirectDebit> usable, InstructionDraft draft, OutputStream file) {
            var byPayee = new LinkedHashMap<Payee, List<DirectDebit>>();
            usable.forEach(
                    one -> byPayee.computeIfAbsent(payee(one), _ -> new ArrayList<>()).add(one));
            var groups = new HashMap<UUID, String>();
            var ordered = new ArrayList<BankgirotTable.Ordered>();
            try (var writer = new AutogiroWriter(file, Section.ORDERS)) {
                byPayee.forEach(
                        (payee, all) -> {
                            payee.open(writer, draft.localTime().toLocalDate());
                            all.forEach(one -> ordered.add(write(writer, payee, one)));
                        });
            }
            int number = 0;
            for (var all : byPayee.values()) {
                String group = draft.messageId() + "-" + ++number;
                all.forEach(one -> groups.put(one.id(), group));
            }
            BankgirotTable.keep(tx, ordered);
            CustomerTable.keep(tx, byPayee.keySet());
            return new File(new WrittenFile("autogiro", usable.size(), sum(usable)), groups);
        }

        private BankgirotTable.Ordered write(
                AutogiroWriter writer, Payee payee, DirectDebit debit) {
            String payer = mandate(debit).mandateReference();
            long amount = debit.terms().amount().amountMinor();
            writer.record("82")
                    .set("pay_date", debit.progress().effectiveDate())
                    .set("period", 0)
                    .set("payer_no", payer)
                    .set("amount", amount)
                    .set("payee_bg", payee.bankgiro())
                    .set("reference", reference(debit))
                    .write();
            return new BankgirotTable.Ordered(
                    reference(debit),
                    debit.id(),
                    payee.bankgiro(),
                    payer,
                    Optional.empty(),
                    Optional.empty(),
                    amount,
                    Optional.of(debit.progress().effectiveDate()));
        }
    }

    private static BigDecimal sum(List<DirectDebit> debits) {
        return debits.stream()
                .map(debit -> debit.terms().amount())
                .reduce(Money::plus)
                .orElseThrow()
                .decimal();
    }
}

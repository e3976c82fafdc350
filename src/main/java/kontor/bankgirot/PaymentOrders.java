package kontor.bankgirot;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import kontor.accounts.Accounts;
import kontor.accounts.OwnAccount;
import kontor.autogiro.AutogiroWriter;
import kontor.autogiro.Section;
import kontor.bankgirot.MandateOrders.Payee;
import kontor.banks.InstructionDraft;
import kontor.banks.WrittenFile;
import kontor.connections.Connection;
import kontor.core.Ids;
import kontor.core.Maps;
import kontor.core.Money;
import kontor.credittransfers.CreditTransfer;
import kontor.db.Tx;
import kontor.directdebits.DirectDebit;
import kontor.directdebits.DirectDebits;
import kontor.mandates.Mandate;
import kontor.mandates.Mandates;
import kontor.payercredits.Credits;
import kontor.payments.Payment;
import kontor.payments.PaymentFileKind;
import kontor.payments.PaymentFiles;
import kontor.payments.StatusReason;
import kontor.undermandates.UnderMandateTable;
import kontor.wire.Json;

/**
 * Due payments of one kind as files for Bankgirot: a section for each payee, each payment made
 * once.
 */
final class PaymentOrders<P extends Payment<P>> implements PaymentFiles<P> {

    /** Money from a payer. */
    static final String COLLECTION = "82";

    /** Money to a payer. */
    static final String CREDIT = "32";

    private final Kind<P> kind;
    private final Accounts accounts;
    private final Mandates mandates;

    /**
     * A kind of payment that Bankgirot makes.
     *
     * @param code of its records
     * @param mandate under which a payment is made
     * @param shown the mandate as a payment shows it, JSON of MandateSnapshot
     * @param under a payment with its mandate as it is now
     * @param cure when the mandate is over
     */
    private record Kind<P>(
            PaymentFileKind files,
            String code,
            UnderMandateTable table,
            Function<P, UUID> mandate,
            Function<P, String> shown,
            BiFunction<P, Mandate, P> under,
            String cure) {

        /** By which credits are told from all that leaves as pain.001; the schema asks for it. */
        String mark() {
            return code.equals(CREDIT) ? "-TK" + CREDIT : "";
        }
    }

    private static final Kind<DirectDebit> COLLECTIONS =
            new Kind<>(
                    BankgirotTable.COLLECTIONS,
                    COLLECTION,
                    DirectDebits.UNDER_MANDATES,
                    debit -> debit.parties().mandateId(),
                    debit -> debit.parties().mandate(),
                    DirectDebit::under,
                    RefusedMandates.NEEDS_MANDATE);

    private static final Kind<CreditTransfer> CREDITS =
            new Kind<>(
                    BankgirotTable.CREDITS,
                    CREDIT,
                    Credits.UNDER_MANDATES,
                    transfer -> transfer.mandate().orElseThrow().id(),
                    transfer -> transfer.mandate().orElseThrow().snapshot(),
                    CreditTransfer::under,
                    "pay without the mandate");

    private PaymentOrders(Kind<P> kind, Accounts accounts, Mandates mandates) {
        this.kind = kind;
        this.accounts = accounts;
        this.mandates = mandates;
    }

    static PaymentOrders<DirectDebit> collections(Accounts accounts, Mandates mandates) {
        return new PaymentOrders<>(COLLECTIONS, accounts, mandates);
    }

    /** To payers, under the mandates by which is collected from them. */
    static PaymentOrders<CreditTransfer> credits(Accounts accounts, Mandates mandates) {
        return new PaymentOrders<>(CREDITS, accounts, mandates);
    }

    @Override
    public PaymentFileKind kind() {
        return kind.files;
    }

    @Override
    public Ready<P> ready(Tx tx, Connection connection, List<P> due) {
        var found = mandates.forUse(tx, due.stream().map(kind.mandate).distinct().toList());
        var own = accounts.forUse(tx, due.stream().map(Payment::accountId).distinct().toList());
        var firstDays = BankMandateTable.firstDays(tx, found.keySet());
        var ready = new WithMandates<>(tx, kind, found, firstDays, own);
        ready.adopt(due);
        return ready;
    }

    private record WithMandates<P extends Payment<P>>(
            Tx tx,
            Kind<P> kind,
            Map<UUID, Mandate> mandates,
            Map<UUID, LocalDate> firstDays,
            Map<UUID, OwnAccount> own)
            implements Ready<P> {

        /** The payer number, above all, may have changed while a payment waited. */
        void adopt(List<P> due) {
            var changed = new HashMap<UUID, String>();
            for (P payment : due) {
                P now = current(payment);
                if (!now.equals(payment) && problem(payment).isEmpty()) {
                    changed.put(payment.id(), kind.shown.apply(now));
                }
            }
            kind.table.adopt(tx, changed);
        }

        @Override
        public P current(P payment) {
            var mandate = mandate(payment);
            return isShown(mandate, kind.shown.apply(payment))
                    ? payment
                    : kind.under.apply(payment, mandate);
        }

        /** What orders tell of it is as the payment shows it. */
        private static boolean isShown(Mandate mandate, String snapshot) {
            var shown = Json.readOwn(snapshot);
            return shown.path("mandateReference").asText().equals(mandate.mandateReference())
                    && shown.path("creditorReference").asText().equals(mandate.creditorReference());
        }

        /** Not before the first day that Bankgirot said of the mandate: it rejects such orders. */
        @Override
        public LocalDate wanted(P payment) {
            var asked = payment.progress().date();
            var first = firstDays.getOrDefault(kind.mandate.apply(payment), asked);
            return first.isAfter(asked) ? first : asked;
        }

        @Override
        public Optional<StatusReason> problem(P payment) {
            var mandate = mandate(payment);
            if (!mandate.status().isAgreed()) {
                String why = mandate.statusReason().map(reason -> ": " + reason).orElse("");
                // What is being cancelled is not over: only an ISO code would end it.
                return Optional.of(
                        new StatusReason(
                                mandate.status().isOver() ? "MD01" : "MANDATE_ENDING",
                                "the mandate is " + mandate.status() + why,
                                kind.cure));
            }
            if (mandate.blockedBy().isPresent()) {
                return Optional.of(
                        new StatusReason(
                                mandate.blockedBy().get(),
                                "Bankgirot refused the payer's account before",
                                kind.cure));
            }
            return bankgiro(payment).isEmpty()
                    ? Optional.of(
                            new StatusReason(
                                    "AC03",
                                    "the own account has no bankgiro number any more",
                                    "set the bankgiro number and make it again"))
                    : Optional.empty();
        }

        private Mandate mandate(P payment) {
            return Maps.required(mandates, kind.mandate.apply(payment));
        }

        private Optional<String> bankgiro(P payment) {
            return Maps.required(own, payment.accountId()).bankgiro();
        }

        private Payee payee(P payment) {
            return new Payee(mandate(payment).creditorReference(), bankgiro(payment).orElseThrow());
        }

        @Override
        public File write(List<P> usable, InstructionDraft draft, OutputStream file) {
            var byPayee = new LinkedHashMap<Payee, List<P>>();
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
                String group = draft.messageId() + "-" + ++number + kind.mark();
                all.forEach(one -> groups.put(one.id(), group));
            }
            BankgirotTable.keep(tx, ordered);
            CustomerTable.keep(tx, byPayee.keySet());
            return new File(new WrittenFile("autogiro", usable.size(), sum(usable)), groups);
        }

        private BankgirotTable.Ordered write(AutogiroWriter writer, Payee payee, P payment) {
            String payer = mandate(payment).mandateReference();
            long amount = payment.terms().amount().amountMinor();
            writer.record(kind.code)
                    .set("pay_date", payment.progress().effectiveDate())
                    .set("period", 0)
                    .set("payer_no", payer)
                    .set("amount", amount)
                    .set("payee_bg", payee.bankgiro())
                    .set("reference", Ids.atBankgirot(payment.id()))
                    .write();
            return new BankgirotTable.Ordered(
                    Ids.atBankgirot(payment.id()),
                    payment.id(),
                    payee.bankgiro(),
                    payer,
                    Optional.empty(),
                    Optional.empty(),
                    amount,
                    Optional.of(payment.progress().effectiveDate()),
                    kind.code.equals(CREDIT));
        }
    }

    private static BigDecimal sum(List<? extends Payment<?>> payments) {
        return payments.stream()
                .map(payment -> payment.terms().amount())
                .reduce(Money::plus)
                .orElseThrow()
                .decimal();
    }
}

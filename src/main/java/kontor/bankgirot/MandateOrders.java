package kontor.bankgirot;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.accounts.Accounts;
import kontor.accounts.OwnAccount;
import kontor.autogiro.AutogiroWriter;
import kontor.autogiro.Section;
import kontor.banks.InstructionDraft;
import kontor.banks.PaymentSource;
import kontor.banks.SourceName;
import kontor.banks.WrittenFile;
import kontor.changes.Originator;
import kontor.connections.Connection;
import kontor.core.Maps;
import kontor.db.Tx;
import kontor.mandates.CollectedMandates.Step;
import kontor.mandates.Mandate;
import kontor.mandates.MandateStatus;
import kontor.mandates.Mandates;
import kontor.originals.StatusDoubt;
import kontor.payments.BankReportListener;
import kontor.payments.PaymentReport;

/**
 * Mandates as files for Bankgirot, at once and not by any cut-off: new ones and ended ones, each
 * kind in files of its own, so that what became of a file says what became of its mandates.
 */
public final class MandateOrders implements PaymentSource, BankReportListener {

    public static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");

    private final MandateOrderKind kind;
    private final Accounts accounts;
    private final Mandates mandates;
    private final RefusedMandates refused;

    MandateOrders(
            MandateOrderKind kind, Accounts accounts, Mandates mandates, RefusedMandates refused) {
        this.kind = kind;
        this.accounts = accounts;
        this.mandates = mandates;
        this.refused = refused;
    }

    @Override
    public SourceName name() {
        return new SourceName(Mandates.RESOURCE, kind.files());
    }

    @Override
    public Optional<Instant> nextDue(Tx tx, Connection connection) {
        return kind.waiting(tx, connection, 1).stream().map(_ -> tx.bankNow()).findFirst();
    }

    /** An order with all that its record says. */
    private record Order(Mandate mandate, OwnAccount payee, Optional<PayerAccount> payer) {

        Payee key() {
            return new Payee(mandate.creditorReference(), payee.bankgiro().orElseThrow());
        }
    }

    @Override
    public Optional<WrittenFile> writeNext(
            Tx tx, Connection connection, InstructionDraft draft, OutputStream file) {
        int most = connection.profile().mostTransactions();
        var ids = kind.waiting(tx, connection, most);
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        var orders = orders(tx, ids);
        var wrong = new HashMap<UUID, String>();
        orders.forEach(one -> problem(one).ifPresent(why -> wrong.put(one.mandate.id(), why)));
        fail(tx, wrong);
        var usable = orders.stream().filter(one -> !wrong.containsKey(one.mandate.id())).toList();
        if (usable.isEmpty()) {
            return writeNext(tx, connection, draft, file);
        }
        write(usable, draft, file);
        CustomerTable.keep(tx, usable.stream().map(Order::key).toList());
        filed(tx, usable.stream().map(one -> one.mandate.id()).toList(), draft.id());
        return Optional.of(new WrittenFile("autogiro", usable.size(), BigDecimal.ZERO));
    }

    /** What is over already can only be left unanswered. */
    private void fail(Tx tx, Map<UUID, String> wrong) {
        if (kind == MandateOrderKind.REFUSED) {
            BankMandateTable.leaveUnanswered(tx, wrong.keySet());
        } else {
            refused.before(tx, wrong);
        }
    }

    private void filed(Tx tx, List<UUID> ids, UUID file) {
        switch (kind) {
            case CHANGED -> mandates.collected().renumbering(tx, ids, file);
            case REFUSED -> step(tx, ids, step(kind.filed(), Optional.of(file), "REFUSAL_STARTED"));
            case NEW, ENDED ->
                    step(tx, ids, step(kind.filed(), Optional.of(file), "SUBMISSION_STARTED"));
        }
    }

    /** What keeps an order out of the file, so that the others leave without it. */
    private Optional<String> problem(Order order) {
        if (order.payee.bankgiro().isEmpty()) {
            return Optional.of(NO_BANKGIRO);
        }
        return kind == MandateOrderKind.NEW && order.payer.isEmpty()
                ? Optional.of(NO_ACCOUNT)
                : Optional.empty();
    }

    /** Avvisat: the payee does not take the mandate. */
    private static final String REFUSAL = "AV";

    private static final String NO_BANKGIRO =
            "the own account has no bankgiro number any more, so Bankgirot cannot be told; set it"
                    + " and make a new mandate";

    private static Step step(MandateStatus to, Optional<UUID> file, String event) {
        return new Step(to, file, Optional.empty(), event);
    }

    private void step(Tx tx, List<UUID> ids, Step step) {
        var steps = new HashMap<UUID, Step>();
        ids.forEach(id -> steps.put(id, step));
        mandates.collected().stepped(tx, steps, Originator.KONTOR);
    }

    private static final String NO_ACCOUNT =
            "the payer's account names no clearing number that Autogiro knows; make a mandate on an"
                    + " account with a NUMBER: clearing and account number";

    private List<Order> orders(Tx tx, List<UUID> ids) {
        var found = mandates.forUse(tx, ids);
        var payees =
                accounts.forUse(
                        tx,
                        found.values().stream()
                                .flatMap(one -> one.destinationAccountId().stream())
                                .distinct()
                                .toList());
        var today = tx.today(ZONE);
        var fromBanks = BankMandateTable.madeAtBanks(tx, ids);
        return ids.stream()
                .map(id -> Maps.required(found, id))
                .map(
                        one ->
                                new Order(
                                        one,
                                        Maps.required(
                                                payees, one.destinationAccountId().orElseThrow()),
                                        fromBanks.contains(one.id())
                                                ? Optional.of(PayerAccount.KNOWN)
                                                : PayerAccount.of(one, today)))
                .toList();
    }

    private void write(List<Order> orders, InstructionDraft draft, OutputStream file) {
        var byPayee = new LinkedHashMap<Payee, List<Order>>();
        orders.forEach(one -> byPayee.computeIfAbsent(one.key(), _ -> new ArrayList<>()).add(one));
        var today = draft.localTime().toLocalDate();
        try (var writer = new AutogiroWriter(file, Section.ORDERS)) {
            byPayee.forEach(
                    (payee, all) -> {
                        payee.open(writer, today);
                        all.forEach(one -> write(writer, payee, one));
                    });
        }
    }

    private void write(AutogiroWriter writer, Payee payee, Order order) {
        var record = writer.record(kind.record()).set("payee_bg", payee.bankgiro());
        String number = order.mandate.mandateReference();
        if (kind == MandateOrderKind.CHANGED) {
            record.set("payee_bg_2", payee.bankgiro())
                    .set("old_payer_no", order.mandate.known().orElseThrow().mandateReference())
                    .set("new_payer_no", number);
        } else {
            record.set("payer_no", number);
        }
        if (kind == MandateOrderKind.REFUSED) {
            record.set("answer", REFUSAL);
        }
        if (kind == MandateOrderKind.NEW) {
            var payer = order.payer.orElseThrow();
            payer.account()
                    .ifPresent(
                            account -> {
                                record.set("clearing", account.substring(0, 4));
                                record.set("account", account.substring(4));
                                record.set("payer_id", payer.payerId());
                            });
        }
        record.write();
    }

    @Override
    public void sent(Tx tx, UUID instruction) {
        if (!kind.isStep()) {
            return;
        }
        var ids = BankgirotTable.mandatesOf(tx, instruction, kind.filed());
        step(tx, ids, step(kind.sent(), Optional.empty(), "SENT_TO_BANK"));
    }

    /** Nobody knows whether Bankgirot has the file: its advice will tell. */
    @Override
    public void unknown(Tx tx, UUID instruction) {}

    @Override
    public List<String> adopt(Tx tx, Connection connection, UUID instruction, List<Line> lines) {
        return lines.stream()
                .map(line -> line.endToEndId() + " is no mandate in this database")
                .toList();
    }

    /** Bankgirot may wait for a payer's bank for weeks, and says so when it gives up. */
    @Override
    public boolean overdue(Tx tx, Connection connection) {
        return false;
    }

    @Override
    public void giveUpWaiting(Tx tx, Connection connection) {}

    @Override
    public String payments() {
        return Mandates.RESOURCE;
    }

    /** Mandates are answered by advices; of a file that is refused as a whole none comes. */
    @Override
    public List<StatusDoubt> apply(Slices slices, UUID instruction, List<PaymentReport> reports) {
        return reports.stream()
                .flatMap(one -> one.refusesAll().stream())
                .filter(why -> !slices.one(tx -> refused.withFile(tx, instruction, why)))
                .map(RefusedMandates::nothingDone)
                .toList();
    }

    @Override
    public Set<UUID> accounts(Tx tx, UUID instruction) {
        var own = new HashSet<UUID>();
        mandates.forUse(tx, BankgirotTable.mandatesOf(tx, instruction, kind.sent()))
                .values()
                .forEach(one -> one.destinationAccountId().ifPresent(own::add));
        return own;
    }

    /** Whom a section is of. */
    record Payee(String customerNumber, String bankgiro) {

        void open(AutogiroWriter writer, LocalDate written) {
            writer.record("01")
                    .set("written_date", written)
                    .set("customer_no", customerNumber)
                    .set("payee_bg", bankgiro)
                    .write();
        }
    }
}

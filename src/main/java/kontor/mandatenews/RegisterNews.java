package kontor.mandatenews;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.autogiro.AutogiroRecord;
import kontor.bankgirot.BankgirotTable;
import kontor.bankgirot.MandateOrders;
import kontor.bankgirot.PayerAccount;
import kontor.changes.Originator;
import kontor.db.Tx;
import kontor.girofacts.NewsCases;
import kontor.girofacts.Seen;
import kontor.girofacts.Told;
import kontor.mandatenews.BankMandates.Made;
import kontor.mandates.CollectedMandates.Step;
import kontor.mandates.Mandate;
import kontor.mandates.MandateStatus;
import kontor.mandates.Mandates;

/**
 * What Bankgirot's register of mandates holds. What Kontor does not know becomes a mandate; what it
 * waits for is agreed to; where both differ a person is told, and nothing ends.
 */
final class RegisterNews {

    private static final String APPROVED = "1";
    private static final String PENDING = "2";

    /** Of the old layout: anything but zero keeps the mandate from being used. */
    private static final String SECOND_STATUS = "status2";

    private static final String EVENT = "IN_REGISTER";

    private final Mandates mandates;
    private final BankMandates unknown;

    RegisterNews(Mandates mandates, BankMandates unknown) {
        this.mandates = mandates;
        this.unknown = unknown;
    }

    /** Some lines of it. */
    void apply(Tx tx, Told told, NewsCases cases) {
        var byNumber = new LinkedHashMap<String, AutogiroRecord>();
        told.records().stream()
                .filter(one -> isClear(tx, one, cases))
                .forEach(one -> byNumber.putIfAbsent(one.digits("payer_no"), one));
        var ids = BankgirotTable.mandatesOf(tx, told.accounts(), byNumber.keySet());
        var known = mandates.forUse(tx, ids.values());
        var steps = new LinkedHashMap<UUID, Step>();
        var news = new ArrayList<Made>();
        byNumber.forEach(
                (number, record) -> {
                    var mandate = Optional.ofNullable(ids.get(number)).map(known::get);
                    if (mandate.isEmpty()) {
                        news.add(made(record));
                        return;
                    }
                    compare(tx, record, mandate.get(), cases)
                            .ifPresent(step -> steps.put(mandate.get().id(), step));
                });
        mandates.collected().stepped(tx, steps, Originator.BANK);
        make(tx, told, news, cases);
    }

    /**
     * After all of it.
     *
     * @param seen the payer numbers that it lists
     */
    void missing(Tx tx, Told told, Seen seen, NewsCases cases) {
        var missing = new ArrayList<>(BankgirotTable.agreed(tx, told.accounts()));
        missing.removeIf(seen::contains);
        cases.missing(
                tx,
                missing,
                "mandates that Kontor takes for agreed are not in Bankgirot's register; payer"
                        + " numbers");
    }

    private static Made made(AutogiroRecord record) {
        return new Made(record, Map.of(), record.date("created"), !isPending(record));
    }

    /** Nothing is made of what nobody can read; a person is told. */
    private static boolean isClear(Tx tx, AutogiroRecord record, NewsCases cases) {
        boolean known = record.text("status").equals(APPROVED) || isPending(record);
        var second =
                record.has(SECOND_STATUS) ? record.filled(SECOND_STATUS) : Optional.<String>empty();
        if (known && second.isEmpty()) {
            return true;
        }
        String status = record.text("status") + second.map(" and "::concat).orElse("");
        cases.unknownCode(
                tx,
                record,
                "the mandate of payer number %s stays as it is; Bankgirot's register gives it the"
                                .formatted(record.digits("payer_no"))
                        + " status "
                        + status
                        + ", which Kontor does not know");
        return false;
    }

    private static boolean isPending(AutogiroRecord record) {
        return record.text("status").equals(PENDING);
    }

    /** What the payer's bank has not answered about is waited for here, too. */
    private void make(Tx tx, Told told, List<Made> news, NewsCases cases) {
        var made =
                unknown.make(
                        tx, told, news, cases, "a mandate of Bankgirot's register was not taken");
        var waiting = new LinkedHashMap<UUID, Step>();
        made.forEach(
                (id, one) -> {
                    if (isPending(one.record())) {
                        waiting.put(id, step(MandateStatus.SENT));
                    }
                });
        mandates.collected().stepped(tx, waiting, Originator.BANK);
    }

    private static Step step(MandateStatus to) {
        return new Step(to, Optional.empty(), Optional.empty(), EVENT);
    }

    /** The step that the register makes of a mandate; a difference is told. */
    private Optional<Step> compare(Tx tx, AutogiroRecord record, Mandate mandate, NewsCases cases) {
        var status = mandate.status();
        if (status.isOver()) {
            differs(tx, record, mandate, "holds it, and it is " + status + " here", cases);
            return Optional.empty();
        }
        if (isPending(record)) {
            if (status.isAgreed()) {
                differs(tx, record, mandate, "has no answer of the payer's bank yet", cases);
            }
            return Optional.empty();
        }
        difference(tx, record, mandate)
                .ifPresent(words -> differs(tx, record, mandate, words, cases));
        boolean waits = status.isLive() && !status.isAgreed();
        return waits ? Optional.of(step(MandateStatus.ACCEPTED)) : Optional.empty();
    }

    private static Optional<String> difference(Tx tx, AutogiroRecord record, Mandate mandate) {
        return PayerAccount.difference(
                mandate,
                tx.today(MandateOrders.ZONE),
                record.filled("account"),
                record.text("payer_id"));
    }

    private static void differs(
            Tx tx, AutogiroRecord record, Mandate mandate, String what, NewsCases cases) {
        cases.contradicts(
                tx,
                record,
                Optional.empty(),
                "Bankgirot's register differs from mandate %s: it %s"
                        .formatted(mandate.id(), what));
    }
}

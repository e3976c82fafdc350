package kontor.bankgirot;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import kontor.changes.Originator;
import kontor.core.Maps;
import kontor.db.Tx;
import kontor.mandates.CollectedMandates.Step;
import kontor.mandates.MandateStatus;
import kontor.mandates.Mandates;
import kontor.payments.BankReportHandler;
import kontor.payments.BankReportHandler.Word;
import kontor.payments.PaymentStatus;
import kontor.payments.StatusReason;

/** Mandates that came to nothing take the payments that wait for them with them. */
public final class RefusedMandates {

    static final String NEEDS_MANDATE = "get a new mandate from the payer";

    private final Mandates mandates;
    private final List<Waiting> kinds;

    /**
     * One kind of payment under mandates.
     *
     * @param under the approved ones under some mandates that stand in no file
     */
    record Waiting(
            BiFunction<Tx, Collection<UUID>, List<UUID>> under, BankReportHandler<?> reports) {}

    RefusedMandates(Mandates mandates, List<Waiting> kinds) {
        this.mandates = mandates;
        this.kinds = List.copyOf(kinds);
    }

    /** Refused by Kontor itself: nothing could be written for them. */
    void before(Tx tx, Map<UUID, String> sentences) {
        var steps = new HashMap<UUID, Step>();
        sentences.forEach(
                (id, why) ->
                        steps.put(
                                id,
                                new Step(
                                        MandateStatus.FAILED,
                                        Optional.empty(),
                                        Optional.of(why),
                                        "FAILED")));
        var reasons = new HashMap<UUID, StatusReason>();
        mandates.collected()
                .stepped(tx, steps, Originator.KONTOR)
                .forEach(
                        id ->
                                reasons.put(
                                        id,
                                        new StatusReason(
                                                "MD01",
                                                Maps.required(sentences, id),
                                                NEEDS_MANDATE)));
        fail(tx, reasons);
    }

    /** The payments that wait under these mandates fail with their reasons. */
    public void fail(Tx tx, Map<UUID, StatusReason> reasons) {
        for (var kind : kinds) {
            if (!kind.under.apply(tx, reasons.keySet()).isEmpty()) {
                reasons.forEach((mandate, reason) -> fail(tx, kind, mandate, reason));
            }
        }
    }

    private static void fail(Tx tx, Waiting kind, UUID mandate, StatusReason reason) {
        var words = new HashMap<UUID, Word>();
        kind.under
                .apply(tx, Set.of(mandate))
                .forEach(
                        id ->
                                words.put(
                                        id,
                                        new Word(
                                                PaymentStatus.FAILED,
                                                Optional.of(reason),
                                                UnaryOperator.identity(),
                                                "FAILED")));
        kind.reports.told(tx, words);
    }
}

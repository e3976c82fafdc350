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
import kontor.cases.CaseKind;
import kontor.cases.NewCase;
import kontor.changes.Originator;
import kontor.core.Maps;
import kontor.db.Tx;
import kontor.mandates.CollectedMandates.Step;
import kontor.mandates.MandateStatus;
import kontor.mandates.Mandates;
import kontor.originals.StatusDoubt;
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
        refused(tx, sentences, Originator.KONTOR, "MD01", NEEDS_MANDATE);
    }

    /**
     * The bank refuses a file as a whole: what was asked for with it is not known to Bankgirot.
     *
     * @return false where it asked for no mandate, or all are answered
     */
    boolean withFile(Tx tx, UUID instruction, StatusReason why) {
        String words = "the file was refused: %s (%s)".formatted(why.description(), why.code());
        var sentences = new HashMap<UUID, String>();
        BankgirotTable.mandatesOf(tx, instruction, MandateStatus.SENT)
                .forEach(id -> sentences.put(id, words));
        return refused(tx, sentences, Originator.BANK, why.code(), "make it anew");
    }

    /** The mandates fail with these words, and with each the payments that wait under it. */
    private boolean refused(
            Tx tx, Map<UUID, String> sentences, Originator by, String code, String cure) {
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
        for (UUID id : mandates.collected().stepped(tx, steps, by)) {
            reasons.put(id, new StatusReason(code, Maps.required(sentences, id), cure));
        }
        fail(tx, reasons);
        return !reasons.isEmpty();
    }

    static StatusDoubt nothingDone(StatusReason why) {
        return new StatusDoubt(
                CaseKind.STATUS_WITHOUT_PAYMENT,
                Optional.empty(),
                Optional.empty(),
                false,
                "the bank refuses a file of mandates, so that nothing of it is done: %s (%s)"
                        .formatted(why.description(), why.code()),
                NewCase.facts("reason", why.code()));
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

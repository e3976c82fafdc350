package kontor.bankgirot;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.autogiro.AutogiroRecord;
import kontor.autogiro.BankgirotCode;
import kontor.autogiro.BankgirotCode.Outcome;
import kontor.changes.Originator;
import kontor.db.Tx;
import kontor.directdebits.DirectDebits;
import kontor.mandates.CollectedMandates.Step;
import kontor.mandates.Mandate;
import kontor.mandates.MandateStatus;
import kontor.mandates.Mandates;
import kontor.payments.StatusReason;

/** What Bankgirot says of mandates, asked or not. */
public final class MandateNews {

    /** Information codes of a mandate that ended without Kontor's asking for it. */
    private static final Set<String> ENDED = Set.of("10", "44", "46", "93");

    private static final String CANCELLATION = "03";
    private static final String PAYER_NUMBER_CHANGED = "05";
    private static final String NOT_IN_REGISTER = "04";

    /** Comments of a change that was made: the new number is known, the old one cancelled. */
    private static final Set<String> AGREED = Set.of("32", "33");

    private final Mandates mandates;
    private final RefusedMandates refused;

    public MandateNews(Mandates mandates, DirectDebits debits) {
        this.mandates = mandates;
        this.refused = new RefusedMandates(mandates, debits);
    }

    /** Of one advice: what the mandate becomes, and why. */
    private record Answer(MandateStatus to, BankgirotCode code) {

        Step step() {
            boolean over = to.isOver();
            return new Step(
                    to,
                    Optional.empty(),
                    over ? Optional.of(code.name() + ": " + code.meaning()) : Optional.empty(),
                    to.name());
        }
    }

    void apply(Tx tx, BankgirotFiles.Told told, NewsCases cases) {
        var advices = told.records().stream().filter(one -> one.code().equals("73")).toList();
        var known = known(tx, told, advices);
        var found = mandates.forUse(tx, known.values());
        var renumbered = new HashSet<UUID>();
        // In the order of the file: an acceptance may be followed by its end.
        for (var advice : advices) {
            var mandate = Optional.ofNullable(known.get(advice.digits("payer_no"))).map(found::get);
            if (mandate.isPresent()
                    && advice.text("info_code").equals(PAYER_NUMBER_CHANGED)
                    && isRenumbered(tx, advice, mandate.get(), renumbered, cases)) {
                continue;
            }
            if (mandate.isEmpty()) {
                cases.unknown(
                        tx,
                        advice,
                        "there is no AUTOGIRO mandate with payer number "
                                + advice.digits("payer_no"));
            } else {
                answer(advice, mandate.get())
                        .ifPresentOrElse(
                                answer -> apply(tx, advice, mandate.get(), answer, cases),
                                () -> notApplied(tx, advice, cases));
            }
        }
    }

    /**
     * The answer to a change of the payer number; some are told it of the old number and of the new
     * one.
     *
     * @param answered mandates of which this file has told it before
     * @return false where Kontor has not asked for it
     */
    private boolean isRenumbered(
            Tx tx, AutogiroRecord advice, Mandate mandate, Set<UUID> answered, NewsCases cases) {
        var comment = BankgirotCode.of(BankgirotCode.List.MANDATE, advice.text("comment_code"));
        var amendment = mandate.pendingAmendment();
        boolean agreed = AGREED.contains(comment.code());
        if (amendment.isEmpty() || !agreed && comment.outcome() != Outcome.FAIL) {
            return false;
        }
        if (!answered.add(mandate.id())) {
            return true;
        }
        mandates.collected().renumbered(tx, mandate.id(), agreed);
        if (agreed) {
            BankgirotTable.renumber(tx, mandate.id(), mandate.mandateReference());
        } else {
            String kept = amendment.get().originalMandateReference().orElse("");
            cases.contradicts(tx, advice, Optional.empty(), keeps(mandate, kept, comment));
        }
        return true;
    }

    private static String keeps(Mandate mandate, String number, BankgirotCode why) {
        return "mandate %s keeps its payer number %s, Bankgirot refuses %s: %s; %s"
                .formatted(
                        mandate.id(),
                        number,
                        mandate.mandateReference(),
                        why.meaning(),
                        why.action());
    }

    private static Map<String, UUID> known(
            Tx tx, BankgirotFiles.Told told, List<AutogiroRecord> advices) {
        var numbers = advices.stream().map(one -> one.digits("payer_no")).distinct().toList();
        return numbers.isEmpty()
                ? Map.of()
                : BankgirotTable.mandatesOf(tx, told.accounts(), numbers);
    }

    /** Empty for what changes nothing, or needs a person. */
    private static Optional<Answer> answer(AutogiroRecord advice, Mandate mandate) {
        String information = advice.text("info_code");
        var comment = BankgirotCode.of(BankgirotCode.List.MANDATE, advice.text("comment_code"));
        var why = BankgirotCode.of(BankgirotCode.List.INFORMATION, information);
        if (ENDED.contains(information)) {
            return Optional.of(new Answer(MandateStatus.CANCELLED, why));
        }
        if (!why.isKnown() || information.equals(PAYER_NUMBER_CHANGED)) {
            return Optional.empty();
        }
        if (information.equals(CANCELLATION)) {
            boolean gone =
                    comment.outcome() == Outcome.END || comment.code().equals(NOT_IN_REGISTER);
            return gone
                    ? Optional.of(new Answer(MandateStatus.CANCELLED, comment))
                    : Optional.empty();
        }
        return switch (comment.outcome()) {
            case OK -> Optional.of(new Answer(MandateStatus.ACCEPTED, comment));
            case FAIL -> Optional.of(new Answer(MandateStatus.FAILED, comment));
            case END -> Optional.of(new Answer(MandateStatus.CANCELLED, comment));
            case PENDING -> Optional.of(new Answer(mandate.status(), comment));
            case INFO -> Optional.empty();
        };
    }

    private void apply(
            Tx tx, AutogiroRecord advice, Mandate mandate, Answer answer, NewsCases cases) {
        var moved =
                mandates.collected()
                        .stepped(tx, Map.of(mandate.id(), answer.step()), Originator.BANK);
        if (moved.isEmpty()) {
            boolean over = mandate.status().isOver();
            if (over && !answer.to.isOver()) {
                cases.contradicts(
                        tx,
                        advice,
                        Optional.empty(),
                        "Bankgirot takes mandate %s for valid, which is %s"
                                .formatted(mandate.id(), mandate.status()));
            }
        } else if (answer.to.isOver()) {
            var code = answer.code;
            refused.fail(
                    tx,
                    mandate.id(),
                    new StatusReason(
                            code.name(), "the mandate is over: " + code.meaning(), code.action()));
        }
    }

    private static void notApplied(Tx tx, AutogiroRecord advice, NewsCases cases) {
        var information =
                BankgirotCode.of(BankgirotCode.List.INFORMATION, advice.text("info_code"));
        var comment = BankgirotCode.of(BankgirotCode.List.MANDATE, advice.text("comment_code"));
        cases.unknownCode(
                tx,
                advice,
                "the mandate stays as it is; Bankgirot says: %s, %s"
                        .formatted(information.meaning(), comment.meaning()));
    }
}

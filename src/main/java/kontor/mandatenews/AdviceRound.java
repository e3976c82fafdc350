package kontor.mandatenews;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.autogiro.BankgirotCode;
import kontor.autogiro.BankgirotCode.Outcome;
import kontor.bankgirot.BankMandateTable;
import kontor.bankgirot.BankgirotTable;
import kontor.bankgirot.RefusedMandates;
import kontor.changes.Originator;
import kontor.core.Maps;
import kontor.db.Tx;
import kontor.girofacts.FactTable;
import kontor.girofacts.Facts;
import kontor.girofacts.NewsCases;
import kontor.girofacts.Told;
import kontor.mandatenews.Advice.Answer;
import kontor.mandates.Mandate;
import kontor.mandates.Mandates;
import kontor.payments.StatusReason;

/**
 * Advices of one slice, in the order of the file: an acceptance may be followed by its end. What is
 * certain of different mandates moves them together.
 */
final class AdviceRound {

    private final Tx tx;
    private final Answers answers;
    private final NewsCases cases;
    private final Facts facts;
    private final Mandates mandates;
    private final RefusedMandates refused;
    private final Map<UUID, Mandate> found = new HashMap<>();
    private final Map<UUID, Moved> moves = new LinkedHashMap<>();

    /** Mandates of which this file has told the answer to a change of their payer number. */
    private final Set<UUID> renumbered = new HashSet<>();

    /** When files before told of one. */
    private final Map<UUID, LocalDate> lastRenumbered = new HashMap<>();

    private final Map<UUID, LocalDate> lastDays = new HashMap<>();
    private final Set<UUID> madeAtBanks = new HashSet<>();
    private final AdviceDoubts doubts;

    private record Moved(Advice advice, Answer answer) {}

    AdviceRound(
            Tx tx,
            Answers answers,
            NewsCases cases,
            Facts facts,
            Mandates mandates,
            RefusedMandates refused) {
        this.tx = tx;
        this.answers = answers;
        this.cases = cases;
        this.facts = facts;
        this.mandates = mandates;
        this.refused = refused;
        this.doubts = new AdviceDoubts(tx, lastDays, madeAtBanks);
    }

    void apply(Told told) {
        var advices =
                told.records().stream()
                        .filter(one -> one.code().equals(Advice.CODE))
                        .map(Advice::new)
                        .toList();
        var numbers = advices.stream().map(Advice::payerNumber).distinct().toList();
        var known = BankgirotTable.mandatesOf(tx, told.accounts(), numbers);
        look(known.values());
        if (advices.stream().anyMatch(Advice::isOfPayerNumber)) {
            renumbered.addAll(FactTable.renumbered(tx, found.keySet(), told.file().id()));
            lastRenumbered.putAll(FactTable.lastRenumbered(tx, found.keySet()));
        }
        for (var advice : advices) {
            var id = Optional.ofNullable(known.get(advice.payerNumber()));
            if (id.isEmpty()) {
                unknown(told, advice);
                continue;
            }
            if (moves.containsKey(id.get())) {
                move();
            }
            take(told, advice, Maps.required(found, id.get()));
        }
        move();
    }

    private void unknown(Told told, Advice advice) {
        cases.unknown(
                tx,
                advice.record(),
                ("there is no AUTOGIRO mandate with payer number %s of bankgiro %s; when Bankgirot"
                                + " tells of the mandate, or you make it as active, this is applied"
                                + " by itself; of one that was signed later, have the file read"
                                + " again")
                        .formatted(advice.payerNumber(), told.bankgiro()));
    }

    private void look(Collection<UUID> ids) {
        found.putAll(mandates.forUse(tx, ids));
        lastDays.putAll(FactTable.lastAdvices(tx, ids));
        madeAtBanks.addAll(BankMandateTable.madeAtBanks(tx, ids));
    }

    private void take(Told told, Advice advice, Mandate mandate) {
        var before = facts.before(advice.record());
        if (before.isPresent()) {
            toldAgain(advice, mandate, before.get());
            return;
        }
        var doubt =
                answers.isContradicted(told.bankgiro(), advice)
                        ? Optional.of("the file agrees and refuses on the same day")
                        : doubts.of(advice, mandate);
        if (doubt.isPresent()) {
            contradicts(advice, mandate, doubt.get());
        } else if (!isRenumbered(advice, mandate)) {
            advice.answer(mandate.status())
                    .ifPresentOrElse(
                            answer -> moves.put(mandate.id(), new Moved(advice, answer)),
                            () -> notApplied(advice));
        }
    }

    /** No news, unless the payer number has become that of another mandate. */
    private void toldAgain(Advice advice, Mandate mandate, FactTable.Earlier before) {
        boolean same = before.subject().filter(one -> !one.equals(mandate.id())).isEmpty();
        if (!facts.isOfAnotherFile(before)) {
            return;
        }
        if (same || mandate.status().isOver()) {
            facts.again();
        } else {
            contradicts(
                    advice,
                    mandate,
                    "the same was told before, of mandate %s in file %s"
                            .formatted(before.subject().orElseThrow(), before.file()));
        }
    }

    private void contradicts(Advice advice, Mandate mandate, String why) {
        cases.contradicts(
                tx,
                advice.record(),
                Optional.empty(),
                "advice %s of mandate %s, which stays %s: %s"
                        .formatted(advice.said(), mandate.id(), mandate.status(), why));
    }

    /**
     * The answer to a change of the payer number; some are told it of the old number and of the new
     * one.
     *
     * @return false where Kontor has not asked for it
     */
    private boolean isRenumbered(Advice advice, Mandate mandate) {
        var amendment = mandate.pendingAmendment();
        var comment = advice.comment();
        boolean agreed = advice.agreesToPayerNumber();
        if (!advice.isOfPayerNumber() || !agreed && comment.outcome() != Outcome.FAIL) {
            return false;
        }
        if (renumbered.contains(mandate.id()) || amendment.isEmpty()) {
            return renumbered.contains(mandate.id()) || isToldOnce(advice, mandate);
        }
        renumbered.add(mandate.id());
        String kept = amendment.get().originalMandateReference().orElse("");
        var other = agreed ? Optional.<UUID>empty() : mandates.otherForUse(tx, mandate, kept);
        if (other.isPresent()) {
            contradicts(advice, mandate, taken(kept, other.get()));
            return true;
        }
        mandates.collected().renumbered(tx, mandate.id(), agreed);
        took(advice, mandate.id());
        if (agreed) {
            BankgirotTable.renumber(tx, mandate.id(), mandate.mandateReference());
        } else {
            cases.contradicts(tx, advice.record(), Optional.empty(), keeps(mandate, kept, comment));
        }
        return true;
    }

    /** Of the other number, in a file of its own. */
    private boolean isToldOnce(Advice advice, Mandate mandate) {
        boolean same =
                advice.day()
                        .filter(day -> day.equals(lastRenumbered.get(mandate.id())))
                        .isPresent();
        if (same) {
            took(advice, mandate.id());
        }
        return same;
    }

    /** Of two nodes at once: then the answer comes to nothing, and may be read again. */
    private static String taken(String kept, UUID other) {
        return "Bankgirot keeps its payer number %s, which mandate %s has here; cancel that one and"
                        .formatted(kept, other)
                + " have the file read again";
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

    private void notApplied(Advice advice) {
        cases.unknownCode(
                tx,
                advice.record(),
                "the mandate stays as it is; Bankgirot says: %s, %s"
                        .formatted(advice.information().meaning(), advice.comment().meaning()));
    }

    private void move() {
        if (moves.isEmpty()) {
            return;
        }
        var asked = List.copyOf(moves.keySet());
        var steps =
                moves.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, one -> one.getValue().answer.step()));
        var moved = mandates.collected().stepped(tx, steps, Originator.BANK);
        moves.forEach((id, one) -> took(one.advice, id));
        agreed();
        moves.keySet().retainAll(moved);
        over();
        facts.keep(tx);
        look(asked);
        moves.clear();
    }

    /** The newest word on the first day counts, also where it is the second of two answers. */
    private void agreed() {
        var firstDays = new HashMap<UUID, LocalDate>();
        moves.forEach(
                (id, one) -> {
                    boolean over = Maps.required(found, id).status().isOver();
                    boolean late =
                            Optional.ofNullable(lastDays.get(id))
                                    .flatMap(last -> one.advice.day().filter(last::isAfter))
                                    .isPresent();
                    if (one.answer.to().isAgreed() && !over && !late) {
                        one.advice.firstDay().ifPresent(day -> firstDays.put(id, day));
                    }
                });
        BankMandateTable.keepFirstDays(tx, firstDays);
    }

    private void over() {
        var reasons = new HashMap<UUID, StatusReason>();
        moves.forEach(
                (id, one) -> {
                    if (one.answer.to().isOver()) {
                        reasons.put(id, over(one.answer.code()));
                    }
                });
        refused.fail(tx, reasons);
    }

    private static StatusReason over(BankgirotCode code) {
        return new StatusReason(
                code.name(), "the mandate is over: " + code.meaning(), code.action());
    }

    private void took(Advice advice, UUID mandate) {
        facts.took(advice.record(), mandate, advice.said(), advice.day());
    }
}

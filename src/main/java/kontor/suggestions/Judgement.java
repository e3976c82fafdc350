package kontor.suggestions;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kontor.core.Money;
import kontor.expectations.ExpectedTransaction;
import kontor.matchmarks.NameKey;
import kontor.matchmarks.ReferenceKey;
import kontor.suggestions.Suggestion.Part;
import kontor.suggestions.Suggestion.Reason;
import kontor.transactions.Attachment;

/** How well one thing fits a booking, and why. */
final class Judgement {

    private static final int AMOUNT = 40;
    private static final int REFERENCE = 40;
    private static final int WORDS = 25;
    private static final int ACCOUNT = 25;
    private static final int NAME = 15;
    private static final int NEAR = 10;
    private static final int NEAR_DAYS = 5;
    private static final int FAR_DAYS = 14;
    private static final int TOGETHER = 5;

    private final Clues clues;
    private final List<Reason> reasons = new ArrayList<>();
    private int score;

    private Judgement(Clues clues) {
        this.clues = clues;
    }

    /** Whether something beside the amount ties it to the booking. */
    static boolean isTied(Clues clues, ExpectedTransaction one) {
        var judged = new Judgement(clues);
        judged.reference(one);
        judged.party(one);
        return judged.score > 0;
    }

    static Suggestion of(Clues clues, ExpectedTransaction one) {
        var judged = new Judgement(clues);
        var open = open(clues, one);
        judged.amount(open);
        if (one.isBack(clues.left())) {
            judged.good(0, "it goes back: its booking is attached");
        }
        judged.reference(one);
        judged.party(one);
        judged.day(one.terms().date());
        return judged.suggestion(List.of(part(one, open)));
    }

    static Suggestion of(Clues clues, Part payment) {
        var judged = new Judgement(clues);
        judged.amount(payment.amount());
        if (clues.names(payment.id())) {
            judged.good(REFERENCE, "its end-to-end id is that of the payment");
        } else {
            judged.words(payment.title());
        }
        judged.name(NameKey.of(payment.party()));
        judged.day(payment.date());
        return judged.suggestion(List.of(payment));
    }

    /** Without a judgement, for what a person looked for. */
    static Suggestion plain(Clues clues, ExpectedTransaction one) {
        return plain(part(one, open(clues, one)));
    }

    /** What a booking can take: what is still expected, or what may go back. */
    private static Money open(Clues clues, ExpectedTransaction one) {
        return one.isBack(clues.left()) ? one.mayGoBack() : one.open();
    }

    static Suggestion plain(Part part) {
        return new Suggestion(List.of(part), List.of(), 0, false);
    }

    /** Several whose sum is the amount of the booking. */
    static Suggestion together(Clues clues, List<ExpectedTransaction> all) {
        var judged = new Judgement(clues);
        judged.good(AMOUNT + TOGETHER, "sum equals, to the cent");
        boolean named = all.stream().allMatch(judged::isNamed);
        if (named) {
            judged.good(REFERENCE, "each reference stands in the booking");
        } else {
            judged.bad("not every reference stands in the booking");
        }
        judged.party(all.getFirst());
        judged.day(all.getLast().terms().date());
        return judged.suggestion(all.stream().map(one -> part(one, one.open())).toList());
    }

    private static Part part(ExpectedTransaction one, Money open) {
        var terms = one.terms();
        return new Part(
                Attachment.Type.EXPECTED_TRANSACTION,
                one.id(),
                terms.reference().value(),
                terms.counterpartyName().orElse(""),
                terms.date(),
                open);
    }

    private Suggestion suggestion(List<Part> parts) {
        return new Suggestion(parts, reasons, score, false);
    }

    private void good(int points, String text) {
        score += points;
        reasons.add(new Reason(true, text));
    }

    private void bad(String text) {
        reasons.add(new Reason(false, text));
    }

    private void amount(Money open) {
        long expected = Math.abs(open.amountMinor());
        long left = Math.abs(clues.left().amountMinor());
        var difference = new Money(Math.abs(expected - left), open.currency());
        if (expected == left) {
            good(AMOUNT, "amount equals");
        } else {
            bad(
                    (expected > left ? "the booking is %s %s less" : "the booking is %s %s more")
                            .formatted(difference.plain(), open.currency().code()));
        }
    }

    private boolean isNamed(ExpectedTransaction one) {
        var judged = new Judgement(clues);
        judged.reference(one);
        return judged.score > 0;
    }

    private void reference(ExpectedTransaction one) {
        var terms = one.terms();
        var key = ReferenceKey.of(terms.reference().value());
        if (terms.endToEndId().isPresent() && terms.endToEndId().equals(clues.endToEndId())) {
            good(REFERENCE, "end-to-end id is the same");
        } else if (key.filter(clues.keys()::contains).isPresent()) {
            good(REFERENCE, "reference stands in the booking");
        } else {
            words(terms.reference().value());
        }
    }

    /** The whole text, or else a number of it. */
    private void words(String reference) {
        var squeezed = NameKey.of(reference).filter(text -> text.length() > 2);
        if (squeezed.filter(clues.squeezed()::contains).isPresent()) {
            good(WORDS, "its text stands in the booking");
            return;
        }
        var numbers = Clues.numbers(reference);
        numbers.retainAll(clues.numbers());
        if (numbers.isEmpty()) {
            bad("not in the reference");
        } else {
            good(WORDS, String.join(" and ", numbers) + " stands in the reference");
        }
    }

    private void party(ExpectedTransaction one) {
        var terms = one.terms();
        var account = terms.counterpartyAccount().flatMap(ReferenceKey::of);
        if (account.isPresent() && account.equals(clues.accountKey())) {
            good(ACCOUNT, "account of the other side is known");
        } else {
            name(terms.counterpartyName().flatMap(NameKey::of));
        }
    }

    private void name(Optional<String> key) {
        if (key.isPresent() && key.equals(clues.nameKey())) {
            good(NAME, "name of the other side is the same");
        }
    }

    private void day(LocalDate expected) {
        long late = ChronoUnit.DAYS.between(expected, clues.date());
        long apart = Math.abs(late);
        if (apart == 0) {
            good(NEAR, "on the very day");
        } else if (apart <= NEAR_DAYS) {
            good(NEAR, apart == 1 ? "1 day apart" : apart + " days apart");
        } else if (apart > FAR_DAYS) {
            bad(apart + (late > 0 ? " days late" : " days early"));
        }
    }
}

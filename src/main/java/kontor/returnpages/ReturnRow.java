package kontor.returnpages;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Optional;
import kontor.core.Money;
import kontor.pages.Figures;
import kontor.rtransactions.RTransaction;
import kontor.rtransactions.RTransactions;

/**
 * What stopped or undid a payment, as the list shows it.
 *
 * @param note what else is to be known, e.g. that it came too late; empty where nothing
 * @param amount what came back; absent where no money had moved
 * @param missed what was never collected or paid; absent where money came back
 */
public record ReturnRow(
        String path,
        String date,
        String kind,
        String party,
        String reference,
        String code,
        String meaning,
        String action,
        String note,
        Optional<Money> amount,
        Optional<Money> missed,
        Optional<Money> charges) {

    static ReturnRow of(RTransaction one, Optional<RTransactions.Party> party, LocalDate today) {
        var how = one.how();
        return new ReturnRow(
                (one.isOfCollection() ? "/direct-debits/" : "/credit-transfers/") + one.paymentId(),
                how.date().toString(),
                Figures.word(how.kind().name()),
                party.map(RTransactions.Party::name).orElse(""),
                party.map(RTransactions.Party::reference).orElse(""),
                one.code(),
                how.known() ? one.description() : "unknown to Kontor: " + one.description(),
                action(one.action()),
                note(one, today),
                how.amount(),
                party.map(RTransactions.Party::amount).filter(_ -> how.amount().isEmpty()),
                how.charges());
    }

    /** A policy is one way; whoever reads may do it at once. */
    private static String action(String action) {
        return action.equals("retry by policy")
                ? "collect again, by hand or by the retry policy"
                : action;
    }

    private static String left(long days) {
        return Figures.counted(days, "day") + " left to dispute it";
    }

    private static String note(RTransaction one, LocalDate today) {
        var words = new ArrayList<String>();
        if (one.how().unauthorized()) {
            words.add("no mandate, the payer says");
        }
        if (one.how().outOfTime()) {
            words.add("out of time");
        }
        one.daysLeft(today).ifPresent(days -> words.add(left(days)));
        return String.join(", ", words);
    }
}

package kontor.gironews;

import java.util.Optional;
import java.util.UUID;
import kontor.autogiro.AutogiroRecord;
import kontor.db.Tx;
import kontor.girofacts.DaySums;
import kontor.girofacts.NewsCases;
import kontor.payments.BankReportHandler.Candidate;
import kontor.payments.PaymentStatus;

/** What Bankgirot says of a payment against what is known of it. */
final class CollectionDoubts {

    private CollectionDoubts() {}

    /** Its money moved once, and cannot move again. */
    static void twice(
            Tx tx, NewsCases cases, AutogiroRecord record, PaymentStatus to, UUID payment) {
        String what = CollectionWords.what(record, payment);
        String why = "%s is told %s twice in this file".formatted(what, to);
        cases.contradicts(tx, record, Optional.of(payment), why);
    }

    /**
     * What is told again is no news, unless its money came with another sum, or went twice.
     *
     * @param candidate the collection as it is
     * @param refund what Bankgirot said before of its being paid back
     * @return false when it is told in a case
     */
    static boolean stayed(
            Tx tx,
            NewsCases cases,
            PaymentNews.News news,
            UUID payment,
            Optional<Candidate> candidate,
            Optional<String> refund) {
        var to = news.word().to();
        String what = CollectionWords.what(news.record(), payment);
        String now = candidate.map(one -> one.status().name()).orElse("not known");
        // Paid, and paid back since.
        boolean paid = to == PaymentStatus.EXECUTED && now.equals(PaymentStatus.RETURNED.name());
        var why =
                paid || now.equals(to.name())
                        ? moneyTwice(news, what, candidate, refund)
                        : Optional.of("%s is %s and cannot become %s".formatted(what, now, to));
        why.ifPresent(words -> cases.contradicts(tx, news.record(), Optional.of(payment), words));
        return why.isEmpty();
    }

    private static Optional<String> moneyTwice(
            PaymentNews.News news,
            String what,
            Optional<Candidate> candidate,
            Optional<String> refund) {
        if (news.word().to() == PaymentStatus.RETURNED) {
            return refund.map(
                    before ->
                            "%s is paid back twice: %s, and %s"
                                    .formatted(what, before, CollectionWords.said(news.record())));
        }
        return candidate
                .filter(_ -> news.word().to() == PaymentStatus.EXECUTED)
                .flatMap(Candidate::paymentInformationId)
                .filter(before -> isOtherDeposit(before, news.deposit()))
                .map(
                        before ->
                                "%s is paid in deposit %s and in %s"
                                        .formatted(what, before, news.deposit()));
    }

    /** Both are deposits of one bankgiro that Bankgirot named, and not the same. */
    private static boolean isOtherDeposit(String before, String deposit) {
        return areOfOneBankgiro(before, deposit)
                && !before.equals(deposit)
                && !DaySums.isName(before)
                && !DaySums.isName(deposit);
    }

    static boolean areOfOneBankgiro(String before, String deposit) {
        int bankgiro = deposit.indexOf('-') + 1;
        return bankgiro > 0 && before.startsWith(deposit.substring(0, bankgiro));
    }
}

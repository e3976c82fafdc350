package kontor.search;

import kontor.counterparties.ExternalAccount;
import kontor.expectations.ExpectedTransaction;
import kontor.transactions.Transaction;

/** What people know things by. */
final class Titles {

    private Titles() {}

    /** Its reference, which every one has. */
    static String of(ExpectedTransaction expected) {
        return expected.terms().reference().value();
    }

    /** What the bank calls it, with its day: many bookings are called alike. */
    static String of(Transaction booked) {
        return booked.description() + ", " + booked.date();
    }

    /** What led to it comes first: who is called so, or else what the bank calls it. */
    static String of(Transaction booked, Hit.Matched matched) {
        return matched == Hit.Matched.NAME
                ? booked.party().orElse("") + ", " + amount(booked) + ", " + of(booked)
                : of(booked);
    }

    private static String amount(Transaction booked) {
        var money = booked.amount();
        return money.decimal().toPlainString() + " " + money.currency().code();
    }

    /** Its first number. */
    static String of(ExternalAccount account) {
        return account.identifiers().getFirst().number();
    }
}

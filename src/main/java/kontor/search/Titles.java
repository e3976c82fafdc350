package kontor.search;

import kontor.counterparties.ExternalAccount;

/** What people know things by. */
final class Titles {

    private Titles() {}

    /** Its first number. */
    static String of(ExternalAccount account) {
        return account.identifiers().getFirst().number();
    }
}

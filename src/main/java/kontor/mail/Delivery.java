package kontor.mail;

/** How it went to hand a mail to the mail server. */
sealed interface Delivery {

    /** The server has taken it. */
    record Taken() implements Delivery {}

    /**
     * It will never be taken.
     *
     * @param why in the words of the server, one line
     */
    record Refused(String why) implements Delivery {}

    /**
     * Not now.
     *
     * @param why one line
     * @param concernsAll whether other mails would fare no better
     */
    record Later(String why, boolean concernsAll) implements Delivery {}
}

package kontor.prenotifications;

import kontor.core.RefusalCode;

/** Every refusal of this room, in the order in which they are checked. */
enum NoticeRefusal implements RefusalCode {
    /** A collection would say that its payer was told, and nobody was. */
    NO_MAIL_SERVER(
            "byMail",
            "no mail server is set, so nobody would be told; whoever runs Kontor sets"
                    + " KONTOR_SMTP_URL");

    private final String field;
    private final String sentence;

    NoticeRefusal(String field, String sentence) {
        this.field = field;
        this.sentence = sentence;
    }

    @Override
    public String field() {
        return field;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}

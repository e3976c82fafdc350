package kontor.banktexts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kontor.identifiers.SepaText;
import kontor.warnings.Warning;

/**
 * Makes the texts of one payment as one bank takes them, and keeps in mind what it had to change.
 * Used by one thread.
 */
public final class Texts {

    /** ISO 20022's word for a missing value where an element must not be empty. */
    private static final String NOT_PROVIDED = "NOTPROVIDED";

    private final String national;
    private final List<Change> changes = new ArrayList<>();

    /**
     * @param national letters beyond those of SEPA that the bank takes as they are
     */
    public Texts(String national) {
        this.national = national;
    }

    /** How many characters of a text would have to be carried. */
    public static int length(String given, String national) {
        return SepaText.rewrite(given, national).length();
    }

    /** Never empty: the bank would refuse the whole file for one empty name. */
    public String name(Member member, String given, int most) {
        return words(member, given, most).orElse(NOT_PROVIDED);
    }

    /**
     * A text, empty where no character of it can be written.
     *
     * @param most characters that are carried, counted after umlauts became two letters
     */
    public Optional<String> words(Member member, String given, int most) {
        String sent = SepaText.cut(SepaText.rewrite(given, national), most);
        if (!sent.equals(given)) {
            change(member, given, sent, most, "banks can write nothing of it");
        }
        return sent.isEmpty() ? Optional.empty() : Optional.of(sent);
    }

    /**
     * Notes a text of which nothing leaves.
     *
     * @param why the rest of a sentence, without a full stop
     */
    public void leftOut(Member member, String given, String why) {
        change(member, given, "", 0, why);
    }

    /** Of a payment that Bankgirot makes: nothing of its reference leaves. */
    public static List<Warning> byAutogiro(String reference, String national) {
        var texts = new Texts(national);
        texts.leftOut(
                Member.REFERENCE,
                reference,
                "Autogiro carries no words, only a reference that Kontor draws itself");
        return texts.warnings();
    }

    private void change(Member member, String given, String sent, int most, String why) {
        changes.add(new Change(member, given, sent, most, national, why));
    }

    /** One for each text that does not leave as it was given. */
    public List<Warning> warnings() {
        return changes.stream().map(Change::warning).toList();
    }
}

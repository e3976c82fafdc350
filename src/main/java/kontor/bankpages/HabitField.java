package kontor.bankpages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import kontor.connections.BankProfile;
import kontor.connections.StoredConnection;
import kontor.forms.Choice;
import kontor.habits.FileHabits;
import kontor.habits.FileHabits.Apart;
import kontor.habits.FileHabits.ChargeBearing;
import kontor.pages.Figures;

/**
 * One habit of files over a connection, under its name of the API.
 *
 * @param usual how the profile of the bank has it, in words
 * @param own what the connection has in its place, as a form sends it; empty where it has nothing
 * @param now in words
 * @param choices what it may be; none where it is typed
 */
public record HabitField(
        String name, String label, String usual, String own, String now, List<Choice> choices) {

    static final String APART = "onePerMessage";
    static final String LETTERS = "nationalLetters";

    /** What a form sends where the connection has its own, but nothing of it. */
    private static final String NONE = "none";

    /** All, in the order of the API. */
    static final List<String> NAMES =
            List.of(
                    "creditTransferMessage",
                    "directDebitMessage",
                    "initiatingPartyScheme",
                    "initiatingPartyId",
                    "bankgiroAsDebtorAccount",
                    "referredAmounts",
                    APART,
                    "chargeBearer",
                    "batchBooking",
                    LETTERS);

    private static final List<Choice> YES_OR_NO =
            List.of(new Choice("true", "yes"), new Choice("false", "no"));

    private static final List<Choice> BEARING =
            List.of(
                    new Choice(ChargeBearing.WHERE_ASKED.name(), "in SEPA, and where asked for"),
                    new Choice(ChargeBearing.ALWAYS.name(), "always"),
                    new Choice(ChargeBearing.NOT_IN_SEPA.name(), "where asked for, not in SEPA"));

    /** All of a connection, in the order of the API. */
    static List<HabitField> of(StoredConnection connection) {
        var profile = connection.connection().profile();
        var own = profile.files().own().view();
        var usual = BankProfile.find(profile.name()).orElse(profile).files();
        return Stream.concat(messages(usual, own), ways(usual, own)).toList();
    }

    private static Stream<HabitField> messages(FileHabits usual, JsonNode own) {
        return Stream.of(
                chosen(
                        own,
                        "creditTransferMessage",
                        "Credit transfers are written as",
                        usual.oldTransfers() ? "pain.001.001.03" : "pain.001.001.09",
                        same("pain.001.001.03", "pain.001.001.09")),
                chosen(
                        own,
                        "directDebitMessage",
                        "Direct debits are written as",
                        usual.oldCollections() ? "pain.008.001.02" : "pain.008.001.08",
                        same("pain.008.001.02", "pain.008.001.08")),
                typed(
                        own,
                        "initiatingPartyScheme",
                        "Whose number the sender has",
                        usual.initiatingPartyScheme().orElse(NONE)),
                typed(
                        own,
                        "initiatingPartyId",
                        "Number of the sender",
                        usual.initiatingPartyId().orElse(NONE)));
    }

    private static Stream<HabitField> ways(FileHabits usual, JsonNode own) {
        return Stream.of(
                flag(
                        own,
                        "bankgiroAsDebtorAccount",
                        "Swedish transfers name the own account by its bankgiro",
                        usual.bankgiroAsDebtorAccount()),
                flag(
                        own,
                        "referredAmounts",
                        "The amount stands beside structured references",
                        usual.referredAmounts()),
                apart(usual, own),
                chosen(
                        own,
                        "chargeBearer",
                        "Files say who bears the charges",
                        usual.chargeBearer().name(),
                        BEARING),
                flag(own, "batchBooking", "A block is booked in one sum", usual.batchBooking()),
                letters(usual, own));
    }

    private static List<Choice> same(String... values) {
        return Stream.of(values).map(one -> new Choice(one, one)).toList();
    }

    private static HabitField flag(JsonNode own, String name, String label, boolean usual) {
        return chosen(own, name, label, String.valueOf(usual), YES_OR_NO);
    }

    private static HabitField chosen(
            JsonNode own, String name, String label, String usual, List<Choice> values) {
        return chosen(name, label, usual, own.path(name).asText(), values);
    }

    private static HabitField chosen(
            String name, String label, String usual, String mine, List<Choice> values) {
        String before = label(values, usual);
        var choices = new ArrayList<>(List.of(asTheBank(before)));
        choices.addAll(values);
        String now = mine.isEmpty() ? before : label(values, mine);
        return new HabitField(name, label, before, mine, now, choices);
    }

    private static Choice asTheBank(String usual) {
        return new Choice("", "as the bank's profile: " + usual);
    }

    private static String label(List<Choice> values, String value) {
        return values.stream()
                .filter(one -> one.value().equals(value))
                .findFirst()
                .map(Choice::label)
                .orElse(value);
    }

    private static HabitField typed(JsonNode own, String name, String label, String usual) {
        return typed(name, label, usual, own.path(name).asText());
    }

    private static HabitField typed(String name, String label, String usual, String mine) {
        return new HabitField(name, label, usual, mine, mine.isEmpty() ? usual : mine, List.of());
    }

    /** Every set of them is one choice, by its words of the API. */
    private static HabitField apart(FileHabits usual, JsonNode own) {
        var values = new ArrayList<Choice>();
        var all = Apart.values();
        for (int set = 0; set < (1 << all.length); set++) {
            var words = new ArrayList<String>();
            for (int i = 0; i < all.length; i++) {
                if ((set & (1 << i)) != 0) {
                    words.add(all[i].name());
                }
            }
            values.add(new Choice(written(words), said(words)));
        }
        var before = Stream.of(all).filter(usual.onePerMessage()::contains).map(Enum::name);
        String mine = own.has(APART) ? written(texts(own.path(APART))) : "";
        String usually = written(before.toList());
        return chosen(APART, "Kept in files of their own", usually, mine, values);
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }

    private static String written(List<String> words) {
        return words.isEmpty() ? NONE : String.join(" ", words);
    }

    private static String said(List<String> words) {
        return words.isEmpty()
                ? "nothing"
                : words.stream()
                        .map(one -> "each " + Figures.word(one).toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }

    /** An own text may be empty: then none are taken, whatever the profile says. */
    private static HabitField letters(FileHabits usual, JsonNode own) {
        String before = usual.nationalLetters().isEmpty() ? NONE : usual.nationalLetters();
        String text = own.path(LETTERS).asText();
        String mine = own.has(LETTERS) && text.isEmpty() ? NONE : text;
        return typed(LETTERS, "Letters beyond those of SEPA", before, mine);
    }

    /** What was typed or chosen, in words. */
    String said(String typed) {
        return typed.isEmpty() ? usual : label(choices, typed);
    }

    /** As a program would send it. */
    static void put(ObjectNode habits, String name, String typed) {
        switch (name) {
            case APART -> {
                var list = habits.putArray(name);
                Stream.of(typed.split(" ")).filter(one -> !one.equals(NONE)).forEach(list::add);
            }
            case LETTERS -> habits.put(name, typed.equals(NONE) ? "" : typed);
            default -> {
                if (typed.equals("true") || typed.equals("false")) {
                    habits.put(name, Boolean.parseBoolean(typed));
                } else {
                    habits.put(name, typed);
                }
            }
        }
    }

    /** What may be typed. */
    public String help() {
        String what =
                switch (name) {
                    case LETTERS -> "One after the other, like ÅÄÖåäö, or the word none.";
                    case "initiatingPartyId" -> "By what the bank knows who sends.";
                    default -> "BIC, a code of ISO 20022 like CUST, or the bank's own word.";
                };
        return what + " Left empty it is as the bank's profile has it: " + usual + ".";
    }

    public boolean isOwn() {
        return !own.isEmpty();
    }
}

package kontor.prenotifications;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kontor.core.Maps;
import kontor.core.Money;
import kontor.core.Tables;
import kontor.directdebits.DirectDebit;
import kontor.mail.NewMail;
import kontor.wire.Json;

/**
 * The words of a notice, from {@code tables/pre_notification_texts.csv} or the organization's own.
 *
 * @param subject one line
 * @param text plain
 */
public record NoticeText(String subject, String text) {

    private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z]*)}");

    /** Whatever is written in braces, as whoever wrote it means a place. */
    private static final Pattern MEANT = Pattern.compile("\\{([^{}]*)}");

    /** What stands in for a word in braces. */
    public static final List<String> PLACES =
            List.of("creditor", "amount", "date", "account", "mandate", "creditorId", "reference");

    private static final String IN_WORDS =
            "{creditor}, {amount}, {date}, {account}, {mandate}, {reference}, and one for the"
                    + " identifier of the creditor";

    /** Of an account number only its end is told. */
    private static final int SHOWN = 4;

    private record Key(NoticeKind kind, Language language) {}

    private static final Map<Key, NoticeText> ALL =
            Tables.rows("pre_notification_texts").stream()
                    .collect(
                            toUnmodifiableMap(
                                    row ->
                                            new Key(
                                                    NoticeKind.valueOf(row.getField("kind")),
                                                    Language.valueOf(row.getField("language"))),
                                    row ->
                                            new NoticeText(
                                                    row.getField("subject"),
                                                    row.getField("text"))));

    /** Kontor's own words of an announcement, with places in braces. */
    public static String usual(Language language) {
        return Maps.required(ALL, new Key(NoticeKind.ANNOUNCED, language)).text;
    }

    /** What is wrong with words of an organization's own. */
    static Optional<String> problem(String text) {
        var used = new TreeSet<String>();
        var places = MEANT.matcher(text);
        while (places.find()) {
            used.add(places.group(1));
        }
        var unknown = new TreeSet<>(used);
        unknown.removeAll(PLACES);
        if (!unknown.isEmpty()) {
            return Optional.of(
                    "has {%s}, which nothing stands for; there are %s"
                            .formatted(unknown.first(), IN_WORDS));
        }
        return used.contains("amount") && used.contains("date")
                ? Optional.empty()
                : Optional.of("must say {amount} and {date}");
    }

    static NoticeText of(
            NoticeKind kind, Language language, NoticeSettings settings, DirectDebit debit) {
        var words = Maps.required(ALL, new Key(kind, language));
        String text =
                kind == NoticeKind.CANCELLED
                        ? words.text
                        : settings.text(language).orElse(words.text);
        var values = values(debit);
        return new NoticeText(filled(words.subject, values), filled(text, values));
    }

    private static Map<String, String> values(DirectDebit debit) {
        var parties = debit.parties();
        var mandate = Json.readOwn(parties.mandate());
        var values = new LinkedHashMap<String, String>();
        String creditor = Json.readOwn(parties.destination().holder()).path("legalName").asText();
        values.put("creditor", NewMail.name(creditor));
        values.put("amount", amount(debit.terms().amount()));
        values.put("date", day(debit).toString());
        values.put("account", ending(parties.source().account()));
        values.put("mandate", mandate.path("mandateReference").asText());
        values.put("creditorId", mandate.path("creditorReference").asText());
        values.put("reference", NewMail.name(debit.terms().reference()));
        return values;
    }

    static LocalDate day(DirectDebit debit) {
        return debit.progress().effectiveDate();
    }

    private static String amount(Money amount) {
        return amount.decimal().toPlainString() + " " + amount.currency().code();
    }

    private static String ending(String account) {
        String number = Json.readOwn(account).at("/identifiers/0/number").asText();
        return number.length() <= SHOWN
                ? number
                : "..." + number.substring(number.length() - SHOWN);
    }

    private static String filled(String text, Map<String, String> values) {
        return PLACE.matcher(text)
                .replaceAll(
                        place ->
                                Matcher.quoteReplacement(
                                        values.getOrDefault(place.group(1), place.group())));
    }
}

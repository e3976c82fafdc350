package kontor.events;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An event with its place in the feed of its organization. */
public record Event(
        long position,
        String resource,
        UUID resourceId,
        int version,
        NewEvent.Type type,
        String name,
        Instant occurred,
        String originator,
        Optional<UUID> requestId,
        Optional<String> message,
        Optional<String> details,
        Optional<String> snapshot) {

    /** The member of the details that has the day that it was at the bank. */
    public static final String BANK_DATE = "bankDate";

    /** The day that it was at the bank, where that was noted. */
    public Optional<LocalDate> bankDate() {
        return details.map(DetailsJson::read)
                .flatMap(facts -> Optional.ofNullable(facts.get(BANK_DATE)))
                .map(LocalDate::parse);
    }

    /** The same where it was not the day of the server, as in a sandbox whose clock was moved. */
    public Optional<LocalDate> otherBankDate(ZoneId zone) {
        return bankDate().filter(day -> !day.equals(occurred.atZone(zone).toLocalDate()));
    }

    /** What else was said with it, by name. */
    public Map<String, String> facts() {
        var facts = new LinkedHashMap<>(details.map(DetailsJson::read).orElse(Map.of()));
        facts.remove(BANK_DATE);
        return facts;
    }
}

package kontor.overviews;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.BankCalendar;

/**
 * How often statements of an account come.
 *
 * @param days that statements closed, newest first, at least one
 */
record Rhythm(UUID account, String name, ZoneId zone, List<LocalDate> days) {

    /** From fewer days nobody can tell what is usual. */
    private static final int LEAST = 3;

    static Rhythm of(ResultSet row) throws SQLException {
        return new Rhythm(
                row.getObject("id", UUID.class),
                row.getString("name"),
                ZoneId.of(row.getString("zone")),
                Arrays.stream((Date[]) row.getArray("dates").getArray())
                        .map(Date::toLocalDate)
                        .toList());
    }

    /**
     * Said where the last statement is longer ago than the longest pause between the ones before,
     * and a bank day more: that of today comes tonight or tomorrow. Of an account with few
     * statements nothing is said.
     */
    Optional<Silence> silence(LocalDate today) {
        if (days.size() < LEAST) {
            return Optional.empty();
        }
        int usual = usual();
        int since = bankDays(days.getFirst(), today);
        return since > usual + 1
                ? Optional.of(new Silence(account, name, days.getFirst(), since, usual))
                : Optional.empty();
    }

    private int usual() {
        int longest = 1;
        for (int i = 1; i < days.size(); i++) {
            longest = Math.max(longest, bankDays(days.get(i), days.get(i - 1)));
        }
        return longest;
    }

    /** Counted to a limit, so that an account of years ago costs nothing. */
    private static int bankDays(LocalDate from, LocalDate to) {
        int most = 100;
        int count = 0;
        for (var day = from.plusDays(1); !day.isAfter(to) && count < most; day = day.plusDays(1)) {
            if (BankCalendar.WEEKDAYS.isOpen(day)) {
                count++;
            }
        }
        return count;
    }
}

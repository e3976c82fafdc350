package kontor.statements;

import java.time.LocalDate;
import java.util.Optional;

/** A statement written as one line; see {@link SameMoneyTest}. */
final class StatementSpec {

    private static final LocalDate MONTH = StatementBuilder.MONDAY.withDayOfMonth(1);

    private StatementSpec() {}

    private static LocalDate day(String number) {
        return MONTH.plusDays(Long.parseLong(number) - 1);
    }

    static StatementBuilder parse(String line, String name) {
        String[] parts = line.split(":", 2);
        String[] head = parts[0].split(" ");
        String[] days = head[0].split("-");
        var last = day(days[days.length - 1]);
        var statement = StatementBuilder.aStatement().on(last).named(name, 0);
        if (days.length > 1) {
            statement.since(day(days[0]));
        }
        statement.opening(Long.parseLong(head[1]));
        String id = name;
        long electronic = 0;
        for (int i = 2; i < head.length; i++) {
            String word = head[i];
            if (word.startsWith("#")) {
                electronic = Long.parseLong(word.substring(1));
            } else if (word.startsWith("L")) {
                statement.legal(Long.parseLong(word.substring(1)));
            } else if (word.startsWith("id=")) {
                id = word.substring(3);
            } else if (word.startsWith("closing=")) {
                statement.closing(Long.parseLong(word.substring(8)));
            }
        }
        statement.named(id, electronic);
        for (String entry : parts[1].strip().split(" ")) {
            if (!entry.isEmpty()) {
                add(statement, entry);
            }
        }
        return statement.on(last);
    }

    private static void add(StatementBuilder statement, String entry) {
        String[] words = entry.split("[=@]");
        String reference =
                Optional.of(words).filter(one -> one.length > 2).map(one -> one[2]).orElse("");
        statement.on(day(words[0])).entry(Long.parseLong(words[1]), reference);
    }
}

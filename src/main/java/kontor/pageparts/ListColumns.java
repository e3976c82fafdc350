package kontor.pageparts;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kontor.forms.Choice;
import kontor.visits.Cookies;

/**
 * Which columns of a list a person wants to see. A cookie of the browser remembers those that are
 * hidden, so that a column which comes later is there.
 *
 * @param hidden words of columns of the list, of those that can be
 */
public record ListColumns(Kind kind, Set<String> hidden) {

    /** The lists whose columns can be chosen: where each is, and which columns may go. */
    public enum Kind {
        ACCOUNTS("/accounts", "number", "status", "asOf"),
        TRANSACTIONS("/transactions", "date", "reference", "account", "status"),
        PENDING_TRANSACTIONS("/transactions/pending", "date", "reference", "account", "status"),
        DIRECT_DEBITS("/direct-debits", "date", "reference", "scheme", "status"),
        CREDIT_TRANSFERS("/credit-transfers", "date", "reference", "scheme", "status");

        private final String path;
        private final List<String> columns;

        Kind(String path, String... columns) {
            this.path = path;
            this.columns = List.of(columns);
        }

        public String path() {
            return path;
        }

        /** The list at a path. */
        public static Kind at(String path) {
            return EnumSet.allOf(Kind.class).stream()
                    .filter(one -> one.path.equals(path))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no list at " + path));
        }

        public static Optional<Kind> of(String word) {
            return EnumSet.allOf(Kind.class).stream()
                    .filter(one -> one.name().equals(word))
                    .findFirst();
        }

        private String cookie() {
            return "hidden_" + name();
        }
    }

    private static final int YEAR_SECONDS = 365 * 24 * 60 * 60;

    public ListColumns {
        hidden = Set.copyOf(hidden);
    }

    /** As the browser remembers it; what is no column is passed over. */
    public static ListColumns of(Kind kind, Optional<String> cookieHeader) {
        var words =
                Cookies.of(cookieHeader.orElse(null))
                        .value(kind.cookie())
                        .map(text -> List.of(text.split("\\.")))
                        .orElse(List.of());
        return new ListColumns(
                kind, kind.columns.stream().filter(words::contains).collect(Collectors.toSet()));
    }

    /** What somebody chose to see. */
    public static ListColumns showing(Kind kind, List<String> wanted) {
        return new ListColumns(
                kind,
                kind.columns.stream()
                        .filter(one -> !wanted.contains(one))
                        .collect(Collectors.toSet()));
    }

    public boolean shows(String column) {
        return !hidden.contains(column);
    }

    /** The columns that may go, by the words of the API. */
    public List<Choice> choices() {
        return kind.columns.stream().map(one -> new Choice(one, words(one))).toList();
    }

    private static String words(String column) {
        String apart = column.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return Character.toUpperCase(apart.charAt(0)) + apart.substring(1);
    }

    /** The header that lets the browser remember it; no secret. */
    public String remembered() {
        String words =
                kind.columns.stream().filter(hidden::contains).collect(Collectors.joining("."));
        return kind.cookie()
                + "="
                + words
                + "; Path=/; Max-Age="
                + (words.isEmpty() ? 0 : YEAR_SECONDS)
                + "; HttpOnly; SameSite=Lax";
    }

    /** Where the list was when somebody chose; the list itself where that is no address of it. */
    public static String back(Kind kind, String address) {
        boolean ours =
                address.matches("[!-~]{1,2000}")
                        && (address.equals(kind.path) || address.startsWith(kind.path + "?"));
        return ours ? address : kind.path;
    }
}

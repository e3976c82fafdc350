package kontor.portfolios;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import kontor.counterparties.NewCounterparty;

/**
 * What a dry run would have made so far. It takes back each slice, so that later ones do not find
 * it in the database; a file has at most 100,000 rows, so it fits into memory.
 */
public final class Seen {

    private final Map<String, Long> lines = new HashMap<>();
    private final Map<String, String> parties = new HashMap<>();

    /** The line of another row that would have made the mandate of this name. */
    Optional<Long> mandate(PortfolioRow row, String name) {
        return other(row, "name " + name);
    }

    /** The line of another row that would have made the mandate with this external id. */
    Optional<Long> externalId(PortfolioRow row, String text) {
        return other(row, "external " + text);
    }

    /** A transaction that is tried again finds what its first attempt has left here. */
    private Optional<Long> other(PortfolioRow row, String key) {
        return Optional.ofNullable(lines.get(key)).filter(line -> line != row.line());
    }

    /** The name of the counterparty that would have been made with this external id. */
    Optional<String> party(String externalId) {
        return Optional.ofNullable(parties.get(externalId));
    }

    void add(PortfolioRow row, Optional<String> name) {
        name.ifPresent(text -> lines.putIfAbsent("name " + text, row.line()));
        var wanted = row.wanted().orElseThrow();
        wanted.mandate()
                .externalId()
                .ifPresent(text -> lines.putIfAbsent("external " + text, row.line()));
        if (wanted.payer() instanceof PortfolioRow.Payer.New(NewCounterparty party)) {
            party.externalId()
                    .ifPresent(text -> parties.putIfAbsent(text, party.details().legalName()));
        }
    }
}

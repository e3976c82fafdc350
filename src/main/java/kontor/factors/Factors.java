package kontor.factors;

import java.util.Optional;
import java.util.function.Supplier;
import kontor.db.Database;
import kontor.guesses.Guesses;
import kontor.passkeys.Passkeys;
import kontor.passkeys.RelyingParty;
import kontor.tickets.Tickets;

/**
 * With what people sign in beside a password.
 *
 * @param tickets what browsers carry meanwhile
 */
public record Factors(Tickets tickets, Passkeys passkeys, SecondFactors second) {

    /**
     * @param party who this Kontor is to authenticators; empty where there are no passkeys
     * @param ticketKey the same on all nodes; asked for at the first ticket
     */
    public static Factors on(
            Database database,
            Guesses guesses,
            Optional<RelyingParty> party,
            Supplier<byte[]> ticketKey) {
        var tickets = new Tickets(database, ticketKey);
        var passkeys = new Passkeys(database, tickets, guesses, party);
        return new Factors(tickets, passkeys, new SecondFactors(database, passkeys, guesses));
    }
}

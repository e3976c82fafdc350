package kontor.signinpages;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.passkeys.Asking;
import kontor.passkeys.Passkey;
import kontor.passkeys.Passkeys;
import kontor.passkeys.Shown;
import kontor.security.SecurityKind;
import kontor.visits.Cookies;
import kontor.visits.FormFields;
import kontor.visits.HostCookie;

/**
 * Asks browsers for passkeys, and takes what they show. The script of a page sends its form for the
 * options first; the challenge comes back to this browser alone, since a cookie holds its ticket.
 */
public final class PasskeyDesk {

    /** The field with what the authenticator said. */
    static final String CREDENTIAL = "credential";

    private static final Duration GOOD = Duration.ofMinutes(5);

    private final Passkeys passkeys;
    private final Arrivals arrivals;
    private final HostCookie cookie;

    /**
     * @param base the address that people know this Kontor by
     */
    PasskeyDesk(Passkeys passkeys, Arrivals arrivals, URI base) {
        this.passkeys = passkeys;
        this.arrivals = arrivals;
        this.cookie = new HostCookie(base, "passkey");
    }

    /**
     * Whether a page can use passkeys.
     *
     * @param here whether this one can
     * @param elsewhere the address whose pages can; empty where none can
     */
    public record Offer(boolean here, String elsewhere) {}

    Passkeys passkeys() {
        return passkeys;
    }

    Offer offer(Call call) {
        String host = call.header("Host").orElse("");
        return passkeys.party()
                .map(party -> new Offer(party.isAt(host), party.origin()))
                .orElseGet(() -> new Offer(false, ""));
    }

    /** The options for a page's script; 404 where there are no passkeys. */
    Answer ask(Call call, Optional<Asking> asking) {
        var asked = asking.orElseThrow(HttpError::notFound);
        return Answer.json(200, asked.json())
                .and("Set-Cookie", cookie.give(asked.ticket().text(), call.header("Host"), GOOD))
                .with("Cache-Control", "no-store");
    }

    String ticket(Call call) {
        return cookie.value(Cookies.of(call.header("Cookie").orElse(null))).orElse("");
    }

    /** The same answer, with which the browser forgets the ticket. */
    Answer forget(Call call, Answer answer) {
        return answer.and("Set-Cookie", cookie.take(call.header("Host")));
    }

    /** The passkey of whoever has shown nothing else. */
    Optional<Passkey> shown(Call call, FormFields fields) {
        String response = fields.text(CREDENTIAL);
        return taken(call, passkeys.shown(call.remoteAddress(), ticket(call), response));
    }

    /** A passkey of the identity that is known already. */
    Optional<Passkey> shownBy(Call call, FormFields fields, UUID identity, UUID session) {
        return taken(
                call,
                passkeys.shownBy(
                        identity,
                        session,
                        call.remoteAddress(),
                        ticket(call),
                        fields.text(CREDENTIAL)));
    }

    private Optional<Passkey> taken(Call call, Shown shown) {
        return switch (shown) {
            case Shown.Good(var passkey) -> Optional.of(passkey);
            case Shown.Refused() -> Optional.empty();
            case Shown.Copied(var passkey) -> {
                arrivals.noteEverywhere(call, SecurityKind.PASSKEY_COPIED, passkey.identity());
                yield Optional.empty();
            }
        };
    }
}

package kontor.sessions;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import kontor.core.Caller;
import kontor.core.OrganizationId;
import kontor.secrets.Secret;
import kontor.signin.Credentials;
import kontor.visits.Cookies;
import kontor.visits.Visitor;
import kontor.visits.Visitors;

/** Finds who is signed in by the cookie of a session. */
public final class SessionVisitors implements Visitors {

    private static final String HMAC = "HmacSHA256";

    private final Sessions sessions;
    private final SessionCookie cookie;
    private final Credentials credentials;
    private final Predicate<OrganizationId> demandsTwo;

    /**
     * @param demandsTwo whether an organization lets people in with a second factor only
     */
    public SessionVisitors(
            Sessions sessions,
            SessionCookie cookie,
            Credentials credentials,
            Predicate<OrganizationId> demandsTwo) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.credentials = credentials;
        this.demandsTwo = demandsTwo;
    }

    @Override
    public Optional<Visitor> by(Cookies cookies, boolean isUse) {
        var secret = cookie.secret(cookies);
        return secret.flatMap(one -> sessions.find(one, isUse))
                .flatMap(session -> visitor(session, secret.orElseThrow()));
    }

    private Optional<Visitor> visitor(Session session, Secret secret) {
        return caller(session)
                .map(
                        caller ->
                                new Visitor(
                                        caller,
                                        session.identity(),
                                        session.id(),
                                        formToken(secret)));
    }

    /**
     * Whoever has another role than when the session began has to begin another; whoever has not
     * shown enough for the organization has to show more.
     */
    private Optional<Caller> caller(Session session) {
        return session.as()
                .filter(as -> isEnough(session, as))
                .flatMap(
                        as ->
                                credentials
                                        .person(as.organization(), as.user())
                                        .filter(caller -> caller.roleId().equals(as.role())));
    }

    private boolean isEnough(Session session, Session.As as) {
        return session.proof() == Proof.TWO || !demandsTwo.test(as.organization());
    }

    /** Follows from the secret of the session, which no page shows. */
    public static String formToken(Secret session) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(session.text().getBytes(StandardCharsets.UTF_8), HMAC));
            byte[] token = mac.doFinal("form".getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

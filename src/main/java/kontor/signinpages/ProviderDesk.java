package kontor.signinpages;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.openid.Errand;
import kontor.openid.Links;
import kontor.openid.OpenId;
import kontor.openid.Unreachable;
import kontor.pages.Pages;
import kontor.visits.Cookies;
import kontor.visits.HostCookie;

/** Sends browsers to the provider by which people sign in, where there is one. */
public final class ProviderDesk {

    /** Where the provider sends them back to. */
    static final String BACK = "/login/openid/back";

    private final Pages pages;
    private final Optional<OpenId> openId;
    private final Links links;
    private final HostCookie cookie;

    /**
     * @param openId the provider; empty where none is set
     * @param base the address that people know this Kontor by
     */
    ProviderDesk(Pages pages, Optional<OpenId> openId, Links links, URI base) {
        this.pages = pages;
        this.openId = openId;
        this.links = links;
        this.cookie = new HostCookie(base, "openid");
    }

    /** A page on the way to the provider. */
    public record Leaving(String name, String to) {}

    Optional<OpenId> openId() {
        return openId;
    }

    Links links() {
        return links;
    }

    /** As people know the provider; empty where there is none. */
    String name() {
        return openId.map(OpenId::name).orElse("");
    }

    /** Whether an identity signs in by the provider. */
    boolean isLinked(UUID identity) {
        return openId.filter(one -> links.has(identity, one.issuer())).isPresent();
    }

    /** The browser goes there at once. */
    Answer go(Call call, OpenId to, Errand errand) {
        try {
            var sent = to.send(call.remoteAddress(), errand);
            return remembering(call, sent, Pages.goTo(sent.to().toString()));
        } catch (Unreachable away) {
            return away(call);
        }
    }

    /**
     * The same from a form: a form must lead to no other host, so a page of ours comes between,
     * which leads on by itself.
     */
    Answer leave(Call call, OpenId to, Errand errand) {
        try {
            var sent = to.send(call.remoteAddress(), errand);
            var view = new Leaving(to.name(), sent.to().toString());
            var page =
                    pages.show(pages.openFrame(call, to.name()), "signin/leaving.jte", view)
                            .and("Refresh", "0; url=" + sent.to());
            return remembering(call, sent, page);
        } catch (Unreachable away) {
            return away(call);
        }
    }

    private Answer remembering(Call call, OpenId.Sent sent, Answer answer) {
        String ticket = sent.ticket().text();
        return answer.and("Set-Cookie", cookie.give(ticket, call.header("Host"), OpenId.PATIENCE))
                .with("Cache-Control", "no-store");
    }

    /** What the browser brought back. */
    OpenId.Back back(Call call) {
        return new OpenId.Back(
                cookie.value(Cookies.of(call.header("Cookie").orElse(null))).orElse(""),
                call.query().text("state"),
                call.query().text("code"),
                call.query().text("iss"),
                call.query().text("error"));
    }

    /** The same answer, with which the browser forgets where it was sent. */
    Answer forget(Call call, Answer answer) {
        return answer.and("Set-Cookie", cookie.take(call.header("Host")))
                .with("Cache-Control", "no-store");
    }

    Answer away(Call call) {
        return said(
                call,
                503,
                "The provider does not answer now. Sign in another way, or wait a little.");
    }

    /** A page that says what became of it. */
    Answer said(Call call, int status, String sentence) {
        return pages.show(status, pages.openFrame(call, "Sign in"), "signin/said.jte", sentence)
                .with("Cache-Control", "no-store");
    }
}

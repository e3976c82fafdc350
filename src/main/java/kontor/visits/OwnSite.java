package kontor.visits;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a page of this Kontor made the browser send a change.
 *
 * @param base the address that people know this Kontor by
 */
public record OwnSite(URI base) {

    /**
     * @param fetchSite the header Sec-Fetch-Site, which browsers send where the page is secure or
     *     local
     * @param origin the header Origin
     * @param host the header Host
     * @throws ForeignForm where it was another site's, or nothing says whose
     */
    public void require(
            @Nullable String fetchSite, @Nullable String origin, @Nullable String host) {
        boolean own =
                fetchSite == null
                        ? origin != null && (isBase(origin) || isHost(origin, host))
                        : fetchSite.equals("same-origin");
        if (!own) {
            throw new ForeignForm(
                    "a change is only taken from a page of Kontor; open the page here and send it"
                            + " again");
        }
    }

    private boolean isBase(String origin) {
        return (base.getScheme() + "://" + base.getRawAuthority()).equalsIgnoreCase(origin);
    }

    private static boolean isHost(String origin, @Nullable String host) {
        if (host == null) {
            return false;
        }
        String lower = origin.toLowerCase(Locale.ROOT);
        String own = host.toLowerCase(Locale.ROOT);
        return lower.equals("http://" + own) || lower.equals("https://" + own);
    }
}

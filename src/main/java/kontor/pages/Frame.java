package kontor.pages;

import java.util.List;
import java.util.Optional;

/**
 * What stands around a page.
 *
 * @param title of the page, which is its heading too unless {@code heading} says no
 * @param section where it belongs in the rail
 * @param crumbs the way to it, without the page itself
 * @param viewer who looks at it; nobody where no session is needed
 * @param theme how it is coloured
 * @param notice what the last change did, shown once
 */
public record Frame(
        String title,
        Optional<Section> section,
        List<Crumb> crumbs,
        Optional<Viewer> viewer,
        Theme theme,
        Optional<String> notice) {

    /** A step of the way to a page. */
    public record Crumb(String label, String path) {}

    public Frame {
        crumbs = List.copyOf(crumbs);
    }

    /** Around a page that somebody sees who is not signed in. */
    public static Frame open(String title, Theme theme) {
        return open(title, theme, Optional.empty());
    }

    /** The same, with what the last change did. */
    public static Frame open(String title, Theme theme, Optional<String> notice) {
        return new Frame(title, Optional.empty(), List.of(), Optional.empty(), theme, notice);
    }

    /** The token for forms; empty where nobody is signed in. */
    public String formToken() {
        return viewer.map(Viewer::formToken).orElse("");
    }

    public boolean isIn(Section one) {
        return section.isPresent() && section.get() == one;
    }
}

package kontor.pages;

import java.util.Arrays;
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

    /** Crumbs lead only where the viewer may go. */
    public Frame {
        crumbs = crumbs.stream().filter(one -> leads(viewer, one)).toList();
    }

    private static boolean leads(Optional<Viewer> viewer, Crumb one) {
        return Arrays.stream(Section.values())
                .filter(section -> section.path().equals(one.path()))
                .allMatch(section -> viewer.isEmpty() || viewer.get().sees(section));
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

    /** Whether the viewer sees all accounts, and so what is of the whole organization. */
    public boolean whole() {
        return viewer.isPresent() && viewer.get().whole();
    }

    public boolean isIn(Section one) {
        return section.isPresent() && section.get() == one;
    }
}

package kontor.pages;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Who looks at a page, as its frame shows it.
 *
 * @param organization the name of the organization, and {@code role} that of the role
 * @param person the person's name or, without one, the e-mail address
 * @param sections what the rail offers
 * @param counts what waits there, 1 to 100; 100 stands for as many or more
 * @param fourEyes whether a second person must agree to changes of the administration
 * @param whole the person sees all accounts
 * @param bankTime the time at the banks of a sandbox, in words; empty where money is real
 * @param formToken for every form of the page
 */
public record Viewer(
        String organization,
        String role,
        String person,
        List<Section> sections,
        Map<Section, Integer> counts,
        boolean fourEyes,
        boolean whole,
        Optional<String> bankTime,
        String formToken) {

    /** Nobody counts further. */
    private static final int MOST = 100;

    public Viewer {
        sections = List.copyOf(sections);
        counts = Map.copyOf(counts);
    }

    /** One or two letters that stand for the person. */
    public String initials() {
        var words = person.strip().split("[\\s@.]+");
        String first = words.length > 0 ? start(words[0]) : "";
        return words.length > 1 ? first + start(words[1]) : first;
    }

    private static String start(String word) {
        return word.isEmpty()
                ? ""
                : word.substring(0, word.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
    }

    /** How much waits in a section, as it is shown; empty where nothing does. */
    public String waiting(Section section) {
        int count = counts.getOrDefault(section, 0);
        return count == 0 ? "" : count < MOST ? Integer.toString(count) : MOST - 1 + "+";
    }

    /** The sections of a group of the rail. */
    public List<Section> in(String group) {
        return sections.stream().filter(section -> section.group().equals(group)).toList();
    }

    public boolean has(String group) {
        return !in(group).isEmpty();
    }

    public boolean sees(Section section) {
        return sections.contains(section);
    }
}
